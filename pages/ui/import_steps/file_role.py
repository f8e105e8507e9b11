"""Whose answers a file holds, where each role had a form of its own and nothing in the file tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import streamlit as st

from data.importing import needs_role
from data.programme import Programme
from data.role_words import role_in
from data.schema import Role
from data.store import Store
from pages.ui.import_steps.draft import ImportDraft
from pages.ui.session import seed
from pages.ui.text import Text

__all__ = ["ask_role", "guess_role"]

_WORD = re.compile(r"[A-ZÅÄÖ]?[a-zåäö]+|[A-ZÅÄÖ]+(?![a-zåäö])")  # also LoppukyselyMentorit
_SURVEY = re.compile(r"(?:loppu|alku)?(?:kysely|palaute|lomake|vastaukset|enkät|survey|feedback)$")  # mentorikysely
_ENDINGS = ("", "t", "n", "en", "s", "er", "erna", "eiden", "eilta")  # mentorit, mentorien, mentorer, mentors


def guess_role(name: str, programme: Programme) -> Role | None:
    """The only role that a file's name speaks of; "mentorointi" and "mentorprogram" are no role."""
    roles = {
        role for word in _WORD.findall(name) for form in _forms(word.casefold()) if (role := role_in(programme, form))
    }
    return roles.pop() if len(roles) == 1 else None


def ask_role(draft: ImportDraft, store: Store, text: Text) -> ImportDraft:
    """With the answer, where it has to be asked."""
    one = draft.file
    if one.preview is None or not needs_role(one.preview, one.mapping, store):
        return draft
    key = f"file_role_{draft.turn}_{text.language}"
    seed(key, one.role)
    words = {role: text(f"import_page.file_role_{role}") for role in Role}
    with st.container(border=True):
        chosen = st.radio(text("import_page.file_role"), list(Role), format_func=words.__getitem__, key=key)
        guessed = chosen and chosen is guess_role(one.export.name, store.programme())
        st.caption(text("import_page.file_role_guessed" if guessed else "import_page.file_role_why"))
    return draft.with_file(draft.at, replace(one, role=Role(chosen) if chosen else None))


def _forms(word: str) -> Iterator[str]:
    """The word as it may stand in a list of roles: without an ending, without "kysely" behind it."""
    bare = _SURVEY.sub("", word)
    return (bare.removesuffix(ending) for ending in _ENDINGS if bare.endswith(ending) and bare != ending)
