"""Every case of reference/values.json (R or a publication; each names its source), reproduced or named as another's."""

import json
from pathlib import Path

import numpy as np
import pytest

from analysis.stats.change import paired_change
from analysis.stats.effect_size import hedges_g, paired_d
from analysis.stats.limits import newcombe_5_limits
from analysis.stats.pooling import pool
from analysis.stats.proportions import clopper_pearson, newcombe_difference, tango, wilson
from analysis.stats.reliability import cronbach_alpha
from analysis.stats.superiority import brunner_munzel, exact_permutation_p, superiority, superiority_from_counts

REFERENCE = Path(__file__).parent / "reference"
CASES = {case["id"]: case for case in json.loads((REFERENCE / "values.json").read_text())}
Z = 1.959963984540054  # qnorm(.975)


def ends(result):
    return [result.interval.low, result.interval.high]


def a1(data):
    test = brunner_munzel(data["x"], data["y"])
    return [test.statistic, test.p]


def a3(data):
    result = superiority(data["x"], data["y"])
    return [result.theta, result.se, *ends(result)]


def a5(data):
    return [superiority_from_counts(data["count_mentor"], data["count_actor"]).theta]


def a6(data):
    return [superiority(data["mentor"], data["actor"]).delta]


def a8(data):
    return list(newcombe_5_limits(data["theta"], data["m"], data["n"], 0.95))


def mann_whitney_u(first, second):
    result = superiority(first, second)
    return [result.theta * result.n_x * result.n_y]


def a11(data):
    return [exact_permutation_p(data["mentor"], data["actor"])]


def b3(data):
    return [hedges_g(data["mentor"], data["actor"]).value]


def b4(data):
    plain = paired_d(data["y"], data["x"])
    corrected = paired_d(data["y"], data["x"], corrected=True)
    return [plain.value, *ends(plain), corrected.value, *ends(corrected)]


def b5(data):
    change = paired_change(data["y"], data["x"])
    return [change.mean / change.se, *ends(change)]


def b6(data):
    """The publication gives moments alone, so eight pairs are made that have exactly these."""
    rng = np.random.default_rng(1)
    drawn = rng.normal(size=(data["n"], 2))
    drawn -= drawn.mean(axis=0)
    white = np.linalg.solve(np.linalg.cholesky(np.cov(drawn.T)), drawn.T)
    covariance = data["cor"] * data["sd1"] * data["sd2"]
    root = np.linalg.cholesky([[data["sd1"] ** 2, covariance], [covariance, data["sd2"] ** 2]])
    one, two = (root @ white) + np.array([[data["m1"]], [data["m2"]]])
    return [-paired_change(one, two).d_av]


def d1(data):
    return ends(tango(data["b"], data["c"], data["n"]))


def wilson_limits(data):
    return ends(wilson(data["x"], data["n"]))


def method_10(data):
    return ends(newcombe_difference(data["a"], data["m"], data["b"], data["n"]))


def f1(data):
    result = cronbach_alpha(np.loadtxt(REFERENCE / data["csv"], delimiter=",", skiprows=1))
    return [result.value, *ends(result)]


def h4(data):
    pooled = pool(data["g"], data["v"])
    z_interval = [pooled.mean - Z * pooled.se, pooled.mean + Z * pooled.se]
    hksj, prediction = pooled.hksj_interval, pooled.prediction_interval
    return [
        *(pooled.tau2, pooled.mean, pooled.se, *z_interval),
        *(hksj.low, hksj.high, prediction.low, prediction.high),
    ]


def k1(data):
    n = data["mentors"] + data["actors"]
    return [*ends(clopper_pearson(data["mentors"], n)), *ends(wilson(data["mentors"], n))]


def k3(data):
    return [clopper_pearson(data["ahead"][0], data["rounds"]).interval.low]


def l1(data):
    actors = [answer for group in data["actors"] for answer in group]
    groups = [number for number, group in enumerate(data["actors"]) for _ in group]
    result = superiority(data["mentor"], actors, groups_x=range(len(data["mentor"])), groups_y=groups)
    return [result.theta, result.se, *ends(result)]


# id: what we return of the case, and which of its expected numbers that is
OURS = {
    "A1": (a1, slice(None)),
    "A3": (a3, slice(None)),
    "A5": (a5, slice(None)),
    "A6": (a6, slice(1)),  # its variance and limits are Cliff's own, another method than ours
    "A8": (a8, slice(None)),
    "A9": (lambda data: mann_whitney_u(data["mentor"], data["actor"]), slice(1)),  # the normal p is not offered
    "A10": (lambda data: mann_whitney_u(data["x"], data["y"]), slice(1)),
    "A11": (a11, slice(None)),
    "B3": (b3, slice(1)),  # large-sample variance: we give exact limits instead
    "B4": (b4, slice(None)),
    "B5": (b5, [0, 2, 3]),  # p is not offered: nothing on a page hangs on it
    "B6": (b6, slice(1)),  # d_av; its bias-corrected value and limits are not offered
    "D1": (d1, slice(None)),
    "E1": (wilson_limits, slice(None)),
    "E3": (wilson_limits, slice(None)),
    "E4": (wilson_limits, slice(None)),
    "E5": (method_10, slice(None)),
    "E7": (method_10, slice(None)),
    "E9": (method_10, slice(None)),
    "E10": (method_10, slice(None)),
    "F1": (f1, slice(None)),
    "H4": (h4, slice(None)),
    "K1": (k1, slice(1, None)),  # binomial p: scipy's own, not wrapped
    "K3": (k3, slice(1)),
    "L1": (l1, slice(None)),
}

NOT_OURS = {
    "B7": "Bonett's unweighted standardised difference: we give Hedges g",
    "D3": "Bonett-Price adjusted Wald: we give Tango",
    "E13": "Agresti-Coull with finite population: we give Wilson with an effective n",
    "F2": "omega: not offered",
    "F4": "intraclass correlation: not offered",
    "G1": "Krippendorff's alpha: analysis.coding.agreement, tested there",
    "H1": "DerSimonian-Laird: we give REML",
    "H3": "Paule-Mandel: we give REML",
    "I1": "proportional odds: not offered, theta needs no model",
    "I2": "proportional odds: not offered, theta needs no model",
    "I3": "proportional odds: not offered, theta needs no model",
}


@pytest.mark.parametrize("name", OURS)
def test_reproduces_the_reference_value(name):
    case = CASES[name]
    ours, which = OURS[name]
    expected = np.array(case["expect"])[which]
    assert ours(case["data"]) == pytest.approx(expected.tolist(), abs=case["tol"], rel=0)


def test_each_case_is_reproduced_or_named_as_anothers():
    assert sorted([*OURS, *NOT_OURS]) == sorted(CASES)
