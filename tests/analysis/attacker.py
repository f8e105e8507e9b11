"""Somebody who asks for everything that may be asked and solves for the people behind it.

He is given more than any page shows: for every set of people that the gate logged, how many of them chose each answer
(unless one answer holds nearly all, when he is told the number of people only). He knows who belongs to which set.
People who are in exactly the same sets cannot be told apart, so he works with such classes. A group is determined when
every table of whole numbers that fits what he knows gives it the same counts: HiGHS finds the lowest and the highest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from itertools import combinations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from analysis.disclosure import Gate, may_show_distribution
from data.schema import Form, Role, Wave

__all__ = ["ask_everything", "determined", "determined_with_groups"]

CATEGORIES = (2.0, 3.0, 4.0, 5.0)


def ask_everything(gate: Gate, item: str, rounds: list[str]) -> set[frozenset[str]]:
    """Every choice of rounds, role and form: the sets that the gate logged."""
    for size in range(1, len(rounds) + 1):
        for chosen in combinations(rounds, size):
            for role in Role:
                for form in (None, *Form):
                    gate.release(item, Wave.END, rounds=chosen, role=role, form=form)
    return set(gate.log.values())


def determined(
    sets: Collection[frozenset[str]], answers: Mapping[str, float], smaller_than: int
) -> list[frozenset[str]]:
    """Groups of fewer people than this whose answers follow from the sets' counts."""
    classes = _classes(sets, answers)
    sizes = np.array([len(c) for c in classes])
    known = [_row(sets_, classes) for sets_ in sets]
    told = [_told([answers[p] for p in people]) for people in sets]
    found = []
    for group in _small_groups(classes, smaller_than):
        inside = np.array([c <= group for c in classes], float)
        if all(_is_fixed(inside, category, known, told, sizes) for category in range(len(CATEGORIES))):
            found.append(group)
    return found


def determined_with_groups(
    sets: Collection[frozenset[str]],
    groups: Mapping[object, list[tuple[str, Role]]],
    answers: Mapping[str, float],
    smaller_than: int,
) -> list[frozenset[str]]:
    """The same, when he is also told in how many of these groups the mentor or the actors' mean is higher.

    He knows who belongs to which group, so people are no longer alike: one unknown a person and answer.
    """
    classes = _classes([*sets, frozenset(p for members in groups.values() for p, _ in members)], answers)
    model = _PersonModel(sorted(answers))
    for people in sets:
        model.tell_counts(people, _told([answers[p] for p in people]))
    model.tell_signs(groups, answers)
    return [group for group in _small_groups(classes, smaller_than) if model.fixes(group)]


class _PersonModel:
    """Which answers fit what is known: x[person, category] is 1 or 0."""

    def __init__(self, people: list[str]) -> None:
        self.place = {person: i for i, person in enumerate(people)}
        self.width = len(CATEGORIES)
        self.rows: list[tuple[dict[int, float], float, float]] = []
        self.size = len(people) * self.width
        for person in people:
            self.rows.append(({self.at(person, c): 1.0 for c in range(self.width)}, 1, 1))

    def at(self, person: str, category: int) -> int:
        return self.place[person] * self.width + category

    def tell_counts(self, people: Iterable[str], counts: list[int] | None) -> None:
        for category, count in enumerate(counts or ()):
            self.rows.append(({self.at(p, category): 1.0 for p in people}, count, count))

    def tell_signs(self, groups: Mapping[object, list[tuple[str, Role]]], answers: Mapping[str, float]) -> None:
        signs = Counter(_sign(members, answers) for members in groups.values())
        first = self.size
        for members in groups.values():
            up, down = self.size, self.size + 1
            self.size += 2
            difference, reach = self._difference(members)
            self.rows.append((difference | {up: -(reach + 1.0)}, -np.inf, 0))  # difference > 0 → up
            self.rows.append((difference | {down: reach + 1.0}, 0, np.inf))  # difference < 0 → down
            self.rows.append((difference | {up: -(reach + 1.0)}, -reach, np.inf))  # up → difference ≥ 1
            self.rows.append((difference | {down: reach + 1.0}, -np.inf, reach))  # down → difference ≤ −1
            self.rows.append(({up: 1.0, down: 1.0}, 0, 1))
        for offset, sign in ((0, 1), (1, -1)):
            chosen = {first + offset + 2 * i: 1.0 for i in range(len(groups))}
            self.rows.append((chosen, signs[sign], signs[sign]))

    def fixes(self, group: frozenset[str]) -> bool:
        return all(self._is_fixed(group, category) for category in range(self.width))

    def _difference(self, members: list[tuple[str, Role]]) -> tuple[dict[int, float], float]:
        """The mentor's answer times the number of actors, less the actors' answers: a whole number."""
        actors = sum(role is Role.ACTOR for _, role in members)
        weight = {Role.MENTOR: float(actors), Role.ACTOR: -1.0}
        terms = {self.at(p, c): weight[role] * value for p, role in members for c, value in enumerate(CATEGORIES)}
        return terms, actors * (max(CATEGORIES) - min(CATEGORIES))

    def _is_fixed(self, group: frozenset[str], category: int) -> bool:
        matrix = np.zeros((len(self.rows), self.size))
        for i, (terms, _, _) in enumerate(self.rows):
            matrix[i, list(terms)] = list(terms.values())
        constraint = LinearConstraint(matrix, [low for _, low, _ in self.rows], [high for _, _, high in self.rows])
        aim = np.zeros(self.size)
        aim[[self.at(p, category) for p in group]] = 1
        lowest, highest = (
            milp(sign * aim, bounds=Bounds(0, 1), constraints=constraint, integrality=np.ones(self.size))
            for sign in (1, -1)
        )
        assert lowest.success and highest.success
        return bool(round(lowest.fun) == round(-highest.fun))


def _sign(members: list[tuple[str, Role]], answers: Mapping[str, float]) -> int:
    mentor = np.mean([answers[p] for p, role in members if role is Role.MENTOR])
    return int(np.sign(round(mentor - np.mean([answers[p] for p, role in members if role is Role.ACTOR]), 9)))


def _classes(sets: Collection[frozenset[str]], people: Iterable[str]) -> list[frozenset[str]]:
    ordered = list(sets)
    by_membership: dict[tuple[bool, ...], set[str]] = {}
    for person in people:
        by_membership.setdefault(tuple(person in s for s in ordered), set()).add(person)
    return [frozenset(c) for c in by_membership.values()]


def _row(people: frozenset[str], classes: list[frozenset[str]]) -> np.ndarray:
    return np.array([c <= people for c in classes], float)


def _told(values: list[float]) -> list[int] | None:
    counts = Counter(values)
    row = [counts[c] for c in CATEGORIES]
    return row if may_show_distribution(row) else None


def _small_groups(classes: list[frozenset[str]], smaller_than: int) -> list[frozenset[str]]:
    small = [c for c in classes if len(c) < smaller_than]
    unions = [frozenset().union(*some) for size in (1, 2, 3) for some in combinations(small, size)]
    return [group for group in unions if len(group) < smaller_than]


def _is_fixed(
    inside: np.ndarray, category: int, known: list[np.ndarray], told: list[list[int] | None], sizes: np.ndarray
) -> bool:
    """Whether the group's count in a category is the same in all tables (class by category) that fit."""
    n, width = len(sizes), len(CATEGORIES)
    rows = [np.kron(np.eye(n)[i], np.ones(width)) for i in range(n)]
    right = [float(size) for size in sizes]
    for row, counts in zip(known, told, strict=True):
        for c in range(width if counts else 0):
            rows.append(np.kron(row, np.eye(width)[c]))
            right.append(counts[c])
    aim = np.kron(inside, np.eye(width)[category])
    limits = {"constraints": LinearConstraint(np.array(rows), right, right), "integrality": np.ones(n * width)}
    bounds = Bounds(0, np.repeat(sizes, width))
    lowest, highest = (milp(sign * aim, bounds=bounds, **limits) for sign in (1, -1))
    assert lowest.success and highest.success
    return bool(round(lowest.fun) == round(-highest.fun))
