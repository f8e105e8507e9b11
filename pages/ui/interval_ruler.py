"""An estimate and its intervals against the bound of a claim, as a small drawing that scales with the page.

Lengths are shares of the width, so that nothing is squeezed on a phone; the colour is the text's, light or dark.
"""

from __future__ import annotations

import html
from dataclasses import dataclass

from analysis.results import Interval

__all__ = ["Ruler", "draw_ruler"]

_MIDDLE, _BOUND, _HEIGHT = 14, 28, 50  # pixels from the top: the lines, the end of the bound, the words
_WIDEST = "46rem"  # as a line of text


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
    """HTML for st.html, which lets no SVG through: the wider interval thin, the one of 95 % thick, the estimate a
    diamond, the bound dotted.
    """
    parts = [
        _line(ruler, ruler.low, ruler.high, 1, 0.35),
        _line(ruler, ruler.simultaneous.low, ruler.simultaneous.high, 2),
        _line(ruler, ruler.interval.low, ruler.interval.high, 8),
        _part(f"left:{_place(ruler, ruler.bound)}%;top:0;height:{_BOUND}px;border-left:2px dashed currentColor"),
        _diamond(ruler),
        _words("left:0", ruler.ends[0]),
        _words(_beside(_place(ruler, ruler.bound)), ruler.bound_words),
        _words("right:0", ruler.ends[1]),
    ]
    style = f"position:relative;height:{_HEIGHT}px;max-width:{_WIDEST};margin:0 8px"
    return f'<div role="img" aria-label="{html.escape(ruler.alt)}" style="{style}">{"".join(parts)}</div>'


def _place(ruler: Ruler, value: float) -> float:
    """In per cent of the width; what lies outside stands at the end."""
    share = (value - ruler.low) / (ruler.high - ruler.low)
    return round(100 * min(max(share, 0.0), 1.0), 2)


def _part(style: str, words: str = "") -> str:
    return f'<div style="position:absolute;{style}">{html.escape(words)}</div>'


def _line(ruler: Ruler, low: float, high: float, thick: int, opacity: float = 1.0) -> str:
    left, right = _place(ruler, low), _place(ruler, high)
    place = f"left:{left}%;width:{round(right - left, 2)}%;top:{_MIDDLE - thick / 2}px;height:{thick}px"
    return _part(f"{place};background:currentColor;opacity:{opacity}")


def _diamond(ruler: Ruler) -> str:
    place = f"left:{_place(ruler, ruler.estimate)}%;top:{_MIDDLE}px;width:14px;height:14px"
    return _part(f"{place};background:currentColor;transform:translate(-50%,-50%) rotate(45deg)")


def _beside(place: float) -> str:
    """Under its mark, but never beyond the ends."""
    if place < 15:
        return "left:0"
    return "right:0" if place > 85 else f"left:{place}%;transform:translateX(-50%)"


def _words(place: str, words: str) -> str:
    return _part(f"{place};top:{_BOUND}px;font-size:0.82rem;white-space:nowrap", words)
