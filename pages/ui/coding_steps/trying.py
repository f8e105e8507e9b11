"""Type a word and see what it catches: every form in the answers, and what it would give a code or spoil in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from pages.ui import escape
from pages.ui.coding_steps import edits
from pages.ui.coding_steps.code_forms import choose_code, choose_language
from pages.ui.coding_steps.drafts import CodebookDraft, make
from pages.ui.coding_steps.engine import engine
from pages.ui.coding_steps.work import Work
from pages.ui.text import Text

__all__ = ["Weighed", "trying_section", "weigh"]

_SHOWN = 60  # forms; more are not read


@dataclass(frozen=True, slots=True)
class Weighed:
    """Answers that a word catches, told by what the code is in them now. People's word goes before the machine's."""

    caught: int
    has: int  # have the code already
    right: int  # do not have it from the machine; a person has given it
    wrong: int  # do not have it; a person has read the answer and not given it
    unread: int  # do not have it; nobody has read the answer


def weigh(work: Work, code: str, caught: Sequence[str]) -> Weighed:
    """What the word would gain and lose its code, against what people have decided."""
    new = [text for text in caught if code not in work.suggested(text)]
    said = [_person_says(work, text, code) for text in new]
    return Weighed(len(caught), len(caught) - len(new), said.count(True), said.count(False), said.count(None))


def trying_section(work: Work, draft: CodebookDraft, text: Text) -> None:
    st.header(text("coding.try_word"), anchor=False)
    st.markdown(text("coding.try_why"))
    word = st.text_input(text("coding.word"), key=f"try_word_{text.language}", help=text("coding.words_help"))
    language = choose_language(text, "try")
    code = choose_code(draft.document, text("coding.try_code"), text, "try_code", none=True)
    if not word.strip():
        return
    ids = list(work.answers)
    with st.spinner(text("coding.counting")):
        found = engine.ask(
            "probe",
            pattern=word,
            language=language,
            groups=draft.document.get("groups", {}).get(language, {}),
            texts=[work.answers[one].words for one in ids],
        )
    if not found["readable"]:
        st.warning(text("coding.unreadable_word"))
        return
    caught = [ids[place] for place in found["answers"]]
    st.markdown(text("coding.caught", n=len(caught)))
    _forms(found["forms"], text)
    if code and caught:
        _weighed(weigh(work, code, caught), work.name(code, text.language), text)
    if code and st.button(text("coding.add_this_word")):
        make(draft, edits.add_words, code, language, [word.strip()])
        st.rerun()


def _forms(forms: list[tuple[str, int]], text: Text) -> None:
    if forms:
        shown = forms[:_SHOWN]
        st.table(
            {
                text("coding.column_form"): [escape.markdown(form) for form, _ in shown],
                text("coding.column_answers"): [text.number(count) for _, count in shown],
            },
            height=320 if len(shown) > 8 else "content",
        )
    if len(forms) > _SHOWN:
        st.caption(text("coding.more_forms", n=len(forms) - _SHOWN))


def _weighed(found: Weighed, name: str, text: Text) -> None:
    told = {"code": escape.markdown(name), "has": found.has, "unread": found.unread}
    st.markdown(text("coding.weighed", **told))
    if found.right + found.wrong:
        st.markdown(text("coding.weighed_people", n=found.right + found.wrong, right=found.right, wrong=found.wrong))
    else:
        st.markdown(text("coding.weighed_nobody"))


def _person_says(work: Work, text: str, code: str) -> bool | None:
    if text in work.settled:
        return code in work.today(work.settled[text].given)
    readers = work.read_by(text)
    return code in work.given(text, readers[0]) if readers else None
