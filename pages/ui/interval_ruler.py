"""An estimate and its intervals against the bound of a claim, as a small drawing that scales with the page.

Lengths are shares of the width, so that nothing is squeezed on a phone; colours are the text's, light or dark.
"""

from __future__ import annotations

import html
from dataclasses import dataclass

from analysis.results import Interval

__all__ = ["Ruler", "draw_ruler"]

_MIDDLE, _HEIGHT = 14, 46  # pixels


@dataclass(frozen=True, slots=True)
class Ruler:
    low: float
    high: float
    bound: float
    estimate: float
    interval: Interval
    simultaneous: Interval
    ends: tuple[str, str]  # what stands under the ends and under the bound
    bound_words: str
    alt: str


def draw_ruler(ruler: Ruler) -> str:
    """SVG for st.html: the wider interval thin, the one of 95 % thick, the estimate a diamond, the bound dotted."""
    parts = [
        _line(ruler, ruler.low, ruler.high, 1, 0.35),
        _line(ruler, ruler.simultaneous.low, ruler.simultaneous.high, 2),
        _line(ruler, ruler.interval.low, ruler.interval.high, 7),
        _bound(ruler),
        _diamond(ruler),
        _words(0, ruler.ends[0], "start"),
        _words(_place(ruler, ruler.bound), ruler.bound_words, _anchor(ruler)),
        _words(100, ruler.ends[1], "end"),
    ]
    style = "display:block;max-width:46rem;overflow:visible;color:inherit"
    label = html.escape(ruler.alt)
    return (
        f'<svg role="img" aria-label="{label}" width="100%" height="{_HEIGHT}" style="{style}">{"".join(parts)}</svg>'
    )


def _place(ruler: Ruler, value: float) -> float:
    """In per cent of the width; what lies outside stands at the end."""
    share = (value - ruler.low) / (ruler.high - ruler.low)
    return round(100 * min(max(share, 0.0), 1.0), 2)


def _line(ruler: Ruler, low: float, high: float, width: int, opacity: float = 1.0) -> str:
    ends = f'x1="{_place(ruler, low)}%" x2="{_place(ruler, high)}%" y1="{_MIDDLE}" y2="{_MIDDLE}"'
    return f'<line {ends} stroke="currentColor" stroke-width="{width}" opacity="{opacity}"/>'


def _bound(ruler: Ruler) -> str:
    x = f"{_place(ruler, ruler.bound)}%"
    return f'<line x1="{x}" x2="{x}" y1="0" y2="28" stroke="currentColor" stroke-width="2" stroke-dasharray="3 3"/>'


def _diamond(ruler: Ruler) -> str:
    x = f"{_place(ruler, ruler.estimate)}%"
    corner = '<rect x="-6" y="-6" width="12" height="12" transform="rotate(45)" fill="currentColor"/>'
    return f'<svg x="{x}" y="{_MIDDLE}" overflow="visible">{corner}</svg>'


def _anchor(ruler: Ruler) -> str:
    place = _place(ruler, ruler.bound)
    return "start" if place < 15 else "end" if place > 85 else "middle"


def _words(x: float, words: str, anchor: str) -> str:
    place = f'x="{x}%" y="{_HEIGHT - 4}" text-anchor="{anchor}"'
    return f'<text {place} font-size="13" fill="currentColor">{html.escape(words)}</text>'
