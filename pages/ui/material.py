"""What the pages of one store work with, read once for each state of the store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from analysis.disclosure import Gate
from analysis.participation import Attendance
from analysis.rounds import Wording
from analysis.scores import with_scores
from analysis.themes import is_theme_item
from data.codings import Codings
from data.instruments.model import Instruments, Topic
from data.programme import Programme, Round
from data.store import Store
from pages.ui.attendance import read_attendance
from pages.ui.theme_material import ThemeMaterial, read_themes

__all__ = ["Material", "read_material"]

SENSITIVE = {Topic.WELLBEING, Topic.SELF_REPORTED}


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    programme: Programme
    rounds: tuple[Round, ...]
    closed: tuple[str, ...]  # rounds that have ended: only these may be pooled by a cut beside the atoms
    instruments: Instruments
    wordings: tuple[Wording, ...]
    gate: Gate
    attendance: Attendance
    themes: ThemeMaterial
    is_empty: bool


def read_material(store: Store, instruments: Instruments, today: date) -> Material:
    """The gate over all answers of a store, scale scores and themes of free text included."""
    programme = store.programme()
    limits = programme.limits
    table = store.answers()
    answers = table.to_pandas()
    scales = instruments.scales.values()
    themes = read_themes(Codings(store), answers)
    return Material(
        programme=programme,
        rounds=programme.rounds,
        closed=tuple(r.id for r in programme.rounds if r.end < today),
        instruments=instruments,
        wordings=tuple(Wording(r, item, language, words) for r, _, item, language, words in store.wordings()),
        gate=Gate(
            pd.concat([with_scores(answers, scales, instruments.items), themes.rows], ignore_index=True),
            [atom for minimum in {limits.k, limits.k_sensitive} for atom in store.atoms(minimum)],
            _Minimum(_sensitive(instruments), limits.k, limits.k_sensitive),
            limits,
        ),
        attendance=read_attendance(store, table, programme.rounds, limits.k),
        themes=themes,
        is_empty=answers.empty,
    )


@dataclass(frozen=True, slots=True)
class _Minimum:
    sensitive: frozenset[str]
    plain: int
    larger: int

    def __call__(self, item: str) -> int:
        return self.larger if item in self.sensitive or is_theme_item(item) else self.plain


def _sensitive(instruments: Instruments) -> frozenset[str]:
    items = [i.id for i in instruments.items.values() if i.topic in SENSITIVE]
    return frozenset(items + [s.id for s in instruments.scales.values() if s.topic in SENSITIVE])
