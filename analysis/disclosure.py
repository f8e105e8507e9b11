"""Who may be shown: the one place that hands out answers.

Nobody is singled out if every figure rests on a union of atoms (data/atoms.py), fixed cells of people that are large
enough. The gate holds the answers; analyses get them only as `Released` groups, so one that forgets to ask cannot run.
It judges the set of people behind a figure, not its size alone:

- an atom is open for an item when enough of its people answered that item; a closed atom enters no figure of the item,
  neither alone nor pooled, since a sum with it and one without it would give it away;
- where one part of a role that is split by form is closed, the role is one undivided cell for that item;
- whoever belongs to no atom (no role, a role too small) is never shown;
- a coaching day is a group of its own that no other figure overlaps: its answers go no other way;
- every other cut is pooled over closed rounds, with one set of people for all that is asked (analysis/cuts.py).

docs/decisions/0003-atoms.md tells why, with the attacks that were tried.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

import numpy as np
import pandas as pd

from analysis.cuts import may_divide, parts_that_may_be_shown, side_by_side, varies_enough
from analysis.results import Reason, Withheld
from data.atoms import Atom
from data.programme import Limits
from data.schema import Form, Missing, Role, Wave

__all__ = [
    "Gate",
    "Occasion",
    "Released",
    "ReleasedChange",
    "ReleasedGroups",
    "ReleasedTogether",
    "is_unanimous",
    "may_show_distribution",
]

# One category with this share of the answers tells what each single person said (PRIVACY.md, rule 4).
UNANIMITY = 0.90

DEFAULT_LIMITS = Limits()
_NOBODY = pd.DataFrame(columns=["respondent", "round", "role", "group", "value"])
_COLUMNS = ["respondent", "round", "role", "form", "group", "item", "wave", "value", "missing_reason"]
_COLUMNS += ["occasion", "submitted_at"]
_KEPT = 1024  # released groups remembered: a page asks for some hundred, again and again


@dataclass(frozen=True, slots=True, eq=False)
class Released:
    """The answers of a group that may be shown, on one item in one wave. Only the gate makes one."""

    people: frozenset[str]
    rounds: tuple[str, ...]  # that the group's atoms cover, in order
    answers: pd.DataFrame  # one row a person: respondent, round, role, group, value
    missing: Mapping[Missing, int] = field(default_factory=dict)  # people of the same atoms without a value
    values: np.ndarray = field(init=False)  # in the order of `answers`
    groups: np.ndarray | None = field(init=False)  # pair or small group of each answer; None if nobody has one

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", self.answers["value"].to_numpy(float))
        object.__setattr__(self, "groups", _groups(self.answers))


@dataclass(frozen=True, slots=True, eq=False)
class ReleasedChange:
    """The answers of one role before and after; NaN where a person did not answer that wave."""

    people: frozenset[str]
    rounds: tuple[str, ...]
    before: np.ndarray
    after: np.ndarray


@dataclass(frozen=True, slots=True, eq=False)
class ReleasedGroups:
    """Of each complete pair or small group whether the mentor (1), the actors' mean (−1) or neither (0) is higher."""

    rounds: tuple[str, ...]  # that have a complete group
    signs: np.ndarray


@dataclass(frozen=True, slots=True, eq=False)
class ReleasedTogether:
    """An outcome and what may go together with it, of the same people, pooled over closed rounds.

    For associations only: a count or a mean of `answers` may not be shown.
    """

    rounds: tuple[str, ...]
    answers: pd.DataFrame  # one row a person: round, respondent, role, group, the outcome and each item that may
    groups: np.ndarray | None
    parts: Mapping[tuple[str, Role], tuple[float, int]]  # mean outcome and number of those with a 1; no answers


@dataclass(frozen=True, slots=True, eq=False)
class Occasion:
    """A coaching day and what was said of it on one item."""

    round: str
    name: str  # empty where the form did not tell the days apart
    day: date | None  # by which half of the answers had come: no single person's; None where withheld
    released: Released | Withheld


@dataclass(frozen=True, slots=True)
class _Cell:
    """An atom as it stands for one item: the people who answered it."""

    rounds: tuple[str, ...]
    role: Role
    form: Form | None
    rows: pd.DataFrame


class Gate:
    """Holds the answers of a store and hands out what may be shown.

    Parameters
    ----------
    answers
        Tidy answers (data.schema.ANSWERS): one row a respondent and item.
    atoms
        All fixed atoms, of every minimum in use.
    minimum
        The fewest people that may be shown on an item: item id → K.
    limits
        The programme's smallest numbers, for analyses to ask.
    """

    def __init__(
        self,
        answers: pd.DataFrame,
        atoms: Iterable[Atom],
        minimum: Callable[[str], int],
        limits: Limits = DEFAULT_LIMITS,
    ) -> None:
        self.limits = limits
        self._minimum = minimum
        self._atoms: dict[int, list[Atom]] = {}
        for atom in atoms:
            self._atoms.setdefault(atom.minimum, []).append(atom)
        self._items = _by_item(answers)
        self._cells: dict[tuple[str, Wave], list[_Cell]] = {}
        self._release = lru_cache(_KEPT)(self._find)
        self.log: dict[tuple[object, ...], frozenset[str]] = {}
        self.log_of_groups: dict[tuple[object, ...], frozenset[tuple[str, str]]] = {}
        self.log_of_means: dict[tuple[object, ...], frozenset[str]] = {}  # told by mean and number only
        self.log_of_associations: dict[tuple[object, ...], frozenset[str]] = {}  # no count or mean of these is told

    def minimum(self, item: str) -> int:
        return self._minimum(item)

    def was_asked(self, item: str, wave: Wave, rounds: Sequence[str]) -> bool:
        """Whether anybody was asked, which is known from the form and tells of no person."""
        rows = self._items.get((item, wave))
        return rows is not None and bool(rows["round"].isin(rounds).any())

    def release(
        self, item: str, wave: Wave, *, rounds: Sequence[str], role: Role, form: Form | None = None
    ) -> Released | Withheld:
        """The answers to an item of the open atoms that lie wholly in these rounds and this role.

        With `form`, only atoms that are split by form: the others cannot tell pairs from small groups.
        """
        return self._release(item, wave, tuple(rounds), role, form)

    def _find(
        self, item: str, wave: Wave, rounds: tuple[str, ...], role: Role, form: Form | None
    ) -> Released | Withheld:
        if wave is Wave.EVENT:  # only by `release_occasions`: a role would overlap the days
            return Withheld(Reason.NOT_A_UNION)
        inside = [
            cell
            for cell in self._open_cells(item, wave)
            if cell.role is role and set(cell.rounds) <= set(rounds) and (form is None or cell.form is form)
        ]
        if not inside:
            return Withheld(Reason.TOO_FEW)
        rows = pd.concat([cell.rows for cell in inside])
        released = _released(rows, [r for r in rounds if any(r in cell.rounds for cell in inside)])
        self.log[(item, wave, released.rounds, role, form)] = released.people
        return released

    def blocks(self, item: str, rounds: Sequence[str]) -> tuple[tuple[str, ...], ...]:
        """These rounds as they may be told apart: rounds that an atom ties together are one block.

        A block whose atoms reach outside `rounds` is left out.
        """
        blocks = [{r} for r in rounds]
        for atom in self._atoms.get(self._minimum(item), ()):
            touched = [block for block in blocks if block & set(atom.rounds)]
            if len(atom.rounds) > 1 and touched:
                blocks = [block for block in blocks if block not in touched]
                blocks.append(set(atom.rounds).union(*touched))
        whole = [tuple(r for r in rounds if r in block) for block in blocks if block <= set(rounds)]
        return tuple(sorted(whole, key=lambda block: rounds.index(block[0])))

    def release_change(self, item: str, *, rounds: Sequence[str], role: Role) -> ReleasedChange | Withheld:
        """Start and end answers of the atoms that are open in both waves, joined by person."""
        start, end = (self.release(item, wave, rounds=rounds, role=role) for wave in (Wave.START, Wave.END))
        if isinstance(start, Withheld) or isinstance(end, Withheld):
            return Withheld(Reason.TOO_FEW)
        if start.rounds != end.rounds:
            both = [r for r in start.rounds if r in end.rounds]
            return self.release_change(item, rounds=both, role=role) if both else Withheld(Reason.TOO_FEW)
        keys = ["round", "respondent"]
        wide = start.answers.merge(end.answers, on=keys, how="outer", suffixes=("_before", "_after")).sort_values(keys)
        return ReleasedChange(
            start.people | end.people,
            start.rounds,
            wide["value_before"].to_numpy(float),
            wide["value_after"].to_numpy(float),
        )

    def release_groups(self, item: str, wave: Wave, *, closed: Sequence[str]) -> ReleasedGroups | Withheld:
        """Who is higher in each complete pair or small group.

        Who is in a complete group is a cut beside the atoms, so it is released only pooled over closed rounds (those
        where both roles are open), and only if in each role those inside are K people or more and those outside as
        many, or nobody. The answers themselves are not handed out.
        """
        open_rounds = [r for block in self.blocks(item, closed) for r in self._open_for_both(item, wave, block)]
        parts = [self.release(item, wave, rounds=open_rounds, role=role) for role in Role]
        if any(isinstance(part, Withheld) for part in parts):
            return Withheld(Reason.TOO_FEW)
        rows = pd.concat([part.answers for part in parts if isinstance(part, Released)])
        means = rows.groupby(["round", "group", "role"], observed=True)["value"].mean().unstack("role")
        complete = means.reindex(columns=[Role.MENTOR, Role.ACTOR]).dropna()
        inside = rows.merge(complete.reset_index()[["round", "group"]], on=["round", "group"])
        sizes = [(int((inside["role"] == role).sum()), int((rows["role"] == role).sum())) for role in Role]
        if not all(may_divide(n, total, self._minimum(item)) for n, total in sizes):
            return Withheld(Reason.TOO_FEW)
        self.log_of_groups[(item, wave, tuple(open_rounds))] = frozenset(complete.index)
        signs = np.sign(complete[Role.MENTOR].to_numpy(float) - complete[Role.ACTOR].to_numpy(float))
        met = set(complete.index.get_level_values("round"))
        return ReleasedGroups(tuple(r for r in open_rounds if r in met), signs)

    def release_together(
        self, outcome: str, drivers: Sequence[str], parts: Sequence[str] = (), *, closed: Sequence[str]
    ) -> ReleasedTogether | Withheld:
        """The end answers of those who answered the outcome, every driver and every part (a choice: 0 or 1).

        One set of people for all of them: two sets that differ by a few would give these away. In each role K people
        or more are inside; of those who answered any one of the items as many are outside, or nobody. Items on which
        fewer than K differ from the commonest answer of their role and round are not handed out, nor is a part that
        too few have, or that differs from another by too few.
        """
        items = list(dict.fromkeys((outcome, *drivers, *parts)))
        minimum = max(self._minimum(item) for item in items)
        rounds = [r for block in self.blocks(outcome, closed) if self._are_open(items, block) for r in block]
        released = {item: self._both_roles(item, rounds) for item in items}
        answers = side_by_side(released)
        if not all(_leaves_enough_out(answers, rows, minimum) for rows in released.values()):
            return Withheld(Reason.TOO_FEW)
        told = parts_that_may_be_shown(answers, parts, minimum)
        self.log_of_associations[(outcome, Wave.END, tuple(rounds))] = frozenset(answers["respondent"])
        for (part, role), rows in told.items():
            self.log_of_means[(outcome, Wave.END, tuple(rounds), part, role)] = frozenset(rows["respondent"])
        strata = (answers["round"].astype(str) + answers["role"].astype(str)).tolist()
        kept = [item for item in items[1:] if varies_enough(answers[item].tolist(), strata, minimum)]
        kept = [item for item in kept if item not in parts or all((item, role) in told for role in Role)]
        return ReleasedTogether(
            tuple(rounds),
            answers[["round", "respondent", "role", "group", outcome, *kept]],
            _groups(answers),
            {key: (float(rows[outcome].mean()), len(rows)) for key, rows in told.items()},
        )

    def release_occasions(self, item: str, *, rounds: Sequence[str]) -> tuple[Occasion, ...]:
        """Every coaching day of these rounds on which the item was asked, in the order of their dates.

        A day is told apart by its own form and never merged; it is open when K of its answers are on the item.
        """
        rows = self._items.get((item, Wave.EVENT))
        if rows is None:
            return ()
        inside = rows[rows["round"].isin(rounds)]
        days = inside.groupby([inside["round"].astype(object), inside["occasion"].astype(object).fillna("")])
        found = [self._occasion(item, str(r), str(name), part) for (r, name), part in days]
        return tuple(sorted(found, key=lambda day: (rounds.index(day.round), day.day or date.max, day.name)))

    def _occasion(self, item: str, round_id: str, name: str, rows: pd.DataFrame) -> Occasion:
        if _answered(rows) < self._minimum(item):
            return Occasion(round_id, name, None, Withheld(Reason.TOO_FEW))
        middle = rows["submitted_at"].median()
        day = None if pd.isna(middle) else pd.Timestamp(middle).date()
        released = _released(rows, [round_id])
        self.log[(item, Wave.EVENT, (round_id,), name)] = released.people
        return Occasion(round_id, name, day, released)

    def _are_open(self, items: Sequence[str], block: Sequence[str]) -> bool:
        return all(self._open_for_both(item, Wave.END, block) for item in items)

    def _both_roles(self, item: str, rounds: Sequence[str]) -> pd.DataFrame:
        parts = [self.release(item, Wave.END, rounds=rounds, role=role) for role in Role]
        return pd.concat([part.answers if isinstance(part, Released) else _NOBODY for part in parts])

    def _open_for_both(self, item: str, wave: Wave, block: Sequence[str]) -> Sequence[str]:
        both = [self.release(item, wave, rounds=block, role=role) for role in Role]
        return [] if any(isinstance(part, Withheld) for part in both) else block

    def _open_cells(self, item: str, wave: Wave) -> list[_Cell]:
        key = (item, wave)
        if key not in self._cells:
            minimum = self._minimum(item)
            rows = self._items.get(key)
            atoms = [atom for atom in self._atoms.get(minimum, ()) if atom.large_enough]
            self._cells[key] = [] if rows is None else _open_cells(rows, atoms, minimum)
        return self._cells[key]


def is_unanimous(estimate: float, low: float, high: float) -> bool:
    """Whether an estimate lies at an end point, where it tells each single answer.

    >>> is_unanimous(5.0, 1, 5), is_unanimous(4.9, 1, 5)
    (True, False)
    """
    return estimate <= low or estimate >= high


def may_show_distribution(counts: Sequence[int]) -> bool:
    """Whether no single category holds so many of the answers that it tells what each person said.

    >>> may_show_distribution([1, 3, 4]), may_show_distribution([0, 1, 9])
    (True, False)
    """
    return max(counts) < UNANIMITY * sum(counts)


def _groups(answers: pd.DataFrame) -> np.ndarray | None:
    """People without a pair or small group are groups of their own."""
    group = answers["group"]
    if group.isna().all():
        return None
    named = answers["round"].astype(str) + ":" + group.astype(str)
    return named.where(group.notna(), "alone:" + answers["respondent"]).to_numpy(object)


def _by_item(answers: pd.DataFrame) -> dict[tuple[str, Wave], pd.DataFrame]:
    rows = answers.assign(respondent=answers["person"].fillna(answers["response_id"]))
    keys = rows.reindex(columns=_COLUMNS).groupby(["item", "wave"], observed=True, sort=False)
    return {(str(item), Wave(str(wave))): part for (item, wave), part in keys}


def _open_cells(rows: pd.DataFrame, atoms: list[Atom], minimum: int) -> list[_Cell]:
    cells = [_Cell(atom.rounds, atom.role, atom.form, _of_atom(rows, atom)) for atom in atoms]
    return [cell for cell in _undivided_where_closed(cells, minimum) if _answered(cell.rows) >= minimum]


def _of_atom(rows: pd.DataFrame, atom: Atom) -> pd.DataFrame:
    inside = rows["round"].isin(atom.rounds) & (rows["role"] == atom.role)
    if atom.form is not None:
        inside &= rows["form"] == atom.form
    return rows[inside]


def _answered(rows: pd.DataFrame) -> int:
    return int(rows.loc[rows["value"].notna(), "respondent"].nunique())


def _undivided_where_closed(cells: list[_Cell], minimum: int) -> list[_Cell]:
    """A role split by form stays split for an item only while every part is open for it."""
    whole: list[_Cell] = []
    for key in dict.fromkeys((cell.rounds, cell.role) for cell in cells):
        parts = [cell for cell in cells if (cell.rounds, cell.role) == key]
        if len(parts) > 1 and min(_answered(part.rows) for part in parts) < minimum:
            parts = [_Cell(*key, None, pd.concat([part.rows for part in parts]))]
        whole += parts
    return whole


def _leaves_enough_out(inside: pd.DataFrame, rows: pd.DataFrame, minimum: int) -> bool:
    """Whether those of the rows who are not inside are enough people in each role, or nobody."""
    return all(
        may_divide(int((inside["role"] == role).sum()), int((rows["role"] == role).sum()), minimum) for role in Role
    )


def _released(rows: pd.DataFrame, rounds: list[str]) -> Released:
    answered = rows[rows["value"].notna()]
    reasons = rows.loc[rows["value"].isna(), "missing_reason"].value_counts()
    answers = answered[["respondent", "round", "role", "group", "value"]].reset_index(drop=True)
    return Released(
        people=frozenset(answers["respondent"]),
        rounds=tuple(rounds),
        answers=answers,
        missing={Missing(str(reason)): int(n) for reason, n in reasons.items() if n},
    )
