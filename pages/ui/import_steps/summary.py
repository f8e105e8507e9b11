"""What was understood of a file, counted from what its loader said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from data.loaders.base import ColumnKind, RawSurvey
from data.loaders.dates import parse_date
from data.schema import Field
from pages.ui.text import LANGUAGES, Text

__all__ = ["Understood", "understood", "understood_sentences"]

# Names that are the same in every language; a table of no known tool has none.
_TOOLS = {
    "webropol": "Webropol",
    "webropol_events": "Webropol Events",
    "ms_forms": "Microsoft Forms",
    "google_forms": "Google Forms",
    "limesurvey": "LimeSurvey",
    "qualtrics": "Qualtrics",
    "surveymonkey": "SurveyMonkey",
    "alchemer": "Alchemer",
    "redcap": "REDCap",
    "kobo": "KoboToolbox",
    "questback": "Questback",
    "spss": "SPSS",
}


@dataclass(frozen=True, slots=True)
class Understood:
    tool: str
    confidence: float
    responses: int
    questions: int  # metadata and empty columns apart
    languages: tuple[str, ...]
    first: datetime | None
    last: datetime | None


def understood(raw: RawSurvey) -> Understood:
    moments = sorted(_submitted(raw))
    asked = [q for q in raw.questions if q.kind not in (ColumnKind.METADATA, ColumnKind.EMPTY)]
    return Understood(
        tool=raw.tool,
        confidence=raw.confidence,
        responses=len(raw.rows),
        questions=len(asked),
        languages=raw.languages,
        first=moments[0] if moments else None,
        last=moments[-1] if moments else None,
    )


def understood_sentences(found: Understood, text: Text) -> list[str]:
    """The same in words."""
    name = _TOOLS.get(found.tool)
    sure = text.percent(found.confidence)
    tool = text("import_page.tool", tool=name, sure=sure) if name else text("import_page.tool_unknown")
    sentences = [
        tool,
        text("import_page.responses", n=found.responses),
        text("import_page.questions", n=found.questions),
    ]
    languages = [text(f"import_page.language_{one}") for one in found.languages if one in LANGUAGES]
    if languages:
        sentences.append(text("import_page.languages", languages=text.words(languages)))
    return sentences + ([_days(found.first, found.last, text)] if found.first and found.last else [])


def _days(first: datetime, last: datetime, text: Text) -> str:
    if first.date() == last.date():
        return text("import_page.one_day", day=text.day(first.date()))
    return text("import_page.dates", first=text.day(first.date()), last=text.day(last.date()))


def _submitted(raw: RawSurvey) -> Iterator[datetime]:
    for question in raw.questions:
        if raw.columns[question.columns[0]].field is Field.SUBMITTED_AT:
            at = question.columns[0]
            moments = (parse_date(row[at], question.date_order) for row in raw.rows)
            yield from (moment for moment in moments if moment)
