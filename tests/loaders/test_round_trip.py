"""Whatever table goes out through a made-up export of a tool comes back the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.loaders import LOADERS, Export, RawSurvey, read_export
from data.loaders.base import MultiEncoding
from data.loaders.options import split_options
from tests.loaders.writing import csv_export, sav_export, xlsx_export

ROLES = ("Mentori", "Aktori")
THEMES = ("Uudet työtavat", "Ura, sen valinnat", "PK-seutu (Espoo, Vantaa)")
ROLE, POINT, THEME, OPEN = "Olen ohjelmassa", "Kuinka hyvin voit?", "Mitkä teemat?", "Mitä opit"


@dataclass(frozen=True)
class Answer:
    role: str
    point: str
    themes: frozenset[str]
    text: str


TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp", "Cn"], exclude_characters="\ufeff"), max_size=20
) | st.sampled_from(["a, b; c", 'hän sanoi "joo"', "kaksi\nriviä", "=1+1", "N/A ei"])
ANSWERS = st.lists(
    st.builds(Answer, st.sampled_from(ROLES), st.sampled_from("12345"), st.frozensets(st.sampled_from(THEMES)), TEXTS),
    min_size=2,
    max_size=8,
)


def stamp(i: int) -> str:
    return f"2023-05-{i + 13:02} 10:00:00"


def ordered(themes: frozenset[str]) -> list[str]:
    return [theme for theme in THEMES if theme in themes]


def labels(answer: Answer) -> list[str]:
    return [theme if theme in answer.themes else "" for theme in THEMES]


def ones(answer: Answer, yes: str = "1", no: str = "0") -> list[str]:
    return [yes if theme in answer.themes else no for theme in THEMES]


def webropol(answers: Sequence[Answer]) -> Export:
    rows = [["Vastausaika", ROLE, POINT, *(f"{THEME}:{theme}" for theme in THEMES), OPEN]]
    rows += [[f"{i + 13}.5.2023 10:00", a.role, a.point, *labels(a), a.text] for i, a in enumerate(answers)]
    return csv_export("Perusraportti.csv", rows, delimiter=";", encoding="utf-8-sig")


def ms_forms(answers: Sequence[Answer]) -> Export:
    rows = [["Tunnus", "Aloitusaika", "Valmistumisaika", "Sähköposti", "Nimi", ROLE, POINT, THEME, OPEN]]
    rows += [
        [
            str(i + 1),
            stamp(i),
            stamp(i),
            "anonymous",
            "",
            a.role,
            a.point,
            "".join(f"{t};" for t in ordered(a.themes)),
            a.text,
        ]
        for i, a in enumerate(answers)
    ]
    return xlsx_export("x.xlsx", {"Sheet1": rows})


def google_forms(answers: Sequence[Answer]) -> Export:
    rows = [["Aikaleima", ROLE, POINT, THEME, OPEN]]
    rows += [[stamp(i), a.role, a.point, ", ".join(ordered(a.themes)), a.text] for i, a in enumerate(answers)]
    return csv_export("x.csv", rows)


def limesurvey(answers: Sequence[Answer]) -> Export:
    rows = [
        [
            "id",
            "submitdate",
            "lastpage",
            "startlanguage",
            ROLE,
            POINT,
            *(f"{THEME} [{theme}]" for theme in THEMES),
            OPEN,
        ]
    ]
    rows += [
        [str(i + 1), stamp(i), "3", "fi", a.role, a.point, *ones(a, "Kyllä", "Ei"), a.text]
        for i, a in enumerate(answers)
    ]
    return csv_export("x.csv", rows, quoting=1, encoding="utf-8-sig")


def qualtrics(answers: Sequence[Answer]) -> Export:
    names = ["StartDate", "EndDate", "Finished", "ResponseId", "Q1", "Q2", "Q3_1", "Q3_2", "Q3_3", "Q4"]
    texts = [
        "Start Date",
        "End Date",
        "Finished",
        "Response ID",
        ROLE,
        POINT,
        *(f"{THEME} - {t}" for t in THEMES),
        OPEN,
    ]
    ids = ["startDate", "endDate", "finished", "_recordId", "QID1", "QID2", "QID3_1", "QID3_2", "QID3_3", "QID4_TEXT"]
    rows = [names, texts, [f'{{"ImportId":"{name}"}}' for name in ids]]
    rows += [[stamp(i), stamp(i), "True", f"R_{i}", a.role, a.point, *labels(a), a.text] for i, a in enumerate(answers)]
    return csv_export("x.csv", rows)


def survey_monkey(answers: Sequence[Answer]) -> Export:
    rows = [
        ["Respondent ID", "Start Date", "End Date", ROLE, POINT, THEME, "", "", OPEN],
        ["", "", "", "Response", "Response", *THEMES, "Open-Ended Response"],
    ]
    rows += [[str(i), stamp(i), stamp(i), a.role, a.point, *labels(a), a.text] for i, a in enumerate(answers)]
    return csv_export("x.csv", rows, eol="\r\n")


def alchemer(answers: Sequence[Answer]) -> Export:
    rows = [["Time Started", "Date Submitted", "Status", ROLE, POINT, *(f"{theme}:{THEME}" for theme in THEMES), OPEN]]
    rows += [[stamp(i), stamp(i), "Complete", a.role, a.point, *labels(a), a.text] for i, a in enumerate(answers)]
    return csv_export("x.csv", rows, quoting=1)


def redcap(answers: Sequence[Answer]) -> Export:
    rows = [["record_id", ROLE, POINT, *(f"theme___{i}" for i in range(len(THEMES))), OPEN, "form_1_complete"]]
    rows += [[str(i), a.role, a.point, *ones(a), a.text, "2"] for i, a in enumerate(answers)]
    return csv_export("x.csv", rows)


def kobo(answers: Sequence[Answer]) -> Export:
    rows = [
        [
            "start",
            ROLE,
            POINT,
            *(f"{THEME}/{theme}" for theme in THEMES),
            THEME,
            OPEN,
            "_id",
            "_uuid",
            "_submission_time",
        ]
    ]
    rows += [
        [stamp(i), a.role, a.point, *ones(a), " ".join(ordered(a.themes)), a.text, str(i), f"u{i}", stamp(i)]
        for i, a in enumerate(answers)
    ]
    return csv_export("x.csv", rows, delimiter=";")


def questback(answers: Sequence[Answer]) -> Export:
    rows = [
        ["lfdn", "dispcode", "v_1", "v_2", "v_3", "v_4", "v_5", "v_6"],
        ["", "", ROLE, POINT, *(f"{THEME}: {theme}" for theme in THEMES), OPEN],
    ]
    rows += [[str(i), "31", a.role, a.point, *ones(a), a.text] for i, a in enumerate(answers)]
    return csv_export("x.csv", rows, delimiter=";")


def spss(answers: Sequence[Answer]) -> Export:
    columns: dict[str, list[object]] = {
        "role": [float(ROLES.index(a.role)) for a in answers],
        "point": [float(a.point) for a in answers],
        **{f"t{i}": [float(theme in a.themes) for a in answers] for i, theme in enumerate(THEMES)},
        "free": [a.text for a in answers],
    }
    return sav_export(
        "x.sav",
        columns,
        column_labels=[ROLE, POINT, *(f"{THEME}:{theme}" for theme in THEMES), OPEN],
        variable_value_labels={"role": dict(enumerate(ROLES))},
    )


def plain(answers: Sequence[Answer]) -> Export:
    rows = [[ROLE, POINT, THEME, OPEN]]
    rows += [[a.role, a.point, ";".join(ordered(a.themes)), a.text] for a in answers]
    return csv_export("x.tsv", rows, delimiter="\t", encoding="utf-16")


WRITERS: dict[str, Callable[[Sequence[Answer]], Export]] = {
    "webropol": webropol,
    "ms_forms": ms_forms,
    "google_forms": google_forms,
    "limesurvey": limesurvey,
    "qualtrics": qualtrics,
    "surveymonkey": survey_monkey,
    "alchemer": alchemer,
    "redcap": redcap,
    "kobo": kobo,
    "questback": questback,
    "spss": spss,
    "plain": plain,
}
JOINED = {"ms_forms": MultiEncoding.SEMICOLON, "google_forms": MultiEncoding.COMMA, "plain": MultiEncoding.SEMICOLON}


def answers_in(survey: RawSurvey) -> list[Answer]:
    """The table again: single columns by their heading, the themes by option column or out of one cell."""
    at = {column.question.partition(":")[0]: column.index for column in survey.columns}
    boxes = [
        column.index for column in survey.columns if THEME in column.heading or column.heading.startswith("theme___")
    ]
    boxes = boxes[: len(THEMES)]
    return [
        Answer(row[at[ROLE]], row[at[POINT]], _themes(survey.tool, [row[i] for i in boxes]), row[at[OPEN]])
        for row in survey.rows
    ]


def _themes(tool: str, cells: Sequence[str]) -> frozenset[str]:
    if tool in JOINED:
        return frozenset(split_options(cells[0], THEMES, JOINED[tool]))
    return frozenset(theme for theme, cell in zip(THEMES, cells, strict=True) if cell not in ("", "0", "Ei"))


def test_every_tool_has_a_writer() -> None:
    assert set(WRITERS) == {loader.tool for loader in LOADERS}


@pytest.mark.parametrize("tool", WRITERS)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(answers=ANSWERS)
def test_what_goes_out_comes_back(tool: str, answers: list[Answer]) -> None:
    survey = read_export(WRITERS[tool](answers))
    assert survey.tool == tool
    assert answers_in(survey) == answers
