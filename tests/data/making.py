"""Made-up programmes, surveys and stores for the tests of data/."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa

from data.home import Pseudonyms
from data.instruments.model import Instruments, Item, ItemKind, Option, Topic
from data.loaders.base import Column, ColumnKind, Export, MultiEncoding, Question, RawSurvey
from data.mapping import ColumnMap
from data.parcel import Parcel, Response
from data.programme import Programme, RoleWords, Round
from data.schema import ANSWERS, Missing, Role, Wave
from data.sheet import Context, Sheet
from data.store import Store, open_store

NAMES = Pseudonyms(b"a key for tests")
ROUND = Round("r1", "2020", date(2020, 1, 1), date(2020, 12, 31))
SECOND_ROUND = Round("r2", "2021", date(2021, 1, 1), date(2021, 12, 31))
_POINTS = ("Täysin eri mieltä", "Eri mieltä", "Ei kumpaakaan", "Samaa mieltä", "Täysin samaa mieltä")
AGREE = (
    *(Option(str(point), {"fi": (label,)}, float(point)) for point, label in enumerate(_POINTS, 1)),
    Option("dont_know", {"fi": ("En osaa sanoa",)}, missing=Missing.DONT_KNOW),
)
COLOURS = tuple(Option(code, {"fi": (code.capitalize(),)}) for code in ("red", "green", "blue"))


def item(name: str, kind: ItemKind = ItemKind.SCALE, **more: object) -> Item:
    """An item; a scale runs from 1 to 5 with labels."""
    scale = {"options": AGREE, "low": 1.0, "high": 5.0} if kind is ItemKind.SCALE else {}
    values = {"topic": Topic.BENEFIT, "texts": {"fi": f"Väite {name}"}, **scale, **more}
    return Item(name, kind, **values)


def instruments(*items: Item) -> Instruments:
    return Instruments({one.id: one for one in items}, {})


def programme(**more: object) -> Programme:
    roles = {Role.MENTOR: RoleWords({"fi": "Mentori"}), Role.ACTOR: RoleWords({"fi": "Aktori"}, ("Tuettava",))}
    return Programme(name={"fi": "Ohjelma"}, organisation={}, roles=roles, rounds=(ROUND,), **more)


def survey(columns: Mapping[str, Sequence[str]], *, kinds: Mapping[str, ColumnKind] | None = None) -> RawSurvey:
    """A file with one question a column; a heading `Kysymys [vaihtoehto]` is left as it is."""
    headings = list(columns)
    kinds = kinds or {}
    rows = tuple(zip(*columns.values(), strict=True))
    return RawSurvey(
        tool="plain",
        confidence=1.0,
        columns=tuple(Column(i, heading, heading) for i, heading in enumerate(headings)),
        rows=rows,
        row_numbers=tuple(range(2, len(rows) + 2)),
        questions=tuple(
            Question((i,), heading, kinds.get(heading, ColumnKind.SINGLE)) for i, heading in enumerate(headings)
        ),
        languages=("fi",),
    )


def option_columns(
    question: str, options: Sequence[str], rows: Sequence[Sequence[str]], encoding: MultiEncoding
) -> RawSurvey:
    """A file with a role and one multi-select that takes a column an option."""
    boxes = (Column(i, f"{question}:{option}", question, option=option) for i, option in enumerate(options, 1))
    at = tuple(range(1, len(options) + 1))
    return RawSurvey(
        tool="plain",
        confidence=1.0,
        columns=(Column(0, "Rooli", "Rooli"), *boxes),
        rows=tuple(("Mentori", *row) for row in rows),
        row_numbers=tuple(range(2, len(rows) + 2)),
        questions=(
            Question((0,), "Rooli", ColumnKind.SINGLE),
            Question(at, question, ColumnKind.MULTI, tuple(options), encoding=encoding),
        ),
        languages=("fi",),
    )


def sheet(raw: RawSurvey, targets: Sequence[str], known: Instruments, **more: object) -> Sheet:
    """A file with its columns confirmed, tidied for the end survey unless told otherwise."""
    values = {"import_id": "i1", "file": "f.csv", "round": ROUND, "wave": Wave.END, "programme": programme(), **more}
    return Sheet(raw, ColumnMap(raw.tool, tuple(targets)), Context(instruments=known, names=NAMES, **values))


def csv(headings: str, *rows: str, name: str = "kysely.csv") -> Export:
    return Export(name, "\n".join((headings, *rows, "")).encode())


def new_store(folder: Path, *rounds: Round) -> Store:
    """An empty store with a round or more."""
    store = open_store(folder / "own")
    for one in rounds or (ROUND,):
        store.save_round(one, "tester")
    return store


def answers(import_id: str, responses: Sequence[Response], round_id: str = "r1", wave: Wave = Wave.END) -> pa.Table:
    """One item, answered 4 by everybody."""
    rows = [
        {
            "import_id": import_id,
            "response_id": one.response_id,
            "person": one.person,
            "round": round_id,
            "wave": wave,
            "role": one.role,
            "form": one.form,
            "item": "courage",
            "value": 4.0,
        }
        for one in responses
    ]
    return pa.Table.from_pylist(rows, schema=ANSWERS)


def parcel(
    responses: Sequence[Response], *, round_id: str = "r1", wave: Wave = Wave.END, content: bytes = b""
) -> Parcel:
    import_id = Parcel.new_id()
    return Parcel(
        name="f.csv",
        content=content or os.urandom(16),
        tool="plain",
        kind=wave,
        round=round_id,
        tables={"answers": answers(import_id, responses, round_id, wave)},
        responses=responses,
        id=import_id,
    )


def people(mentors: int, actors: int, *, prefix: str = "", form: str | None = "pair") -> list[Response]:
    """So many responses of people who are known by a pseudonym."""
    roles = [Role.MENTOR] * mentors + [Role.ACTOR] * actors
    return [Response(f"{prefix}{i}", f"p{prefix}{i}", role, form) for i, role in enumerate(roles)]
