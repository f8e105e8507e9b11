"""Where the parts of the ruler stand follows from the numbers, and nothing in it is anybody's markup."""

import re
from dataclasses import replace

import pytest

from analysis.results import Interval
from pages.ui.interval_ruler import Ruler, draw_ruler

RULER = Ruler(
    0.0,
    1.0,
    0.5,
    0.64,
    Interval(0.56, 0.71, 0.95),
    Interval(0.52, 0.74, 0.99),
    ("aktori enemmän", "mentori enemmän"),
    "ei eroa",
    "väli 56–71",
)


def parts(ruler):
    return re.findall(r'<div style="position:absolute;([^"]*)">([^<]*)</div>', draw_ruler(ruler))


def test_lines_reach_from_one_limit_to_the_other():
    rail, wide, narrow, *_ = [style for style, _ in parts(RULER)]
    assert rail.startswith("left:0.0%;width:100.0%")
    assert wide.startswith("left:52.0%;width:22.0%")
    assert narrow.startswith("left:56.0%;width:15.0%")


def test_the_bound_and_the_estimate_stand_at_their_values():
    places = [re.match(r"left:([\d.]+)%", style) for style, _ in parts(RULER)]
    assert [float(place[1]) for place in places[3:5]] == [50.0, 64.0]


@pytest.mark.parametrize("bound, place", [(0.02, "left:0"), (0.5, "left:50.0%;transform"), (0.97, "right:0")])
def test_words_of_the_bound_never_leave_the_ruler(bound, place):
    (style,) = [style for style, words in parts(replace(RULER, bound=bound)) if words == "ei eroa"]
    assert style.startswith(place)


def test_what_lies_outside_stands_at_the_end():
    beyond = replace(RULER, low=-1.0, high=0.6, estimate=0.9)
    places = [float(p) for p in re.findall(r"left:([\d.]+)%", draw_ruler(beyond))]
    assert max(places) == 100.0 and min(places) >= 0.0


def test_words_are_inert_and_the_drawing_is_told_to_who_does_not_see_it():
    drawn = draw_ruler(replace(RULER, bound_words="<b onclick=x>", alt='"><img src=x>'))
    assert "<b onclick" not in drawn and "<img" not in drawn
    assert 'role="img" aria-label="väli 56–71"' in draw_ruler(RULER)
