"""`python -m data describe FILE`: what a survey export holds, without importing it."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path

from data.errors import Place, Problem, PuntariError, Severity
from data.guard import Limits, read_sheets
from data.loaders import Export, RawSurvey, survey_of
from data.loaders.base import Grid, Question
from data.loaders.headings import readable_heading

__all__ = ["Say", "add_command", "describe", "run"]

Say = Callable[..., str]  # key of a sentence and the values of its holes → the sentence

_SHOWN = 90  # characters of a heading in the list
_VISIBLE = {"\t": "TAB", "": "–"}
_REFUSED = 2


class _UnreadableError(PuntariError):
    """The file is not there or may not be read."""


def add_command(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--json", action="store_true")


def run(arguments: Namespace, say: Say) -> int:
    """Print the description; 2 and one sentence on standard error where the file is refused."""
    try:
        export = _opened(arguments.file)
        grids, noticed = read_sheets(export)
        survey = survey_of(export.name, grids, noticed)
    except PuntariError as error:
        sys.stderr.write(_sentence(error.problems[0], say) + "\n")
        return _REFUSED
    found = describe(survey, grids, say)
    lines = [json.dumps(found, ensure_ascii=False, indent=2)] if arguments.json else _lines(survey, found, say)
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def _opened(path: Path) -> Export:
    try:
        with path.open("rb") as file:
            return Export(path.name, file.read(Limits().file_bytes + 1))  # one byte too many is refused all the same
    except OSError as error:
        raise _UnreadableError(Problem("loaders.unreadable", Place(path.name), Severity.ERROR)) from error


def describe(survey: RawSurvey, grids: tuple[Grid, ...], say: Say) -> dict[str, object]:
    """What `--json` prints."""
    grid = next((grid for grid in grids if survey.rows and survey.rows[0] in grid.rows), grids[0])
    return {
        "tool": survey.tool,
        "confidence": round(survey.confidence, 2),
        "responses": len(survey.rows),
        "partial": len(survey.partial_rows),
        "encoding": grid.encoding,
        "delimiter": grid.delimiter,
        "sheet": grid.sheet,
        "columns": len(survey.columns),
        "languages": list(survey.languages),
        "questions": [_question(question) for question in survey.questions],
        "problems": [_problem(problem, say) for problem in survey.problems],
    }


def _question(question: Question) -> dict[str, object]:
    return {
        "heading": question.heading,
        "kind": question.kind.value,
        "options": list(question.options),
        "points": list(question.points) if question.points else None,
        "encoding": question.encoding.value if question.encoding else None,
        "date_order": question.date_order,
        "columns": list(question.columns),
    }


def _problem(problem: Problem, say: Say) -> dict[str, object]:
    return {
        "key": problem.key,
        "severity": problem.severity.value,
        "place": asdict(problem.place),
        "count": problem.count,
        "message": _sentence(problem, say),
    }


def _sentence(problem: Problem, say: Say) -> str:
    place = {"file": problem.place.file, "row": problem.place.row or 0, "column": problem.place.column or ""}
    return say(problem.key, **place | dict(problem.values))


def _lines(survey: RawSurvey, found: dict[str, object], say: Say) -> Iterable[str]:
    yield say("loaders.found", tool=survey.tool, percent=round(100 * survey.confidence))
    yield say("loaders.found_responses", n=len(survey.rows))
    if found["encoding"]:
        delimiter = _VISIBLE.get(str(found["delimiter"]), found["delimiter"])
        yield say("loaders.found_encoding", encoding=found["encoding"], delimiter=delimiter)
    for question in survey.questions:
        kind = say(f"loaders.kind_{question.kind}")
        heading = readable_heading(question.heading)[:_SHOWN] or say("loaders.no_heading")
        yield say("loaders.found_question", kind=kind, heading=heading)
    for problem in survey.problems:
        yield _sentence(problem, say)
