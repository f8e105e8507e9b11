"""Items made of other items: a scale's score, and each option of a question with several choices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from data.instruments.model import Item, ItemKind, Scale
from data.schema import Missing

__all__ = ["option_item", "with_scores"]

_RESPONDENT = ["response_id", "person", "round", "wave", "role", "form", "group"]


def with_scores(answers: pd.DataFrame, scales: Iterable[Scale], items: Mapping[str, Item]) -> pd.DataFrame:
    """The answers; for each scale that was asked, one more row a response; for each option of several, `option_item`.

    Whoever answered fewer than half of the items that were asked in that round and wave has no score (skipped).
    Reversed items are turned round first. Where the items' ends differ from the scale's, the mean is stretched to the
    scale's (WHO-5: items 0–5, scale 0–100).
    """
    wanted = [column for column in answers.columns if column not in {"label", "import_id"}]
    plain = answers[wanted].astype(dict.fromkeys(_RESPONDENT, object))
    made = [_scores(plain, scale, items) for scale in scales]
    return pd.concat([plain, *made, *_options(answers, plain, items)], ignore_index=True)


def option_item(item: str, option: str) -> str:
    """The id under which one option of a question with several choices is an item: 1 chosen, 0 not.

    >>> option_item("themes_worked", "expert_role")
    'themes_worked:expert_role'
    """
    return f"{item}:{option}"


def _options(answers: pd.DataFrame, plain: pd.DataFrame, items: Mapping[str, Item]) -> list[pd.DataFrame]:
    several = answers["item"].isin([i.id for i in items.values() if i.kind is ItemKind.MULTI])
    if not several.any():
        return []
    several &= answers["label"].notna()
    names = zip(answers.loc[several, "item"], answers.loc[several, "label"], strict=True)
    return [plain[several].assign(item=[option_item(item, option) for item, option in names])]


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
