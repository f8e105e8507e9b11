"""Every loader keeps the same promises, for every shape that its tool is known to write."""

from __future__ import annotations

import pkgutil
from functools import cache

import pytest

import data.loaders as loaders
from data.errors import PuntariError
from data.loaders import LOADERS, RawSurvey, read_export
from tests.loaders.shapes import KINDS, SHAPES, Shape

ANSWERED = [name for name, make in SHAPES.items() if not make().refusal]
REFUSED = [name for name, make in SHAPES.items() if make().refusal]
LOADER_MODULES = {
    module.name
    for module in pkgutil.iter_modules(loaders.__path__)
    if hasattr(__import__(f"data.loaders.{module.name}", fromlist=["x"]), "LOADER")
}


@cache
def shape_of(name: str) -> Shape:
    return SHAPES[name]()


@cache
def survey_of(name: str) -> RawSurvey:
    return read_export(shape_of(name).export)


def test_every_loader_is_registered_and_has_a_shape() -> None:
    assert len(LOADERS) == len(LOADER_MODULES)
    assert {loader.tool for loader in LOADERS} == {shape_of(name).tool for name in SHAPES}


@pytest.mark.parametrize("name", ANSWERED)
def test_the_tool_is_named_and_the_responses_counted(name: str) -> None:
    shape, survey = shape_of(name), survey_of(name)
    assert (survey.tool, len(survey.rows)) == (shape.tool, shape.responses)


@pytest.mark.parametrize("name", ANSWERED)
def test_questions_are_told_apart_by_kind(name: str) -> None:
    assert [question.kind.value for question in survey_of(name).questions] == [
        KINDS[kind] for kind in shape_of(name).kinds.split()
    ]


@pytest.mark.parametrize("name", ANSWERED)
def test_options_are_split_right(name: str) -> None:
    questions = survey_of(name).questions
    met = {i: questions[i].options for i in shape_of(name).options}
    assert met == shape_of(name).options


@pytest.mark.parametrize("name", ANSWERED)
def test_problems_are_found_and_none_is_made_up(name: str) -> None:
    survey = survey_of(name)
    assert {problem.key for problem in survey.problems} == shape_of(name).problems
    assert all(problem.place.file == shape_of(name).export.name for problem in survey.problems)
    assert len(survey.partial_rows) == shape_of(name).partial


@pytest.mark.parametrize("name", ANSWERED)
def test_languages_and_the_order_of_dates(name: str) -> None:
    survey = survey_of(name)
    assert survey.languages == shape_of(name).languages
    orders = [question.date_order for question in survey.questions if question.date_order]
    assert orders[: len(shape_of(name).date_orders)] == list(shape_of(name).date_orders)


@pytest.mark.parametrize("name", ANSWERED)
def test_every_column_belongs_to_one_question(name: str) -> None:
    survey = survey_of(name)
    used = [column for question in survey.questions for column in question.columns]
    assert sorted(used) == [column.index for column in survey.columns] == list(range(len(survey.columns)))


@pytest.mark.parametrize("name", ANSWERED)
def test_rows_are_as_wide_as_the_headings_and_keep_their_number(name: str) -> None:
    survey = survey_of(name)
    assert {len(row) for row in survey.rows} == {len(survey.columns)}
    assert len(survey.row_numbers) == len(survey.rows)
    assert list(survey.row_numbers) == sorted(set(survey.row_numbers))


@pytest.mark.parametrize("name", ANSWERED)
def test_a_multi_select_has_an_encoding_and_an_option_a_column(name: str) -> None:
    for question in survey_of(name).questions:
        assert (question.encoding is not None) == (question.kind.value == "multi")
        assert len(question.columns) in (1, len(question.options))


@pytest.mark.parametrize("name", ANSWERED)
def test_reading_twice_is_reading_once(name: str) -> None:
    assert read_export(shape_of(name).export) == survey_of(name)


@pytest.mark.parametrize("name", REFUSED)
def test_what_holds_no_answers_is_refused_with_a_sentence(name: str) -> None:
    with pytest.raises(PuntariError) as caught:
        read_export(shape_of(name).export)
    assert [problem.key for problem in caught.value.problems] == [shape_of(name).refusal]
