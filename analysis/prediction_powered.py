"""A share of which the machine counted everybody and people checked a random part: corrected, with both errors.

Angelopoulos, A. N. et al. (2023). Prediction-powered inference. https://doi.org/10.1126/science.adi6000
The intervals of the two parts are score intervals, joined by MOVER (Zou, G. Y. & Donner, A. (2008),
https://doi.org/10.1002/sim.3095), since a theme may be rare and the checked part small.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from analysis.results import Interval
from analysis.stats.proportions import Proportion, tango, wilson

__all__ = ["FEWEST_CHECKED", "Checked", "corrected_share"]

FEWEST_CHECKED = 30  # fewer cannot tell the machine's error from chance; also more than may be singled out by it


@dataclass(frozen=True, slots=True)
class Checked:
    """Of a random sample whom people coded: how many the machine missed, gave wrongly, and gave rightly a theme."""

    n: int
    missed: int
    wrong: int
    right: int

    @property
    def f1(self) -> float | None:
        """Machine against people; None where neither gave the theme to anybody."""
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else None


def corrected_share(given: int, n: int, read: int, checked: Checked, *, confidence: float = 0.95) -> Proportion:
    """Share of n people who have a theme, when `read` of them were coded by people and the others by the machine.

    Parameters
    ----------
    given
        Who of the n has the theme as it is coded now: by people where they read, else by the machine.
    checked
        The machine against people on a random sample; its error is taken to be that of those not read.

    Notes
    -----
    p = given/n + m·(missed − wrong)/c, held between 0 and 1; m = 1 − read/n is the part that the machine alone coded,
    c = checked.n. Its interval joins Wilson's of p of n and Tango's of the net error times m·√(1 + c/(n·m)): the error
    of those not read is estimated from c others and is itself that of n·m people only. With the checked people a random
    part of the n the variance becomes p(1 − p)/n + m·σ²/c, σ² of a single error, as of a sample without replacement.

    Raises
    ------
    NotEstimableError
        If n or checked.n is 0.

    Examples
    --------
    >>> share = corrected_share(30, 100, 0, Checked(50, missed=5, wrong=0, right=20))
    >>> round(share.estimate, 3), round(share.interval.low, 2), round(share.interval.high, 2)
    (0.4, 0.27, 0.57)
    >>> corrected_share(30, 100, 100, Checked(50, 5, 0, 20)) == wilson(30, 100)
    True
    """
    error = tango(checked.missed, checked.wrong, checked.n, confidence=confidence)
    machine = 1 - read / n
    share = min(max(given / n + machine * error.estimate, 0.0), 1.0)
    sampling = _wilson_of_share(share, n, confidence)
    weight = math.sqrt(machine * (machine + checked.n / n))  # of the net error of those not read, itself a sample
    low = share - math.hypot(share - sampling.low, weight * (error.estimate - error.interval.low))
    high = share + math.hypot(sampling.high - share, weight * (error.interval.high - error.estimate))
    return Proportion(share, Interval(max(low, 0.0), min(high, 1.0), confidence), n)


def _wilson_of_share(share: float, n: int, confidence: float) -> Interval:
    """Wilson's interval at a share that is no whole count: between those of the counts beside it."""
    below = min(math.floor(share * n + 1e-9), n)
    above = min(below + 1, n)
    part = share * n - below
    first, second = (wilson(x, n, confidence=confidence).interval for x in (below, above))
    low, high = ((1 - part) * a + part * b for a, b in ((first.low, second.low), (first.high, second.high)))
    return Interval(low, high, confidence)
