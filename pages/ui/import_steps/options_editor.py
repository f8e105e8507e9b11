"""Into which options the cells of a multi-select fall apart: its options and what joins them, with the outcome."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from data.column_reading import ColumnReading
from data.instruments.model import Instruments, Item, ItemKind
from data.loaders.base import MultiEncoding, Question, RawSurvey
from data.values import options_in
from pages.ui import escape
from pages.ui.import_steps.draft import ImportDraft, kept_import
from pages.ui.import_steps.targets import heading_shown
from pages.ui.session import keep_draft, seed, widget_value
from pages.ui.text import Text

__all__ = ["FallenApart", "fallen_apart", "joined_questions", "options_editor"]

JOINTS = (MultiEncoding.SEMICOLON, MultiEncoding.COMMA, MultiEncoding.SPACE)


@dataclass(frozen=True, slots=True)
class FallenApart:
    """How many answers named each option; what is no option is counted, and never shown: people wrote it."""

    options: tuple[tuple[str, int], ...]
    answers: int
    with_other: int  # answers of which a part is none of the options


def joined_questions(raw: RawSurvey, targets: Sequence[str], instruments: Instruments) -> list[int]:
    """Multi-selects whose options stand in one cell."""
    pairs = enumerate(zip(raw.questions, targets, strict=True))
    return [
        place
        for place, (question, target) in pairs
        if len(question.columns) == 1
        and target in instruments.items
        and instruments.items[target].kind is ItemKind.MULTI
        and question.encoding in (None, *JOINTS)
    ]


def fallen_apart(raw: RawSurvey, question: Question, item: Item, said: ColumnReading) -> FallenApart:
    known = _options(question, said)
    open_ended = ColumnReading({}, said.is_reversed, said.encoding, known)
    cells = [cell for row in raw.rows if (cell := row[question.columns[0]].strip())]
    plain = replace(item, options=())
    parts = [options_in(cell, question, plain, open_ended) if known else [None] for cell in cells]
    counts = Counter(part for row in parts for part in {*row} if part)
    return FallenApart(
        options=tuple((option, counts[option]) for option in known),
        answers=len(cells),
        with_other=sum(None in row for row in parts),
    )


def options_editor(place: int, raw: RawSurvey, item: Item, draft: ImportDraft, text: Text) -> None:
    """The outcome first; folded where every answer falls into known options."""
    question, said = raw.questions[place], draft.file.readings.get(place, ColumnReading())
    found = fallen_apart(raw, question, item, said)
    title = text("import_page.options_of", column=escape.markdown(heading_shown(question, raw, text)))
    with st.expander(title, expanded=found.with_other > 0):
        st.markdown(text("import_page.options_answers", n=found.answers))
        if found.with_other:
            st.warning(text("import_page.options_other", n=found.with_other))
        if found.options:
            options = [escape.markdown(option) for option, _ in found.options]
            counts = [text.number(n) for _, n in found.options]
            table = {text("import_page.option"): options, text("import_page.option_answers"): counts}
            st.table(table, hide_index=True, alt=title)
        _form(place, question, said, draft, text)


def _form(place: int, question: Question, said: ColumnReading, draft: ImportDraft, text: Text) -> None:
    prefix = f"options_{draft.turn}_{place}_{text.language}"
    joint, listed = f"{prefix}_joint", f"{prefix}_list"
    seed(joint, said.encoding or question.encoding or MultiEncoding.SEMICOLON)
    seed(listed, "\n".join(_options(question, said)))
    words = {one: text(f"import_page.joint_{one}") for one in JOINTS}
    with st.form(key=f"form_{prefix}", enter_to_submit=False):
        label = text("import_page.joint")
        st.selectbox(label, list(JOINTS), format_func=words.__getitem__, filter_mode=None, key=joint)
        st.text_area(text("import_page.options_list"), key=listed)
        label = text("import_page.options_use")
        st.form_submit_button(label, key=f"use_{prefix}", on_click=_use, args=(place, joint, listed))


def _use(place: int, joint: str, listed: str) -> None:
    draft = kept_import()
    said = draft.file.readings.get(place, ColumnReading())
    lines = (line.strip() for line in widget_value(listed).splitlines())
    options = tuple(dict.fromkeys(line for line in lines if line))
    changed = replace(said, encoding=MultiEncoding(widget_value(joint)), options=options)
    keep_draft(draft.with_file(draft.at, draft.file.reading(place, changed)))


def _options(question: Question, said: ColumnReading) -> tuple[str, ...]:
    return said.options or question.options
