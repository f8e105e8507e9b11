"""Every survey tool we can read. One more tool is one module and one line here."""

from __future__ import annotations

from dataclasses import replace

from data.errors import Place, Problem, Severity
from data.guard import Limits, read_sheets
from data.loaders import (
    alchemer,
    google_forms,
    kobo,
    limesurvey,
    ms_forms,
    plain,
    qualtrics,
    questback,
    redcap,
    spss,
    survey_monkey,
    webropol,
    webropol_events,
)
from data.loaders.base import Export, Grid, Loader, RawSurvey
from data.loaders.refusal import NotAnswersError, not_answers

__all__ = ["LOADERS", "Export", "NotAnswersError", "RawSurvey", "read_export", "survey_of"]

LOADERS: tuple[Loader, ...] = (
    webropol.LOADER,
    ms_forms.LOADER,
    google_forms.LOADER,
    limesurvey.LOADER,
    qualtrics.LOADER,
    survey_monkey.LOADER,
    alchemer.LOADER,
    redcap.LOADER,
    kobo.LOADER,
    questback.LOADER,
    spss.LOADER,
    webropol_events.LOADER,
    plain.LOADER,
)


def read_export(export: Export, limits: Limits | None = None) -> RawSurvey:
    """Read a file with the loader that is surest that its tool wrote it.

    Raises:
        PuntariError: where the file is refused (`UploadRefusedError`) or holds no answers (`NotAnswersError`).
    """
    return survey_of(export.name, *read_sheets(export, limits))


def survey_of(file: str, grids: tuple[Grid, ...], noticed: tuple[Problem, ...] = ()) -> RawSurvey:
    """The survey in sheets that the guard has let in."""
    if not any(grid.rows for grid in grids):
        not_answers("loaders.no_answers", file)
    loader = max(LOADERS, key=lambda candidate: candidate.confidence(file, grids))
    survey = loader.read(file, grids)
    if not survey.rows:
        not_answers("loaders.no_answers", file)
    return replace(survey, problems=(*noticed, *_hidden(file, grids), *survey.problems))


def _hidden(file: str, grids: tuple[Grid, ...]) -> tuple[Problem, ...]:
    hidden = sum(1 for grid in grids if grid.hidden)
    return (Problem("loaders.hidden_sheets", Place(file), Severity.WARNING, {"n": hidden}, hidden),) if hidden else ()
