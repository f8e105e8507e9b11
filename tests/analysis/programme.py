"""Small made-up programmes for tests of the gate and of the analyses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from data.atoms import Atom, fix_round
from data.schema import Form, Role, Wave

__all__ = ["answers_of", "atoms_of", "made_up"]

COLUMNS = ["response_id", "person", "round", "wave", "role", "form", "group", "item", "value", "missing_reason"]
Row = tuple[str, str, Role, Form | None, str | None, Wave, str, float]


def answers_of(rows: Iterable[Row]) -> pd.DataFrame:
    """Rows of (person, round, role, form, group, wave, item, value) as a tidy table; NaN = cannot say."""
    return pd.DataFrame(
        [
            (f"{wave}-{person}", person, round_id, wave, role, form, group, item, value)
            for person, round_id, role, form, group, wave, item, value in rows
        ],
        columns=COLUMNS[:-1],
    ).assign(missing_reason=lambda t: pd.Series("dont_know", index=t.index).where(t["value"].isna()))[COLUMNS]


def atoms_of(answers: pd.DataFrame, minimum: int, order: Sequence[str] | None = None) -> tuple[Atom, ...]:
    """The atoms that importing these rounds one after the other fixes."""
    atoms: tuple[Atom, ...] = ()
    rounds = list(order or dict.fromkeys(answers["round"]))
    for round_id in rounds:
        people = answers[answers["round"] == round_id].drop_duplicates("person")
        roles = zip(people["role"], people["form"], strict=True)
        known = [(Role(role), Form(form) if form is not None else None) for role, form in roles]
        atoms = fix_round(atoms, round_id, rounds, known, minimum)
    return atoms


def made_up(
    sizes: dict[str, tuple[int, int]], *, seed: int = 1, items: Sequence[str] = ("courage",), answer_rate: float = 0.9
) -> pd.DataFrame:
    """Pairs with answers 1–5 at the end: round → (pairs, people in small groups of one mentor and three actors)."""
    rng = np.random.default_rng(seed)
    rows: list[Row] = []
    for round_id, (pairs, grouped) in sizes.items():
        members = [(f"p{i}", Form.PAIR, role) for i in range(pairs) for role in Role]
        for j in range(grouped // 4):
            members += [(f"g{j}", Form.SMALL_GROUP, Role.MENTOR)] + [(f"g{j}", Form.SMALL_GROUP, Role.ACTOR)] * 3
        for n, (group, form, role) in enumerate(members):
            for item in items:
                value = float(
                    rng.choice([2, 3, 4, 5], p=[0.1, 0.3, 0.4, 0.2]) if rng.random() < answer_rate else np.nan
                )
                rows.append((f"{round_id}-{n}", round_id, role, form, f"{round_id}-{group}", Wave.END, item, value))
    return answers_of(rows)
