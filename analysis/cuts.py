"""When people may be divided by something that is no atom: the rules that the gate judges such a division by.

Each looks at who is behind a figure and who is not, since a sum with a few people and one without them give them away.
Called by the gate alone (analysis/disclosure.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence

import pandas as pd

from data.schema import Role

__all__ = ["may_divide", "may_stand_beside", "parts_that_may_be_shown", "side_by_side", "varies_enough"]

_PERSON = ["round", "respondent", "role"]


def may_divide(inside: int, total: int, minimum: int) -> bool:
    """Whether people may be divided in two: both parts large enough, or nobody in the second.

    >>> may_divide(9, 14, 5), may_divide(10, 14, 5), may_divide(14, 14, 5)
    (True, False, True)
    """
    return inside >= minimum and (total == inside or total - inside >= minimum)


def may_stand_beside(
    part: Collection[Hashable], others: Iterable[Collection[Hashable]], whole: Collection[Hashable], minimum: int
) -> bool:
    """Whether a part of the whole may be shown beside the parts shown before.

    It divides the whole and, with each other part, there are four ways to be in one, both or neither: each of these
    classes holds enough people or nobody, so that no sum or difference of two parts tells of a few.

    >>> may_stand_beside(range(10), [range(8, 20)], range(30), 5), may_stand_beside(range(10), [], range(30), 5)
    (False, True)
    """
    inside, everybody = frozenset(part), frozenset(whole)
    if not may_divide(len(inside), len(everybody), minimum):
        return False
    classes = [each for other in others for each in _classes(inside, frozenset(other), everybody)]
    return all(not each or len(each) >= minimum for each in classes)


def varies_enough(values: Sequence[object], strata: Sequence[object], minimum: int) -> bool:
    """Whether enough people differ from the commonest answer of their stratum: with fewer, a slope is their answers.

    >>> varies_enough([1, 1, 2, 3, 3], ["a", "a", "a", "b", "b"], 2)
    False
    """
    commonest: Counter[object] = Counter()
    for (stratum, _), n in Counter(zip(strata, values, strict=True)).items():
        commonest[stratum] = max(commonest[stratum], n)
    return len(values) - sum(commonest.values()) >= minimum


def side_by_side(answers: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One row for each person who answered every item: round, respondent, role, group and a column an item."""
    first, *others = answers
    wide = answers[first].rename(columns={"value": first})
    for item in others:
        wide = wide.merge(answers[item][[*_PERSON, "value"]].rename(columns={"value": item}), on=_PERSON)
    return wide


def parts_that_may_be_shown(
    answers: pd.DataFrame, parts: Sequence[str], minimum: int
) -> dict[tuple[str, Role], pd.DataFrame]:
    """The rows of each role with a 1 on a part, taken in the order given: one that comes too close to an earlier is
    left out."""
    shown: dict[tuple[str, Role], pd.DataFrame] = {}
    for role in Role:
        whole = answers[answers["role"] == role]
        for part in parts:
            rows = whole[whole[part] == 1]
            others = [other.index for (_, its_role), other in shown.items() if its_role is role]
            if may_stand_beside(rows.index, others, whole.index, minimum):
                shown[part, role] = rows
    return shown


def _classes(
    one: frozenset[Hashable], other: frozenset[Hashable], whole: frozenset[Hashable]
) -> tuple[frozenset[Hashable], ...]:
    return one & other, one - other, other - one, whole - one - other
