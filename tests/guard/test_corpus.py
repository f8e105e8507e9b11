"""Hostile and broken files: each is refused with its sentence or read, and the process that asked lives on."""

from __future__ import annotations

import resource
import time

import pytest

from data.errors import PuntariError
from data.guard import Limits
from data.loaders import RawSurvey, read_export
from pages.ui.text import LANGUAGES, Text
from tests.guard.corpus import CASES, READ, SECRET, Case, good_csv, text

LIMITS = Limits()


def outcome(case: Case) -> tuple[str, RawSurvey | None, str]:
    """Key of the refusal or READ, what was read, and everything that is said of it."""
    export = case.make()
    try:
        survey = read_export(export)
    except PuntariError as error:
        (problem,) = error.problems
        said = [Text(language)(problem.key, **vars_of(problem)) for language in LANGUAGES]
        assert SECRET not in f"{error} {error!r}"
        return problem.key, None, "\n".join(said)
    said = [Text("fi")(problem.key, **vars_of(problem)) for problem in survey.problems]
    return READ, survey, "\n".join(said)


def vars_of(problem: object) -> dict[str, object]:
    place, values = problem.place, problem.values  # type: ignore[attr-defined]
    hole: dict[str, object] = {"file": place.file, "row": place.row or 0, "column": place.column or ""}
    return hole | dict(values)


def test_the_corpus_is_large() -> None:
    assert len(CASES) >= 80


@pytest.mark.parametrize("name", CASES)
def test_every_file_comes_to_its_end(name: str) -> None:
    case = CASES[name]
    begun = time.monotonic()
    key, survey, said = outcome(case)
    assert key in ((case.outcome,) if isinstance(case.outcome, str) else case.outcome)
    assert time.monotonic() - begun < LIMITS.seconds
    assert SECRET not in said
    assert "None" not in said
    if survey is not None:
        assert case.problems <= {problem.key for problem in survey.problems}


def test_no_child_took_more_memory_than_allowed() -> None:
    kilobytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    assert kilobytes * 1024 <= LIMITS.memory_bytes


def test_a_good_file_is_read_afterwards() -> None:
    assert len(read_export(text(good_csv())).rows) == 2


def test_cells_stay_what_they_were() -> None:
    survey = read_export(text("Rooli,Sana\n=1+1,<b>x</b>\n'@a,-3\n"))
    assert survey.rows == (("=1+1", "<b>x</b>"), ("'@a", "-3"))
