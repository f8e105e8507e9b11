"""A declared claim on the board: verdict, the sentence that may be quoted, the estimate, and what it does not show."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from analysis.claims import Assessment, Found, Verdict
from data.programme import Claim, Estimand
from pages.ui import escape
from pages.ui.claim_sentences import (
    bound_words,
    chance_sentence,
    claim_words,
    fact,
    few_sentence,
    interval_words,
    mark_words,
    quote,
)
from pages.ui.interval_ruler import Ruler, draw_ruler
from pages.ui.labels import Labels
from pages.ui.text import Text

__all__ = ["claim_card"]

# Colour, shape and word together: none alone tells the verdict. Orange, not red: a claim that fails is no alarm.
_BADGES: Mapping[Verdict, tuple[str, str]] = {
    Verdict.SUPPORTED: ("green", "✔"),
    Verdict.SUGGESTED: ("blue", "◐"),
    Verdict.UNDECIDED: ("gray", "○"),
    Verdict.CONTRADICTED: ("orange", "✖"),
    Verdict.TOO_LITTLE: ("gray", "…"),
}
_ROOM = 1.15  # beyond the widest interval of a change, so that its end is seen


def claim_card(assessment: Assessment, labels: Labels, text: Text, *, claims: int) -> None:
    """`claims`: how many were declared, which is why the second interval is wider."""
    claim, found = assessment.claim, assessment.found
    with st.container(border=True, key=f"claim_{claim.id}"):
        colour, sign = _BADGES[assessment.verdict]
        badge = f":{colour}-badge[{sign} {text(f'claims.verdict_{assessment.verdict}')}]"
        st.subheader(f"{badge} {escape.markdown(claim_words(claim, labels, text))}", anchor=False)
        said = (quote(assessment, labels, text), fact(assessment, labels, text), few_sentence(assessment, text))
        st.markdown(escape.markdown(" ".join(filter(None, said))))
        if isinstance(found, Found):
            st.html(draw_ruler(_ruler(claim, found, text)))
        st.caption(escape.markdown(text(f"claims.limits_{claim.estimand}")))
        with st.expander(text("claims.method"), key=f"claim_{claim.id}_method"):
            for words in _method(claim, found if isinstance(found, Found) else None, text, claims):
                st.markdown(escape.markdown(words))


def _method(claim: Claim, found: Found | None, text: Text, claims: int) -> list[str]:
    words = [text(f"claims.method_{claim.estimand}")]
    if found is not None:
        words.append(
            text(
                "claims.intervals",
                n=claims,
                interval=interval_words(claim, found.interval, text),
                wide=interval_words(claim, found.simultaneous, text),
                level=text.percent(found.simultaneous.confidence),
            )
        )
        words.append(chance_sentence(found, text))
    rule = text(f"claims.rule_{claim.direction}", bound=bound_words(claim, text))
    return [*filter(None, words), rule, text(f"claims.scope_{claim.scope}"), text("claims.target")]


def _ruler(claim: Claim, found: Found, text: Text) -> Ruler:
    low, high, ends = _reach(claim, found, text)
    alt = text(
        "claims.ruler_alt",
        interval=interval_words(claim, found.interval, text),
        wide=interval_words(claim, found.simultaneous, text),
        bound=bound_words(claim, text),
    )
    mark = mark_words(claim, text)
    return Ruler(low, high, claim.bound, found.estimate, found.interval, found.simultaneous, ends, mark, alt)


def _reach(claim: Claim, found: Found, text: Text) -> tuple[float, float, tuple[str, str]]:
    """All that a share can be; of a change as far as the interval reaches, the same to both sides."""
    if claim.estimand is not Estimand.CHANGE:
        ends = (text(f"claims.low_{claim.estimand}"), text(f"claims.high_{claim.estimand}"))
        return 0.0, 1.0, ends
    far = _ROOM * max(abs(found.simultaneous.low), abs(found.simultaneous.high), abs(claim.bound), 0.1)
    return -far, far, (text("claims.low_change"), text("claims.high_change"))
