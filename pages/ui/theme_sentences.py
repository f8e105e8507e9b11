"""Results about themes as whole sentences, and how far the coding behind them can be trusted."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.prediction_powered import FEWEST_CHECKED
from analysis.results import NotEnough, Withheld
from analysis.stats.proportions import Proportion
from analysis.themes import Share, Sides
from pages.ui.text import Text
from pages.ui.theme_material import ThemeMaterial
from pages.ui.view import View

__all__ = [
    "coding_sentences",
    "grid_sentence",
    "missing_sentence",
    "shares_sentence",
    "sides_sentence",
    "tones_sentence",
]

_NAMED = 3  # themes in the first sentence


def missing_sentence(themes: ThemeMaterial, text: Text) -> str:
    """Why there is nothing to show; empty where there is."""
    if not themes.texts:
        return text("themes.no_texts")
    return "" if themes.ready else text("themes.not_ready")


def shares_sentence(shares: Sequence[Share], view: View) -> str:
    """The commonest themes, each with its share, and of how many respondents."""
    shown = [(one, one.share) for one in shares if isinstance(one.share, Proportion)]
    if not shown:
        return _why(shares[0].share, view.text) if shares else view.text("withheld.not_asked")
    first = sorted(shown, key=lambda pair: -pair[1].estimate)[:_NAMED]
    named = [
        view.text(
            "themes.named",
            theme=view.material.themes.name(one.theme, view.text.language),
            share=view.text.percent(share.estimate, share.n),
        )
        for one, share in first
    ]
    rounds = view.labels.some_rounds(first[0][0].rounds, view.text)
    return view.text("themes.shares_sentence", themes=view.text.words(named), n=first[0][1].n, rounds=rounds)


def grid_sentence(shares: Sequence[Share], text: Text) -> str:
    shown = sum(isinstance(one.share, Proportion) for one in shares)
    return text("themes.grid_sentence", shown=shown, all=len(shares))


def sides_sentence(found: Sequence[Sides], text: Text) -> str:
    counts = [one.counts for one in found if not isinstance(one.counts, Withheld | NotEnough)]
    if not counts:
        return _why(found[0].counts, text) if found else text("withheld.not_asked")
    more = sum(against > speak_for for _, speak_for, against, _ in counts)
    return text("themes.sides_sentence" if more else "themes.sides_none", n=len(counts), more=more)


def tones_sentence(shares: Sequence[Share], text: Text) -> str:
    shown = any(isinstance(one.share, Proportion) for one in shares)
    return text("themes.tones_sentence") if shown else _why(shares[0].share, text)


def coding_sentences(themes: ThemeMaterial, text: Text) -> str:
    """Who coded, how the machine did in the random sample, how far two people agree; plainly where it is unknown."""
    told = [
        text("themes.coded_by", n=themes.texts, machine=themes.texts - themes.by_people, people=themes.by_people),
        _audit_sentence(themes, text),
    ]
    if themes.agreement:
        alpha = text.number(themes.agreement.alpha, 2)
        told.append(text("themes.agreement", n=themes.agreement.answers, alpha=alpha))
    else:
        told.append(text("themes.no_agreement"))
    return " ".join(told)


def _audit_sentence(themes: ThemeMaterial, text: Text) -> str:
    audit = themes.audit
    if audit is None or audit.f1 is None:
        return text("themes.not_audited")
    respondents = next(iter(audit.respondents.values())).n
    key = "themes.audited" if respondents >= FEWEST_CHECKED else "themes.audit_small"
    return text(key, n=audit.answers, f1=text.number(audit.f1, 2), fewest=FEWEST_CHECKED)


def _why(result: object, text: Text) -> str:
    return text(f"withheld.{result.reason}") if isinstance(result, Withheld | NotEnough) else ""
