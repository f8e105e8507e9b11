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
    sets: Collection[frozenset[str]],
    answers: Mapping[str, float],
    smaller_than: int,
    means: Collection[frozenset[str]] = (),
) -> list[frozenset[str]]:
    """Groups of fewer people than this whose answers follow from the sets' counts; of `means`, from their sums."""
    classes = _classes([*sets, *means], answers)
    known = _Known(np.array([len(c) for c in classes]))
    for people in sets:
        known.tell_counts(_row(people, classes), _told([answers[p] for p in people]))
    for people in means:
        known.tell_sum(_row(people, classes), sum(answers[p] for p in people))
    small = ((group, np.array([c <= group for c in classes], float)) for group in _small_groups(classes, smaller_than))
    return [group for group, inside in small if known.fixes(inside)]


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


class _Known:
    """What he knows of the table of whole numbers, class by category."""

    def __init__(self, sizes: np.ndarray) -> None:
        self.sizes, self.width = sizes, len(CATEGORIES)
        self.rows = [np.kron(row, np.ones(self.width)) for row in np.eye(len(sizes))]
        self.right = [float(size) for size in sizes]

    def tell_counts(self, row: np.ndarray, counts: list[int] | None) -> None:
        for category, count in enumerate(counts or ()):
            self.rows.append(np.kron(row, np.eye(self.width)[category]))
            self.right.append(count)

    def tell_sum(self, row: np.ndarray, total: float) -> None:
        self.rows.append(np.kron(row, np.array(CATEGORIES)))
        self.right.append(total)

    def fixes(self, inside: np.ndarray) -> bool:
        return all(self._is_fixed(inside, category) for category in range(self.width))

    def _is_fixed(self, inside: np.ndarray, category: int) -> bool:
        """Whether the group's count in a category is the same in all tables that fit."""
        aim = np.kron(inside, np.eye(self.width)[category])
        limits = {
            "constraints": LinearConstraint(np.array(self.rows), self.right, self.right),
            "integrality": np.ones(len(aim)),
        }
        bounds = Bounds(0, np.repeat(self.sizes, self.width))
        lowest, highest = (milp(sign * aim, bounds=bounds, **limits) for sign in (1, -1))
        assert lowest.success and highest.success
        return bool(round(lowest.fun) == round(-highest.fun))
