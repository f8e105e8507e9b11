"""Worded scales: labels known to be points of one scale, lowest first, in the languages met."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from data.loaders.headings import normalise_heading
from data.loaders.words import WORDS

__all__ = ["is_aside", "ordered_labels", "points_of"]

_POINTS: tuple[Mapping[str, int], ...] = tuple(
    {label: i for i, labels in enumerate(scale) for label in labels.split("|")} for scale in WORDS["likert"]["scales"]
)
_ASIDE = frozenset(WORDS["likert"]["aside"])
_CURLY = "\N{RIGHT SINGLE QUOTATION MARK}"
_LEAST = 2  # one label alone is no scale
_USUAL_SLOTS = 5
_ENOUGH = 20  # answers, before a point that nobody chose is taken not to be there


def is_aside(label: str) -> bool:
    """Whether the label stands beside the scale: cannot say, does not concern me."""
    return normalise_heading(label).replace(_CURLY, "'") in _ASIDE


def ordered_labels(labels: Iterable[str]) -> tuple[str, ...] | None:
    """The labels from the lowest to the highest, labels that stand aside last; None if they are no scale that we know.

    >>> ordered_labels(["Samaa mieltä", "En osaa sanoa", "Täysin eri mieltä"])
    ('Täysin eri mieltä', 'Samaa mieltä', 'En osaa sanoa')
    """
    labels = list(labels)
    plain = {label: normalise_heading(label).replace(_CURLY, "'") for label in labels}
    aside = [label for label in labels if is_aside(label)]
    points = [label for label in labels if label not in aside]
    for scale in _POINTS:
        if len(points) >= _LEAST and all(plain[label] in scale for label in points):
            return tuple(sorted(points, key=lambda label: scale[plain[label]]) + aside)
    return None


def points_of(labels: Iterable[str], cells: int) -> int:
    """How many points the worded scale has: as many as we know of, but none in the middle if enough people left it out.

    >>> points_of(["agree", "strongly agree", "neutral"], 500), points_of(["agree", "disagree", "strongly agree"], 500)
    (5, 4)
    """
    plain = {normalise_heading(label).replace(_CURLY, "'") for label in labels} - _ASIDE
    scale = next(scale for scale in _POINTS if plain <= scale.keys())
    met, slots = {scale[label] for label in plain}, max(scale.values()) + 1
    if slots == _USUAL_SLOTS:
        return slots - int(slots // 2 not in met and cells >= _ENOUGH)
    return len(met) if cells >= _ENOUGH and len(met) > 2 else slots
