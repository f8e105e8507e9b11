"""Real exports, where they are at hand: other people's files, never part of the project.

Tools, responses and columns are those of the files' own index and of the csv module; the numbers of questions were
first printed by the loaders and then compared with the headings, so they guard against change more than against error.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from data.errors import PuntariError
from data.loaders import Export, RawSurvey, read_export
from data.loaders.base import ColumnKind

FOLDER = Path(__file__).parents[3] / "shared" / "exports"

# File: tool, responses, columns, questions; the last where several columns are one question.
EXPECTED = {
    "alchemer/jupyter_2015_SurveyExport.csv": ("alchemer", 1706, 37, 37),
    "googleforms/dask_2019_semicolon_multi.csv": ("google_forms", 259, 24, 24),
    "googleforms/dask_2021_comma_multi.csv": ("google_forms", 247, 43, 43),
    "googleforms/palkkakysely_2023_fi.xlsx": ("google_forms", 896, 26, 26),
    "kobo/kobo_multisheet_repeat.xlsx": ("kobo", 5, 25, 17),
    "limesurvey/digital_twins_de_semicolon_bom.csv": ("limesurvey", 96, 317, None),
    "limesurvey/informal_models_de_merged.xlsx": ("plain", 45, 38, 27),
    "limesurvey/limonaid_998192_codes.csv": ("limesurvey", 7, 71, 68),
    "limesurvey/rse_2017_nl_codetext.csv": ("limesurvey", 77, 131, None),
    "msforms/phone_brand_eng.xlsx": ("ms_forms", 28, 14, 14),
    "msforms/uk_ie_ahrse_dmy.csv": ("ms_forms", 24, 51, 51),
    "qualtrics/qualtRics_sample_3hdr_de.csv": ("qualtrics", 1, 20, 20),
    "qualtrics/voting_2021_numeric_REDACTED_ip_geo.csv": ("qualtrics", 156, 195, 195),
    "qualtrics/voting_2021_text_REDACTED_ip_geo.csv": ("qualtrics", 156, 195, 195),
    "redcap/checkboxes-1.data.csv": ("redcap", 4, 13, 6),
    "redcap/decimal-comma.data.csv": ("redcap", 4, 6, 6),
    "spss/haven_umlauts.sav": ("spss", 4, 1, 1),
    "spss/pyreadstat_multiple_response_missing_ranges.sav": ("spss", 6, 12, 10),
    "surveymonkey/cncf_ambassadors_2019.csv": ("surveymonkey", 21, 49, 16),
    "surveymonkey/todo_2018_excel_serial_dates.csv": ("surveymonkey", 748, 174, None),
    "webropol/jkr_ilmoitukset.xlsx": ("webropol", 9, 72, 61),
}
REFUSED = {
    "surveymonkey/strimzi_2020_SUMMARY_not_raw.csv": "loaders.survey_monkey_summary",
    "redcap/checkboxes-1.dictionary.csv": "loaders.redcap_dictionary",
}
AT_HAND = [name for name in EXPECTED if (FOLDER / name).is_file()]
REFUSED_AT_HAND = [name for name in REFUSED if (FOLDER / name).is_file()]


def read(name: str) -> RawSurvey:
    return read_export(Export.from_path(FOLDER / name))


# Where the files are not at hand there is nothing to collect.
if AT_HAND:

    @pytest.mark.parametrize("name", AT_HAND)
    def test_tool_responses_and_questions(name: str) -> None:
        tool, responses, columns, questions = EXPECTED[name]
        survey = read(name)
        assert (survey.tool, len(survey.rows), len(survey.columns)) == (tool, responses, columns)
        assert questions is None or len(survey.questions) == questions

    @pytest.mark.parametrize("name", REFUSED_AT_HAND)
    def test_what_is_no_answers_is_refused(name: str) -> None:
        with pytest.raises(PuntariError) as caught:
            read(name)
        assert caught.value.problems[0].key == REFUSED[name]

    def test_the_same_question_joined_in_two_ways_has_the_same_options() -> None:
        old, new = read("googleforms/dask_2019_semicolon_multi.csv"), read("googleforms/dask_2021_comma_multi.csv")
        apis = [next(q for q in survey.questions if q.heading == "Dask APIs") for survey in (old, new)]
        assert {"Array", "DataFrame", "Delayed", "Futures", "Bag"} <= set(apis[0].options) & set(apis[1].options)

    def test_options_with_commas_in_brackets_stay_whole() -> None:
        survey = read("googleforms/palkkakysely_2023_fi.xlsx")
        (city,) = [q for q in survey.questions if q.heading.startswith("Missä kaupungissa")]
        assert "PK-Seutu (Helsinki, Espoo, Vantaa)" in city.options

    def test_dates_day_first_month_first_and_serial() -> None:
        orders = {
            name: {q.date_order for q in read(name).questions if q.kind is ColumnKind.METADATA} - {None}
            for name in (
                "msforms/uk_ie_ahrse_dmy.csv",
                "surveymonkey/cncf_ambassadors_2019.csv",
                "surveymonkey/todo_2018_excel_serial_dates.csv",
            )
        }
        assert list(orders.values()) == [{"day_first"}, {"month_first"}, {"excel_serial"}]

    def test_partial_responses_are_kept_and_marked() -> None:
        assert len(read("alchemer/jupyter_2015_SurveyExport.csv").partial_rows) == 927
        assert len(read("limesurvey/limonaid_998192_codes.csv").partial_rows) == 5

    def test_months_ticked_by_their_names_are_one_question() -> None:
        (months,) = [q for q in read("webropol/jkr_ilmoitukset.xlsx").questions if q.kind is ColumnKind.MULTI]
        assert (len(months.columns), months.options[0], months.options[-1]) == (12, "Tammikuu", "Joulukuu")
