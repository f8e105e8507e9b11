"""Atoms in the ledger: who is counted, and when."""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.atoms import Atom
from data.ledger import EventKind
from data.parcel import Parcel, Response
from data.schema import ROSTER, Form, Role
from tests.data.making import ROUND, new_store, parcel, people


@pytest.fixture
def store(tmp_path):
    with new_store(tmp_path) as made:
        yield made


def roster(*rows: tuple[str, str, str]) -> Parcel:
    """Person, role and form of each row."""
    listed = [{"round": "r1", "person": p, "role": role, "form": form, "shared": []} for p, role, form in rows]
    return replace(parcel([]), kind="roster", tables={}, roster=pa.Table.from_pylist(listed, schema=ROSTER))


def test_the_roster_is_counted_not_who_answered(store):
    store.add(
        roster(*((f"m{i}", "mentor", "pair") for i in range(9)), *((f"a{i}", "actor", "pair") for i in range(6))), "o"
    )
    assert store.atoms(5) == (Atom(("r1",), Role.MENTOR, None, 9, 5), Atom(("r1",), Role.ACTOR, None, 6, 5))
    store.add(parcel(people(3, 2)), "o")
    assert [atom.people for atom in store.atoms(5)] == [9, 6]


def test_a_roster_that_comes_after_the_answers_changes_nothing(store):
    store.add(parcel(people(5, 5)), "o")
    store.add(roster(*((f"m{i}", "mentor", "pair") for i in range(9))), "o")
    assert [atom.people for atom in store.atoms(5)] == [5, 5]


def test_a_role_that_comes_later_is_fixed_when_it_comes(store):
    store.add(parcel(people(6, 0)), "o")
    store.add(parcel(people(0, 7, prefix="x")), "o")
    assert {(atom.role, atom.people) for atom in store.atoms(5)} == {(Role.MENTOR, 6), (Role.ACTOR, 7)}


def test_responses_without_a_role_belong_to_no_atom(store):
    store.add(parcel([Response(str(i), None, None) for i in range(9)]), "o")
    assert store.atoms(5) == ()


def test_each_limit_is_an_event_of_its_own_and_only_when_it_changes(store):
    store.add(parcel(people(6, 6)), "o")
    store.add(parcel(people(6, 6, prefix="x")), "o")
    assert [event.subject for event in store.events() if event.kind is EventKind.ATOMS] == ["5", "10"]


def test_a_round_taken_out_of_the_programme_keeps_its_atoms(store, tmp_path):
    path = store.folder / "programme.toml"
    before = path.read_text(encoding="utf-8")
    gone = '\n[[rounds]]\nid = "r0"\nname = "0"\nstart = 2019-01-01\nend = 2019-12-31\n'
    path.write_text(before + gone, encoding="utf-8")
    store.add(parcel(people(6, 6), round_id="r0"), "o")
    path.write_text(before, encoding="utf-8")
    store.add(parcel(people(7, 7, prefix="x")), "o")
    assert sorted((atom.rounds, atom.people) for atom in store.atoms(5)) == [(("r0",), 6)] * 2 + [(("r1",), 7)] * 2


def test_a_waiting_atom_is_let_go_only_when_nothing_of_its_round_is_left(store):
    first = store.add(parcel(people(3, 0)), "o")
    second = store.add(parcel(people(2, 0, prefix="x")), "o")
    store.undo(first.id, "o")
    assert [atom.people for atom in store.atoms(5)] == [3]
    store.undo(second.id, "o")
    assert store.atoms(5) == ()


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=3))
def test_no_person_of_a_first_import_is_in_two_atoms_or_lost(tmp_path_factory, sizes):
    """Over any history each atom counts each person of its role once."""
    rounds = [replace(ROUND, id=f"r{i}") for i in range(len(sizes))]
    with new_store(tmp_path_factory.mktemp("store"), *rounds) as store:
        for i, (pairs, groups, actors) in enumerate(sizes):
            rows = people(pairs, actors, prefix=f"{i}p") + people(groups, 0, prefix=f"{i}g", form=Form.SMALL_GROUP)
            if rows:
                store.add(parcel(rows, round_id=f"r{i}"), "o")
        for minimum in (5, 10):
            atoms = store.atoms(minimum)
            for role, total in (
                (Role.MENTOR, sum(p + g for p, g, _ in sizes)),
                (Role.ACTOR, sum(a for *_, a in sizes)),
            ):
                assert sum(atom.people for atom in atoms if atom.role is role) == total
