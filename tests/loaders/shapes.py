"""A made-up export of every shape that the tools are known to write, with what must be read from it.

None of it is anybody's data. `kinds` lists the kind of every question in the order of the file.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from data.loaders import Export
from tests.loaders.writing import csv_export, sav_export, xlsx_export

NBSP = "\N{NO-BREAK SPACE}"
AGREE = (
    "Täysin eri mieltä",
    "Jokseenkin eri mieltä",
    "En samaa enkä eri mieltä",
    "Jokseenkin samaa mieltä",
    "Täysin samaa mieltä",
)
IDEAS = ("Sain uusia näkökulmia, joista oli hyötyä.", "Oli antoisaa.", "Toivoisin enemmän aikaa keskustelulle.", "")


@dataclass(frozen=True)
class Shape:
    export: Export
    tool: str
    responses: int
    kinds: str  # one letter a question: see KINDS
    options: Mapping[int, tuple[str, ...]] = field(default_factory=dict)  # of some questions, by position
    problems: frozenset[str] = frozenset()
    partial: int = 0
    languages: tuple[str, ...] = ()
    date_orders: tuple[str, ...] = ()
    refusal: str = ""


KINDS = {
    "meta": "metadata",
    "1": "single",
    "m": "multi",
    "s": "scale",
    "n": "number",
    "d": "date",
    "t": "text",
    "-": "empty",
}


def _moment(*parts: int) -> datetime:
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001 (survey tools write local times)


def _turn(values: tuple[str, ...], i: int) -> str:
    return values[i % len(values)]


def _webropol_rows(n: int = 12) -> list[list[str]]:
    goals = ("Uudet työtavat", "Urasuunnitelma", "Työhyvinvointi, jaksaminen")
    head = [
        "Vastausaika",
        "1. Olen ohjelmassa",
        f"2. Arvioi väittämiä:{NBSP}Sain uusia näkökulmia",
        "2. Arvioi väittämiä: Tunnistan  vahvuuteni:".replace(": T", ":T"),
        *(f"3. Minkä teemojen parissa työskentelit?:{goal}" for goal in goals),
        "3. Minkä teemojen parissa työskentelit?:Muu, mikä?",
        "4. Montako kertaa tapasitte?",
        "5. Vapaa sana",
        "Language",
    ]
    return [head] + [
        [
            f"{i % 27 + 1}.{i % 12 + 1}.2022 9:{10 + i}",
            _turn(("Mentorina", "Aktorina"), i),
            AGREE[i % 5],
            AGREE[(i + 2) % 5],
            *(goal if (i + j) % 2 else "" for j, goal in enumerate(goals)),
            "luontoretket" if i == 3 else "",
            str(4 + i),
            _turn(IDEAS, i),
            "Finnish",
        ]
        for i in range(n)
    ]


def webropol_text() -> Shape:
    rows = _webropol_rows()
    rows[5][0] = "1.15.2022 10.61"  # met in a real file: no such moment
    return Shape(
        csv_export("Mentorointi_Perusraportti.csv", rows, delimiter=";", encoding="utf-8-sig"),
        "webropol",
        12,
        "meta 1 s s m t n t meta",
        options={2: AGREE, 4: ("Uudet työtavat", "Urasuunnitelma", "Työhyvinvointi, jaksaminen")},
        problems=frozenset({"loaders.impossible_dates"}),
        languages=("fi",),
        date_orders=("day_first",),
    )


def webropol_numbers() -> Shape:
    """Older: comma, 1/0 with blanks as zeros."""
    rows = [["Vastausaika", "Arvioi:Kokonaisuus", "Arvioi:Sisältö", "Teemat:Ura", "Teemat:Verkostot", "Palaute"]]
    rows += [
        [
            f"{i + 10}.3.2015",
            str(1 + i % 5),
            str(1 + (i * 3) % 5),
            str(int(i % 2 and i != 3)),
            str(int(i % 3 == 1)),
            "Kiitos",
        ]
        for i in range(10)
    ]
    return Shape(
        csv_export("raaka.csv", rows, encoding="cp1252"),
        "webropol",
        10,
        "meta s s m 1",
        problems=frozenset({"loaders.all_zeros"}),
        languages=("fi",),
        date_orders=("day_first",),
    )


def webropol_two_headings() -> Shape:
    """A second heading row, and rows below that are no answers."""
    rows: list[list[object]] = [
        ["Vastausaika", "Arvioi väittämiä", "", "Missä teemoissa?", "", "", "Vapaa sana"],
        ["", "Sain rohkeutta", "Opin uutta", "Ura", "Verkostot", "Työhyvinvointi", ""],
    ]
    rows += [
        [
            f"{i + 1}.2.2019 10:00",
            AGREE[i % 5],
            AGREE[-1 - i % 5],
            "Ura" if i % 2 else "",
            "",
            "Työhyvinvointi",
            IDEAS[i % 4],
        ]
        for i in range(8)
    ]
    rows += [[], ["Yhteensä 8 vastausta"], ["Webropol-raportti"]]
    return Shape(
        xlsx_export("vanha.xlsx", {"Raportti": rows}),
        "webropol",
        8,
        "meta s s m t",
        problems=frozenset({"loaders.trailing_rows"}),
        languages=("fi",),
        date_orders=("day_first",),
    )


def webropol_workbook() -> Shape:
    """A heading of nothing but NBSP, and a column of real dates beside dates in text."""
    rows: list[list[object]] = [["Vastausaika", NBSP, "Muu, mikä?:", "Arvio:Alku", "Arvio:Loppu", "Voimassa", ":Tila"]]
    rows += [
        ["14.1.2022", "Suostun", "", i % 5 + 1, (i + 1) % 5 + 1, date(2027, 1, 11 + i), _turn(("Auki", "Kiinni"), i)]
        for i in range(6)
    ]
    return Shape(
        xlsx_export("ilmoitukset.xlsx", {"Sheet1": rows}),
        "webropol",
        6,
        "meta 1 - s s d 1",
        problems=frozenset({"loaders.empty_headings", "loaders.empty_columns"}),
        languages=("fi",),
        date_orders=("day_first", "iso"),
    )


def webropol_summary() -> Shape:
    sheet: list[list[object]] = [
        ["1. Olen ohjelmassa"],
        ["Vastaajien määrä: 35"],
        [],
        ["", "n", "Prosentti"],
        ["Mentorina", 17, 0.486],
    ]
    return Shape(
        xlsx_export("yhteenveto.xlsx", {"Kysymys 1": sheet, "Kysymys 2": sheet}), "webropol", 0, "",
        refusal="loaders.webropol_summary",
    )  # fmt: skip


def webropol_registrations() -> Shape:
    rows = [
        ["Tapahtuma", "Valmennuspäivä 2", "", "", "", ""],
        ["Paikka", "Etäyhteys", "", "", "", ""],
        [],
        ["#", "Ilm.aika", "Etunimi", "Sähköposti", "Lisätiedot", ""],
        ["", "", "", "", "Ruokavalio", "Tila"],
    ]
    rows += [
        [
            str(i + 1),
            f"{i + 13}.9.2021 12:0{i}",
            f"Nimi{i}",
            f"n{i}@example.org",
            "",
            _turn(("Ilmoittautunut", "Peruutettu"), i),
        ]
        for i in range(6)
    ]
    return Shape(
        csv_export("osallistujat.csv", rows, delimiter=";", encoding="utf-8-sig"),
        "webropol",
        6,
        "meta meta meta meta - meta",
        problems=frozenset({"loaders.empty_columns"}),
        languages=("fi",),
        date_orders=("day_first",),
    )


def webropol_registrations_of_others() -> Shape:
    """Dashes where a heading is missing; the one who books is not the one who comes."""
    rows = [
        ["", "Tapahtuman nimi", "Kevätpäivä", *[""] * 8],
        ["#", "Ilm.aika", "Etunimi", "Sukunimi", "Sähköposti", "", "Tila", "-", "", "", ""],
        ["-", "-", "-", "-", "-", "-", "-", "Etunimi", "Sähköposti", "Ruokarajoitteet", "Tulen"],
    ]
    rows += [
        [
            str(i + 1),
            "",
            "Varaaja",
            "Nimi",
            "v@example.org",
            "",
            "Ilmoittautunut",
            f"Nimi{i}",
            f"n{i}@example.org",
            _turn(("Laktoositon", "Ei rajoitteita"), i),
            _turn(("Paikan päälle", "Etänä"), i),
        ]
        for i in range(5)
    ]
    return Shape(
        csv_export("webropol.csv", rows, delimiter=";"),
        "webropol",
        5,
        "meta meta meta meta meta - meta meta meta 1 1",
        problems=frozenset({"loaders.empty_headings", "loaders.empty_columns"}),
    )


FACTORS = ("Hinta", "Merkki", "Näyttö")


def ms_forms_finnish() -> Shape:
    rows: list[list[object]] = [
        [
            "Tunnus",
            "Aloitusaika",
            "Valmistumisaika",
            "Sähköposti",
            "Nimi",
            f"Rooli{NBSP}ohjelmassa",
            "Mikä\nvaikutti?",
            "Muuta?",
        ]
    ]
    rows += [
        [
            i + 1,
            _moment(2024, 5, 2, 9, i),
            _moment(2024, 5, 2, 10, i),
            "anonymous",
            "",
            f"{_turn(('Mentori', 'Aktori'), i)};",
            "".join(f"{factor};" for j, factor in enumerate(FACTORS) if (i + j) % 2),
            _turn(IDEAS, i),
        ]
        for i in range(9)
    ]
    return Shape(
        xlsx_export("kysely.xlsx", {"Sheet1": rows}),
        "ms_forms",
        9,
        "meta meta meta meta meta 1 m t",
        options={5: ("Mentori", "Aktori"), 6: ("Merkki", "Hinta", "Näyttö")},
        languages=("fi",),
        date_orders=("iso", "iso"),
    )


def ms_forms_american() -> Shape:
    """Month first, which the rows after the twelfth of a month tell; a later download repeats an id."""
    rows = [
        ["ID", "Start time", "Completion time", "Email", "Name", "How satisfied are you?", "What would you change?"]
    ]
    rows += [
        [
            str(i + 1),
            f"5/{i + 8}/24 10:0{i}:00",
            f"5/{i + 8}/24 10:1{i}:00",
            "anonymous",
            "",
            "Satisfied",
            f"More time, {i}",
        ]
        for i in range(8)
    ]
    rows.append(rows[2])
    return Shape(
        csv_export("export.csv", rows, encoding="utf-8-sig", eol="\r\n"),
        "ms_forms",
        9,
        "meta meta meta meta meta 1 t",
        problems=frozenset({"loaders.duplicate_ids", "loaders.duplicate_rows"}),
        languages=("en",),
        date_orders=("month_first", "month_first"),
    )


def google_old() -> Shape:
    """Multi-select joined by ; and a grid."""
    rows = [["Aikaleima", "Teemat", "Arvioi päivää [Sisältö]", "Arvioi päivää [Järjestelyt]", "Mitä jäi mieleen?"]]
    rows += [
        [
            f"2019/06/{i + 10} 9:0{i}:59 ap. EET",
            ";".join(t for j, t in enumerate(("Ura", "Verkostot", "Jaksaminen")) if (i + j) % 2) or "Ura",
            AGREE[i % 5],
            AGREE[(i + 1) % 5],
            _turn(IDEAS, i),
        ]
        for i in range(10)
    ]
    return Shape(
        csv_export("vastaukset.csv", rows), "google_forms", 10, "meta m s s t", languages=("fi",), date_orders=("iso",)
    )


PLACES = ("PK-seutu (Helsinki, Espoo, Vantaa)", "Oulu", "Etänä, kotoa käsin")


def google_new() -> Shape:
    """Joined by comma though options hold commas; blank rows under the heading; an extra sheet that is wider."""
    rows: list[list[object]] = [["Timestamp", "Where do you work?", "How many years?", "Pay"], [], []]
    rows += [
        [
            _moment(2023, 9, 4, 9, i),
            ", ".join(p for j, p in enumerate(PLACES) if (i + j) % 3),
            i / 2,
            _turn(("4695,70", "52 000", f"44{NBSP}375"), i),
        ]
        for i in range(12)
    ]
    notes = [["note"] * 9] * 40
    return Shape(
        xlsx_export("results.xlsx", {"Notes": notes, "Form responses 1": rows}),
        "google_forms",
        12,
        "meta m n n",
        options={1: ("Oulu", "Etänä, kotoa käsin", "PK-seutu (Helsinki, Espoo, Vantaa)")},
        languages=("en",),
        date_orders=("iso",),
    )


def limesurvey_labels() -> Shape:
    """German headings, BOM and semicolon; N/A is never asked; the first two were not finished."""
    head = [
        "Antwort ID",
        "Datum Abgeschickt",
        "Letzte Seite",
        "Start-Sprache",
        "Welche Themen? [Beruf]",
        "Welche Themen? [Netz]",
    ]
    head += ["Welche Themen? [Sonstiges]", "Wie sehr? [Mut][Scale 1]", "Wie sehr? [Mut][Scale 2]", "Was fehlt?"]
    rows = [head]
    for i in range(14):
        ja = ["Ja" if (i + j) % 2 else "Nein" for j in range(2)]
        asked = i % 5 != 0
        rows.append(
            [
                str(i + 1),
                "" if i < 2 else "1980-01-01 00:00:00",
                "4",
                "de",
                *(ja if asked else ["N/A"] * 2),
                "Reisen" if i == 3 else "",
                str(i % 5 + 1),
                str((i + 2) % 5 + 1),
                "Zeit\nund Ruhe" if i % 4 == 1 else "",
            ]
        )
    return Shape(
        csv_export("results-survey.csv", rows, delimiter=";", encoding="utf-8-sig"),
        "limesurvey",
        14,
        "meta meta meta meta m t s s 1",
        options={4: ("Beruf", "Netz")},
        problems=frozenset({"loaders.anonymised_dates", "loaders.partial_responses"}),
        partial=2,
        languages=("de",),
        date_orders=("iso",),
    )


def limesurvey_codes() -> Shape:
    """R/SPSS style: every cell quoted, timings, a file upload as JSON, two languages."""
    head = [
        "Response ID",
        "Date submitted",
        "Last page",
        "Start language",
        "Seed",
        "Which? [A]",
        "Which? [B]",
        "Best [Rank 1]",
    ]
    head += [
        "Upload an image",
        "filecount - Upload an image",
        "Total time",
        "Group time: first",
        "Question time: gender",
    ]
    rows = [head] + [
        [
            str(i),
            f"2021-09-24 11:00:0{i}",
            "3",
            _turn(("fi", "en"), i),
            "99",
            str(i % 2),
            str(i % 3 // 2),
            _turn(("x", "y"), i),
            '[{ "title":"p","name":"a.png" }]' if i == 1 else "",
            "0",
            "33.1",
            "12.5",
            "",
        ]
        for i in range(1, 9)
    ]
    return Shape(
        csv_export("survey_1_R_data_file.csv", rows, encoding="utf-8-sig", quoting=csv.QUOTE_ALL),
        "limesurvey",
        8,
        "meta meta meta meta meta m 1 t meta meta meta meta",
        problems=frozenset({"loaders.all_zeros"}),
        languages=("en", "fi"),
        date_orders=("iso",),
    )


def limesurvey_code_and_text() -> Shape:
    rows = [
        [
            "id",
            "submitdate",
            "job1. Mikä on työsi?",
            "lik[a1]. [Opin uutta]",
            "lik[a2]. [Sain tukea]",
            "aika. Montako vuotta?",
        ]
    ]
    rows += [
        [str(i), f"2020-02-{i + 10} 10:00:00", _turn(("Asiantuntija", "Esihenkilö"), i), *_ends_worded(i), str(i * 1.5)]
        for i in range(10)
    ]
    return Shape(
        csv_export("results.csv", rows), "limesurvey", 10, "meta meta 1 s s n", languages=("fi",), date_orders=("iso",)
    )


def _ends_worded(i: int) -> tuple[str, str]:
    points = ("1 (ei lainkaan)", "2", "3", "4", "5 (täysin)")
    return points[i % 5], points[(i * 2) % 5]


def stacked_headings() -> Shape:
    """A workbook saved anew: the note is on the first sheet, the headings are merged over two rows on the second."""
    rows: list[list[object]] = [
        ["Mikä on taustasi?", "", "", "Kuinka usein?", "", "Muuta"],
        ["Juridiikka", "Talous", "Viestintä", "Etänä", "Lähellä", ""],
    ]
    often = ("harvoin", "joskus", "usein", "aina")
    rows += [
        [*("Kyllä" if (i + j) % 2 else "Ei" for j in range(3)), often[i % 4], often[(i + 1) % 4], IDEAS[i % 4]]
        for i in range(11)
    ]
    return Shape(
        xlsx_export("siivottu.xlsx", {"Huomautus": [["Poistin tyhjät rivit"]], "Data": rows}, merges=()),
        "plain", 11, "m s s t", options={0: ("Juridiikka", "Talous", "Viestintä")}, languages=("fi",),
    )  # fmt: skip


def _qualtrics_rows(n: int = 9) -> list[list[str]]:
    return [
        [
            "2021-07-23 09:00:09",
            "2021-07-23 09:10:00",
            "100" if i else "40",
            str(i > 0),
            "2021-07-23 09:44:11",
            f"R_{i}",
            "FI",
            "3.1",
            _turn(("Mentor", "Actor"), i),
            AGREE_EN[i % 5],
            AGREE_EN[(i + 1) % 5],
            "black,green" if i % 2 else "green",
            "note",
        ]
        for i in range(n)
    ]


AGREE_EN = ("Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree")
_QUALTRICS_NAMES = ["StartDate", "EndDate", "Progress", "Finished", "RecordedDate", "ResponseId", "UserLanguage"]
_QUALTRICS_NAMES += ["t_First Click", "role", "lik_1", "lik_2", "colours", "colours_3_TEXT"]
_QUALTRICS_TEXTS = ["Start Date", "End Date", "Progress", "Finished", "Recorded Date", "Response ID", "User Language"]
_QUALTRICS_TEXTS += [
    "Timing - First Click",
    "What is\nyour role?",
    "How much? - Courage",
    "How much? - Networks",
    "Which colours?",
]
_QUALTRICS_TEXTS += ["Which colours? - Other - Text"]
_QUALTRICS_IDS = ["startDate", "endDate", "progress", "finished", "recordedDate", "_recordId", "userLanguage"]
_QUALTRICS_IDS += ["QID9_FIRST_CLICK", "QID1", "QID2_1", "QID2_2", "QID3", "QID3_3_TEXT"]
_QUALTRICS_KINDS = "meta meta meta meta meta meta meta meta 1 s s m t"


def qualtrics_three() -> Shape:
    ids = [f'{{"ImportId":"{name}"}}' for name in _QUALTRICS_IDS]
    return _qualtrics("three.csv", [_QUALTRICS_NAMES, _QUALTRICS_TEXTS, ids])


def qualtrics_two() -> Shape:
    return _qualtrics("legacy.csv", [_QUALTRICS_NAMES, _QUALTRICS_TEXTS], kinds=_QUALTRICS_KINDS)


def qualtrics_one() -> Shape:
    names = _QUALTRICS_NAMES[:8] + [
        f"Q{i}:{text}"
        for i, text in enumerate(("What is your role?", "Courage", "Networks", "Which colours?", "Other"), 1)
    ]
    return _qualtrics("one.csv", [names], kinds="meta meta meta meta meta meta meta meta 1 s s m 1")


def _qualtrics(name: str, heads: list[list[str]], kinds: str = _QUALTRICS_KINDS) -> Shape:
    return Shape(
        csv_export(name, heads + _qualtrics_rows()),
        "qualtrics",
        9,
        kinds,
        options={11: ("green", "black")},
        problems=frozenset({"loaders.partial_responses"}),
        partial=1,
        languages=("fi",),
        date_orders=("iso", "iso"),
    )


_MONKEY_OWN = ["Respondent ID", "Collector ID", "Start Date", "End Date", "Email Address"]


def survey_monkey() -> Shape:
    rows = [
        [*_MONKEY_OWN, "Which themes?", "", "", "How much, 1-10?", "Any feedback?"],
        ["", "", "", "", "", "Career", "Networks", "Other (please specify)", "Response", "Open-Ended Response"],
    ]
    rows += [
        [
            str(1000 + i),
            "7",
            f"04/{i + 10:02}/2019 04:47:21 AM",
            f"04/{i + 10:02}/2019 04:49:59 PM",
            "",
            "Career" if i % 2 else "",
            "Networks" if i % 3 else "",
            "hiking" if i == 2 else "",
            str(i % 10 + 1),
            _turn(IDEAS, i),
        ]
        for i in range(12)
    ]
    return Shape(
        csv_export("survey.csv", rows, eol="\r\n"),
        "surveymonkey",
        12,
        "meta meta meta meta meta m t s t",
        options={5: ("Career", "Networks")},
        languages=("en",),
        date_orders=("month_first", "month_first"),
    )


def survey_monkey_resaved() -> Shape:
    """Saved again by Excel: dates are serials, and the tool's own names stand in both heading rows."""
    rows = [
        ["Respondent ID", "Start Date", "End Date", "How often do you?", "", "Do you agree?"],
        ["Respondent ID", "Start Date", "End Date", "Listen", "Ask", "Response"],
    ]
    often = ("Never", "Rarely", "Sometimes", "Often", "Always")
    rows += [
        [
            str(1000 + i),
            f"432{i + 10}.53487",
            f"432{i + 10}.6",
            often[i % 5],
            often[(i + 1) % 5],
            _turn(("Yes", "No"), i),
        ]
        for i in range(20)
    ]
    return Shape(
        csv_export("resaved.csv", rows), "surveymonkey", 20, "meta meta meta s s 1", languages=("en",),
        date_orders=("excel_serial", "excel_serial"),
    )  # fmt: skip


def survey_monkey_summary() -> Shape:
    rows = [["My survey 2020"], [], ["Q1. Are you a mentor?"], ["Answer Choices", "Response Percent", "Responses"]]
    rows += [["Yes", "59.76%", "4"], ["No", "40.24%", "3"], ["", "Answered", "7"], ["", "Skipped", "0"]]
    return Shape(csv_export("summary.csv", rows), "surveymonkey", 0, "", refusal="loaders.survey_monkey_summary")


def alchemer() -> Shape:
    head = ["Time Started", "Date Submitted", "Status", "How do you work?", "Other - Write In:How do you work?"]
    head += ["Need #1:Which needs?", "Need #2:Which needs?", "Which words?"]
    rows = [head] + [
        [
            f"Dec {i + 10}, 2015 5:35:26 PM",
            f"Dec {i + 10}, 2015 5:45:26 PM",
            _turn(("Complete", "Partial"), i),
            _turn(("Remote", "Office"), i),
            "boat" if i == 4 else "",
            f"need {i}",
            f"other need {i}",
            _turn(("calm;open", "open"), i),
        ]
        for i in range(10)
    ]
    return Shape(
        csv_export("SurveyExport.csv", rows, quoting=csv.QUOTE_ALL),
        "alchemer",
        10,
        "meta meta meta 1 t t t m",
        options={7: ("calm", "open")},
        problems=frozenset({"loaders.partial_responses"}),
        partial=5,
        languages=("en",),
        date_orders=("iso", "iso"),
    )


def redcap_raw() -> Shape:
    rows = [["record_id", "form_1_complete", "themes___1", "themes___2", "themes___3", "height", "notes"]]
    rows += [
        [str(i), "2", str(i % 2), str((i + 1) % 2), "0", f"1,{50 + i}", "wrote something rather long here"]
        for i in range(1, 7)
    ]
    return Shape(csv_export("data.csv", rows), "redcap", 6, "meta meta m n 1", options={2: ("1", "2", "3")})


def redcap_labels() -> Shape:
    """Labelled headings, and several rows a person."""
    rows = [
        [
            "Record ID",
            "Event Name",
            "Survey Timestamp",
            "Themes? (choice=Career)",
            "Themes? (choice=Networks)",
            "Complete?",
        ]
    ]
    rows += [
        [
            str(i // 2),
            _turn(("Start", "End"), i),
            "[not completed]" if i == 1 else f"2022-01-1{i} 10:00",
            "Checked",
            "Unchecked",
            "Complete",
        ]
        for i in range(6)
    ]
    return Shape(
        csv_export("labels.csv", rows),
        "redcap",
        6,
        "meta meta meta m meta",
        options={3: ("Career", "Networks")},
        problems=frozenset({"loaders.redcap_repeats", "loaders.partial_responses"}),
        partial=1,
    )


def redcap_dictionary() -> Shape:
    rows = [["Variable / Field Name", "Form Name", "Field Type"], ["record_id", "form_1", "text"]]
    return Shape(csv_export("dictionary.csv", rows), "redcap", 0, "", refusal="loaders.redcap_dictionary")


def kobo() -> Shape:
    head = ["start", "end", "why", "why/work", "why/study", "size", "_id", "_uuid", "_submission_time", "_index"]
    rows: list[list[object]] = [list(head)]
    rows += [
        [
            _moment(2022, 5, 1 + i),
            _moment(2022, 5, 2 + i),
            _turn(("work study", "study"), i),
            (i + 1) % 2,
            1,
            i % 4 + 1,
            20 + i,
            f"u-{i}",
            _moment(2022, 5, 2 + i),
            i + 1,
        ]
        for i in range(6)
    ]
    members = [["age", "_index", "_parent_table_name", "_parent_index"]] + [[30 + i, i, "main", 1] for i in range(40)]
    return Shape(
        xlsx_export("kobo.xlsx", {"main": rows, "members": members}),
        "kobo",
        6,
        "meta meta meta m s meta meta meta meta",
        options={3: ("work", "study")},
        problems=frozenset({"loaders.kobo_repeats"}),
        languages=("en",),
        date_orders=("iso", "iso"),
    )


def kobo_joined() -> Shape:
    """Without the columns of 1 and 0, the words in the cell are all there is."""
    rows = [["why", "_id", "_uuid", "_submission_time"]]
    rows += [[_turn(("work study", "study", "other"), i), str(i), f"u{i}", f"2022-05-1{i}T10:00:00"] for i in range(6)]
    return Shape(
        csv_export("kobo.csv", rows, delimiter=";"), "kobo", 6, "m meta meta meta",
        options={0: ("work", "study", "other")}, languages=("en",), date_orders=("iso",),
    )  # fmt: skip


def questback() -> Shape:
    rows = [["lfdn", "dispcode", "lastpage", "v_1", "v_2", "v_3", "duration", "datetime"]]
    rows += [
        [
            str(i),
            "22" if i == 1 else "31",
            "12",
            str(i % 5 + 1),
            _turn(("-77", "4", "5"), i),
            _turn(("-99", "hyvin meni"), i),
            "120",
            f"2020-10-1{i} 10:00:00",
        ]
        for i in range(1, 9)
    ]
    return Shape(
        csv_export("project.csv", rows, delimiter=";"),
        "questback",
        8,
        "meta meta meta s s 1 meta meta",
        problems=frozenset({"loaders.partial_responses"}),
        partial=1,
        date_orders=("iso",),
    )


def spss() -> Shape:
    """Value labels, a user-missing code and range, boxes as 1/2, a scale with words at its ends only."""
    n = 12
    agree = {float(i + 1): label for i, label in enumerate(AGREE)} | {99.0: "En osaa sanoa"}
    export = sav_export(
        "data.sav",
        {
            "id": [float(i) for i in range(n)],
            "v1": [float(i % 5 + 1) if i else 99.0 for i in range(n)],
            "v2": [float(i % 11) for i in range(n)],
            "t1": [float(i % 2 + 1) for i in range(n)],
            "t2": [float((i + 1) % 2 + 1) for i in range(n)],
            "role": [float(i % 2 + 1) for i in range(n)],
            "years": [12.5 if i else -9.0 for i in range(n)],
            "free": [IDEAS[i % 4] for i in range(n)],
        },
        column_labels=[
            "Tunnus",
            "Sain rohkeutta",
            "Kuinka todennäköisesti suosittelet?",
            "Teemat:Ura",
            "Teemat:Verkostot",
            "Rooli",
            "Työvuodet",
            "Vapaa sana",
        ],
        variable_value_labels={
            "v1": agree,
            "v2": {0.0: "en lainkaan", 10.0: "erittäin"},
            "t1": {1.0: "Kyllä", 2.0: "Ei"},
            "t2": {1.0: "Kyllä", 2.0: "Ei"},
            "role": {1.0: "Mentori", 2.0: "Aktori"},
        },
        missing_ranges={"v1": [99], "years": [{"lo": -99, "hi": -1}]},
        variable_measure={"v1": "ordinal", "v2": "scale", "role": "nominal"},
    )
    return Shape(export, "spss", 12, "meta s s m 1 n t", options={1: AGREE, 3: ("Ura", "Verkostot")}, languages=("fi",))


def plain_tabs() -> Shape:
    rows = [["Rooli", "Kuinka hyvin voit?", "Mitä opit?"]]
    rows += [[_turn(("Mentori", "Aktori"), i), f"{i % 5 + 1} = {AGREE[i % 5].lower()}", IDEAS[i % 4]] for i in range(9)]
    return Shape(
        csv_export("taulukko.tsv", rows, delimiter="\t", encoding="utf-16"), "plain", 9, "1 s t", languages=("fi",)
    )


def plain_sep_line() -> Shape:
    export = csv_export(
        "excel.csv", [["Rooli", "Päivä"], *([["Mentori", f"{i}.13.2020"] for i in range(1, 4)])], delimiter="|"
    )
    export = Export(export.name, b"sep=|\r\n" + export.content.replace(b".13.", b".12."))
    return Shape(
        export, "plain", 3, "1 d", problems=frozenset({"guard.sep_line"}),
        languages=("fi",), date_orders=("day_first",),
    )  # fmt: skip


def plain_ambiguous() -> Shape:
    """No day after the twelfth: that the answers lie close together tells that the month stands first."""
    rows = [["Rooli", "Milloin aloitit?"], *([_turn(("Mentori", "Aktori"), i), f"3/{i + 1}/2020"] for i in range(8))]
    return Shape(
        csv_export("paivat.csv", rows), "plain", 8, "1 d", problems=frozenset({"loaders.ambiguous_dates_month_first"}),
        languages=("fi",), date_orders=("month_first",),
    )  # fmt: skip


SHAPES = {
    make.__name__: make
    for make in (
        webropol_text, webropol_numbers, webropol_two_headings, webropol_workbook, webropol_summary,
        webropol_registrations, webropol_registrations_of_others, ms_forms_finnish, ms_forms_american, google_old,
        google_new, limesurvey_labels, limesurvey_codes, limesurvey_code_and_text, stacked_headings, qualtrics_three,
        qualtrics_two, qualtrics_one, survey_monkey, survey_monkey_resaved, survey_monkey_summary, alchemer,
        redcap_raw, redcap_labels, redcap_dictionary, kobo, kobo_joined, questback, spss, plain_tabs, plain_sep_line,
        plain_ambiguous,
    )
}  # fmt: skip
