"""Scale scores: the mean of a scale's items, for those who answered at least half of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from data.instruments.model import Item, Scale
from data.schema import Missing

__all__ = ["with_scores"]

_RESPONDENT = ["response_id", "person", "round", "wave", "role", "form", "group"]


def with_scores(answers: pd.DataFrame, scales: Iterable[Scale], items: Mapping[str, Item]) -> pd.DataFrame:
    """The answers and, for each scale that was asked, one more row a response: item = the scale's id.

    Whoever answered fewer than half of the items that were asked in that round and wave has no score (skipped).
    Reversed items are turned round first. Where the items' ends differ from the scale's, the mean is stretched to the
    scale's (WHO-5: items 0–5, scale 0–100).
    """
    wanted = [column for column in answers.columns if column not in {"label", "import_id"}]
    plain = answers[wanted].astype(dict.fromkeys(_RESPONDENT, object))
    return pd.concat([plain, *(_scores(plain, scale, items) for scale in scales)], ignore_index=True)


def _scores(answers: pd.DataFrame, scale: Scale, items: Mapping[str, Item]) -> pd.DataFrame:
    rows = answers[answers["item"].isin(scale.items) & (answers["missing_reason"] != Missing.NOT_ASKED)]
    reversed_ = rows["item"].isin([i for i in scale.items if items[i].reversed])
    ends = rows["item"].map({i: _end_sum(items[i]) for i in scale.items})
    rows = rows.assign(value=rows["value"].where(~reversed_, ends.astype(float) - rows["value"]))
    asked = rows.groupby(["round", "wave"], observed=True)["item"].nunique().rename("asked")
    by_person = rows.groupby(_RESPONDENT, observed=True, dropna=False)["value"]
    scores = by_person.agg(["mean", "count"]).reset_index().merge(asked, on=["round", "wave"])
    score = _stretched(scores["mean"], scale, items[scale.items[0]])
    enough = 2 * scores["count"] >= scores["asked"]
    return scores[_RESPONDENT].assign(
        item=scale.id,
        value=score.where(enough),
        missing_reason=pd.Series(Missing.SKIPPED.value, index=scores.index).where(~enough),
    )


def _stretched(mean: pd.Series[float], scale: Scale, item: Item) -> pd.Series[float]:
    low, high = item.low or 0.0, item.high or 0.0
    if (low, high) == (scale.low, scale.high):
        return mean
    return scale.low + (mean - low) / (high - low) * (scale.high - scale.low)


def _end_sum(item: Item) -> float:
    return (item.low or 0.0) + (item.high or 0.0)
