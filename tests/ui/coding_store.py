"""A store with free text that a machine has coded by rules written out here: no dictionary is loaded for it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pyarrow as pa

from data.codings import SHIPPED, Codings, Maker
from data.decisions import Act, Decision, MachineCoding
from data.schema import TEXTS
from data.store import Store
from tests.data.making import new_store, parcel, people

MAKER = Maker(SHIPPED, "engine 1", "by hand")
# Answer, and what the machine says of it: code → (the words that told so, polarity).
ANSWERS: tuple[tuple[str, dict[str, tuple[str, str]]], ...] = (
    ("Tavoitteeni selkenivät.", {"goals": ("Tavoitteeni", "for")}),
    (
        "En jaksanut, mutta mentori tuki.",
        {"wellbeing": ("jaksanut", "against"), "relationship": ("mentori tuki", "for")},
    ),
    ("Sain uuden työn.", {"career": ("uuden työn", "for")}),
    ("Teams-tapaamiset toimivat.", {"remote": ("Teams-tapaamiset", "for")}),
    ("=1+1 Kahvi oli kylmää <b>ja</b> tila ahdas ![x](http://127.0.0.2:9/x)", {}),
    ("Kahvi oli hyvää.", {}),
)


def coding_store(folder: Path) -> Store:
    """Mentors' answers, one each, coded by the machine."""
    store = new_store(folder)
    one = parcel(people(len(ANSWERS), 0))
    rows = [
        {"import_id": one.id, "response_id": who.response_id, "item": "open_changed", "text": text, "language": "fi"}
        for who, (text, _) in zip(one.responses, ANSWERS, strict=True)
    ]
    store.add(replace(one, tables={**one.tables, "texts": pa.Table.from_pylist(rows, schema=TEXTS)}), "tester")
    codings = Codings(store)
    ids = text_ids(store)
    codings.add_machine([_coding(ids[text], text, codes) for text, codes in ANSWERS], MAKER)
    return store


def text_ids(store: Store) -> dict[str, str]:
    table = Codings(store).texts()
    return dict(zip(table["text"].to_pylist(), table["text_id"].to_pylist(), strict=True))


def said(store: Store, coder: str, text: str, *codes: str, finish: bool = True) -> None:
    """A coder reads an answer and gives these codes."""
    acts = [(Act.ADD, code) for code in codes] + ([(Act.FINISH, "")] if finish else [])
    Codings(store).decide(*(Decision(text, act, coder, SHIPPED, "engine 1", code=code) for act, code in acts))


def _coding(text_id: str, text: str, codes: dict[str, tuple[str, str]]) -> MachineCoding:
    evidence = [
        {"code": code, "spans": [[text.index(words), text.index(words) + len(words)]], "pattern": words,
         "kind": "seeds", "polarity": side}
        for code, (words, side) in codes.items()
    ]  # fmt: skip
    polarity = {code: side for code, (_, side) in codes.items()}
    return MachineCoding(text_id, tuple(codes), polarity, "positive", "fi", False, json.dumps(evidence))
