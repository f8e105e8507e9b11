"""The correction of machine shares: what it must equal at its ends, and that its interval covers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.prediction_powered import Checked, corrected_share
from analysis.stats.proportions import tango, wilson

COVERED = 0.92  # of 0.95; what a share this small and rare can be held to
RUNS = 500


def test_by_hand():
    """30 of 100 given, 20 read by people; 4 missed and 2 wrong of 40: p = 0.30 + 0.8·2/40."""
    assert corrected_share(30, 100, 20, Checked(40, 4, 2, 10)).estimate == pytest.approx(0.34)


def test_where_people_read_all_it_is_wilsons():
    assert corrected_share(12, 40, 40, Checked(40, 3, 1, 9)) == wilson(12, 40)


def test_where_all_is_the_machines_the_error_is_tangos_and_wider_than_either():
    checked = Checked(50, 6, 1, 12)
    share, error = corrected_share(30, 100, 0, checked), tango(6, 1, 50)
    assert share.estimate == pytest.approx(0.30 + error.estimate)
    width = share.interval.high - share.interval.low
    assert width > error.interval.high - error.interval.low
    assert width > wilson(40, 100).interval.high - wilson(40, 100).interval.low


def test_f1_of_the_machine():
    assert Checked(40, missed=4, wrong=2, right=6).f1 == pytest.approx(2 * 6 / 18)
    assert Checked(40, 0, 0, 0).f1 is None


@given(st.integers(1, 200), st.data())
def test_the_interval_holds_the_estimate_between_nothing_and_everybody(n, data):
    given_, read = data.draw(st.integers(0, n)), data.draw(st.integers(0, n))
    missed, wrong, right = (data.draw(st.integers(0, 20)) for _ in range(3))
    share = corrected_share(given_, n, read, Checked(60, missed, wrong, right))
    assert 0 <= share.interval.low <= share.estimate <= share.interval.high <= 1


@given(st.integers(0, 30), st.integers(0, 15), st.integers(0, 15))
def test_who_swaps_having_a_theme_and_not_gets_the_rest(given_, missed, wrong):
    one = corrected_share(given_, 30, 6, Checked(40, missed, wrong, 5))
    other = corrected_share(30 - given_, 30, 6, Checked(40, wrong, missed, 5))
    assert one.estimate == pytest.approx(1 - other.estimate)
    assert one.interval.low == pytest.approx(1 - other.interval.high, abs=1e-9)


@pytest.mark.slow
@pytest.mark.parametrize("people, read", [(60, 30), (130, 39), (130, 78), (300, 90)])
@pytest.mark.parametrize("share", [0.05, 0.15, 0.5])
@pytest.mark.parametrize("found, left_alone", [(0.5, 0.95), (0.7, 0.95), (0.9, 0.9)])
def test_the_interval_covers_the_true_share(people, read, share, found, left_alone):
    """A random part is read by people; the machine finds some of those who have a theme, and errs on others."""
    random = np.random.default_rng([people, read, int(100 * share), int(100 * found)])
    truth = random.random((RUNS, people)) < share
    machine = random.random((RUNS, people)) < np.where(truth, found, 1 - left_alone)
    covered = 0
    for y, f in zip(truth, machine, strict=True):
        a, b = y[:read], f[:read]
        checked = Checked(read, int((a & ~b).sum()), int((~a & b).sum()), int((a & b).sum()))
        interval = corrected_share(int(a.sum() + f[read:].sum()), people, read, checked).interval
        covered += interval.low <= share <= interval.high
    assert covered / RUNS >= COVERED - 0.012  # one standard error of 500 runs


@pytest.mark.slow
def test_the_machines_share_uncorrected_does_not_cover():
    random = np.random.default_rng(5)
    machine = random.binomial(300, 0.3 * 0.6, RUNS)  # it finds six of ten
    intervals = [wilson(int(x), 300).interval for x in machine]
    assert sum(i.low <= 0.3 <= i.high for i in intervals) / RUNS < 0.1
