"""Change between two waves: from all rows by maximum likelihood, and in matched pairs alone.

Arrays in, one frozen result out. Nothing here knows about surveys.

References
----------
Dempster, Laird and Rubin (1977). Maximum likelihood from incomplete data via the EM algorithm. JRSS B 39, 1-38.
    https://doi.org/10.1111/j.2517-6161.1977.tb01600.x
Efron and Hinkley (1978). Assessing the accuracy of the maximum likelihood estimator: observed versus expected Fisher
    information. Biometrika 65, 457-483. https://doi.org/10.1093/biomet/65.3.457
Student (1908). The probable error of a mean. Biometrika 6, 1-25. https://doi.org/10.1093/biomet/6.1.1
Lakens (2013). Calculating and reporting effect sizes. Frontiers in Psychology 4, 863.
    https://doi.org/10.3389/fpsyg.2013.00863
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from analysis.results import Interval, NotEstimableError, Reason
from analysis.stats.bivariate import Fit, fit_bivariate
from analysis.stats.checks import Array, finite_or_missing, t_quantile

__all__ = ["AllRowsChange", "PairedChange", "change_all_rows", "paired_change"]

MIN_PAIRS = 3  # two points always lie on a line: their correlation is ±1 whatever the truth
COLLINEAR = 1e-10  # 1 − r² below this is a line in floating point


@dataclass(frozen=True, slots=True)
class AllRowsChange:
    """Mean change in everybody who answered either wave; positive means the score rose."""

    mean: float
    interval: Interval
    se: float
    mean_before: float
    mean_after: float
    n_pairs: int
    n_before_only: int
    n_after_only: int
    n_neither: int

    @property
    def n(self) -> int:
        """People whose answers are in the figure."""
        return self.n_pairs + self.n_before_only + self.n_after_only


@dataclass(frozen=True, slots=True)
class PairedChange:
    """Mean change from `before` to `after` in complete pairs; positive means the score rose."""

    mean: float
    interval: Interval
    se: float
    d_av: float | None  # None when neither wave varies
    n_pairs: int
    n_incomplete: int


def change_all_rows(before: ArrayLike, after: ArrayLike, *, confidence: float = 0.95) -> AllRowsChange:
    """Mean change by bivariate-normal maximum likelihood on everybody, matched or not.

    Right when dropping out depends on what was answered (missing at random), where the pairs alone are biased.

    Parameters
    ----------
    before, after
        Scores of the same people in the same order, shape (n,). NaN = that wave is missing: a row may lack either; a
        row that lacks both is left out and counted.
    confidence
        Coverage of the interval, between 0 and 1.

    Notes
    -----
    EM for (means, covariances), standard error of the difference of means from the inverse of the observed
    information of all five parameters, t(pairs − 1). https://doi.org/10.1111/j.2517-6161.1977.tb01600.x and
    https://doi.org/10.1093/biomet/65.3.457

    Raises
    ------
    NotEstimableError
        If there are fewer than three pairs, or the pairs lie on a line (a wave does not vary, or everybody changed
        alike): the likelihood has no maximum inside.
    ValueError
        If the two differ in length or hold an infinite value.

    Examples
    --------
    >>> nan = float("nan")
    >>> change = change_all_rows([2, 3, 3, 4, 1, nan], [3, 3, 4, 5, nan, 4])
    >>> round(change.mean, 3), change.n_pairs, change.n_before_only, change.n_after_only
    (0.797, 4, 1, 1)
    """
    rows = _rows(before, after)
    present = ~np.isnan(rows)
    pairs = rows[present.all(axis=1)]
    _refuse_line(pairs)
    quantile = t_quantile(confidence, len(pairs) - 1)
    fit, scale = _fit_standardised(rows)
    mean, se = float(fit.means[1] - fit.means[0]), fit.se_of_change
    centre = float(np.nanmean(rows))
    return AllRowsChange(
        mean=mean * scale,
        interval=Interval((mean - quantile * se) * scale, (mean + quantile * se) * scale, confidence),
        se=se * scale,
        mean_before=float(fit.means[0]) * scale + centre,
        mean_after=float(fit.means[1]) * scale + centre,
        n_pairs=len(pairs),
        n_before_only=int((present[:, 0] & ~present[:, 1]).sum()),
        n_after_only=int((~present[:, 0] & present[:, 1]).sum()),
        n_neither=int((~present).all(axis=1).sum()),
    )


def paired_change(before: ArrayLike, after: ArrayLike, *, confidence: float = 0.95) -> PairedChange:
    """Mean change in complete pairs, with Student's t interval and Cohen's d_av.

    Parameters
    ----------
    before, after
        Scores of the same people in the same order, shape (n,), NaN = missing; incomplete pairs are counted.
    confidence
        Coverage of the interval, between 0 and 1.

    Notes
    -----
    mean(d) ± t(n − 1)·sd(d)/√n, d_av = mean(d)/√((var before + var after)/2).
    https://doi.org/10.1093/biomet/6.1.1 and https://doi.org/10.3389/fpsyg.2013.00863

    Raises
    ------
    NotEstimableError
        If fewer than two pairs are complete.
    ValueError
        If the two differ in length or hold an infinite value.

    Examples
    --------
    >>> change = paired_change([2, 3, 3, 4], [3, 3, 4, 5])
    >>> change.mean, change.n_pairs
    (0.75, 4)
    """
    rows = _rows(before, after)
    pairs = rows[~np.isnan(rows).any(axis=1)]
    n = len(pairs)
    if n < 2:
        raise NotEstimableError(Reason.FEW_PEOPLE, f"{n} complete pairs; at least 2 are needed", n)
    difference = pairs[:, 1] - pairs[:, 0]
    mean, se = float(difference.mean()), float(difference.std(ddof=1)) / math.sqrt(n)
    margin = t_quantile(confidence, n - 1) * se
    spread = math.sqrt(float(pairs.var(axis=0, ddof=1).mean()))
    return PairedChange(
        mean=mean,
        interval=Interval(mean - margin, mean + margin, confidence),
        se=se,
        d_av=mean / spread if spread > 0 else None,
        n_pairs=n,
        n_incomplete=len(rows) - n,
    )


def _rows(before: ArrayLike, after: ArrayLike) -> Array:
    x, y = finite_or_missing(before, "before"), finite_or_missing(after, "after")
    if x.shape != y.shape:
        raise ValueError(f"before has {x.size} scores and after has {y.size}; they must be paired")
    return np.column_stack([x, y])


def _refuse_line(pairs: Array) -> None:
    if len(pairs) < MIN_PAIRS:
        message = f"{len(pairs)} complete pairs; at least {MIN_PAIRS} are needed"
        raise NotEstimableError(Reason.FEW_PEOPLE, message, len(pairs))
    deviation = pairs - pairs.mean(axis=0)
    (xx, xy), (_, yy) = deviation.T @ deviation
    if np.ptp(pairs, axis=0).min() == 0 or xx * yy - xy**2 <= COLLINEAR * xx * yy:
        raise NotEstimableError(Reason.CONSTANT, "the pairs lie on a line; the likelihood has no maximum", len(pairs))


def _fit_standardised(rows: Array) -> tuple[Fit, float]:
    """The fit on a scale where one tolerance serves every questionnaire; also that scale."""
    scale = float(np.nanstd(rows))
    return fit_bivariate((rows - np.nanmean(rows)) / scale), scale
