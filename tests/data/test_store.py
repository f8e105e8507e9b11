"""The store: what goes in comes out, once, and nothing of it is half."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from data.atoms import Atom
from data.home import HomeError
from data.ledger import EventKind, StoreError
from data.parcel import Response
from data.programme import Delivery, ProgrammeError, Round
from data.schema import ANSWERS, APPLICATIONS, ROSTER, TEXTS, Form, Role, Wave
from data.store import open_store
from tests.data.making import ROUND, SECOND_ROUND, new_store, parcel, people


@pytest.fixture
def store(tmp_path):
    with new_store(tmp_path, ROUND, SECOND_ROUND) as made:
        yield made


def counted(store) -> list[str]:
    return sorted(store.answers()["response_id"].to_pylist())


def keys(caught) -> list[str]:
    return [problem.key for problem in caught.value.problems]


def test_an_empty_store_has_tables_of_the_right_shape(store):
    assert store.answers().schema == ANSWERS and store.answers().num_rows == 0
    assert store.texts().schema == TEXTS and store.applications().schema == APPLICATIONS
    assert store.roster().schema == ROSTER and store.imports() == () and store.atoms(5) == ()


def test_what_was_added_is_read_back_as_it_was(store):
    one = parcel(people(3, 2))
    store.add(one, "owner")
    assert store.answers().schema == ANSWERS
    assert store.answers().to_pylist() == one.tables["answers"].to_pylist()


def test_the_record_says_what_when_and_who(store):
    record = store.add(parcel(people(3, 2), content=b"abc"), "owner")
    assert (record.name, record.tool, record.kind, record.round, record.responses, record.who) == (
        "f.csv",
        "plain",
        "end",
        "r1",
        5,
        "owner",
    )
    assert record.content_hash == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  # sha256("abc")
    assert not record.undone and store.imports() == (record,)
    assert (store.folder / "raw" / record.content_hash).read_bytes() == b"abc"


def test_the_same_file_is_one_import(store):
    store.add(parcel(people(3, 2), content=b"abc"), "owner")
    with pytest.raises(StoreError) as caught:
        store.add(parcel(people(3, 2), content=b"abc"), "owner")
    assert keys(caught) == ["importing.same_file"]
    assert store.answers().num_rows == 5 and len(store.imports()) == 1 and store.problems() == ()
    assert len(list((store.folder / "answers").iterdir())) == 1


def test_a_round_that_does_not_exist_is_refused(store):
    with pytest.raises(StoreError) as caught:
        store.add(parcel(people(3, 2), round_id="r9"), "owner")
    assert keys(caught) == ["importing.no_such_round"]
    assert caught.value.problems[0].values == {"round": "r9", "known": "r1, r2"}


def test_an_import_undone_is_gone_and_may_come_again(store):
    record = store.add(parcel(people(3, 2), content=b"abc"), "owner")
    store.undo(record.id, "owner")
    assert store.answers().num_rows == 0 and store.same_file(b"abc") is None
    again = store.add(parcel(people(3, 2), content=b"abc"), "owner")
    assert counted(store) == ["0", "1", "2", "3", "4"]
    assert [(one.id, bool(one.undone)) for one in store.imports()] == [(record.id, True), (again.id, False)]
    assert store.problems() == ()


def test_what_was_undone_or_never_was_cannot_be_undone(store):
    record = store.add(parcel(people(1, 1)), "owner")
    store.undo(record.id, "owner")
    for import_id in (record.id, "unknown"):
        with pytest.raises(StoreError) as caught:
            store.undo(import_id, "owner")
        assert keys(caught) == ["store.nothing_to_undo"]


def test_the_version_changes_with_every_commit_and_setting(store):
    versions = [store.version]
    record = store.add(parcel(people(1, 1)), "owner")
    versions.append(store.version)
    store.undo(record.id, "owner")
    versions.append(store.version)
    store.save_round(replace(ROUND, name="toinen"), "owner")
    versions.append(store.version)
    path = store.folder / "programme.toml"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    versions.append(store.version)
    assert len(set(versions)) == 5 and store.version == store.version


def test_of_a_later_download_the_newer_responses_count(store):
    store.add(parcel([Response("a", None, "mentor"), Response("b", None, "mentor")]), "owner")
    newer = store.add(parcel([Response("b", None, "mentor"), Response("c", None, "mentor")]), "owner")
    assert counted(store) == ["a", "b", "c"]
    of = dict(zip(*(store.answers()[name].to_pylist() for name in ("response_id", "import_id")), strict=True))
    assert of["b"] == newer.id
    store.undo(newer.id, "owner")
    assert counted(store) == ["a", "b"]
    assert store.known(["b", "c"]).keys() == {"b"}


@pytest.mark.parametrize("first_is_later", [True, False])
def test_of_two_forms_of_one_person_the_one_submitted_last_counts(store, first_is_later):
    times = ["2020-05-02 10:00:00", "2020-05-01 10:00:00"]
    one, other = times if first_is_later else reversed(times)
    store.add(parcel([Response("a", "anna", submitted_at=one), Response("b", "anna", submitted_at=other)]), "owner")
    assert counted(store) == (["a"] if first_is_later else ["b"])


def test_without_times_the_later_row_and_the_newer_import_count(store):
    store.add(parcel([Response("a", "anna"), Response("b", "anna")]), "owner")
    assert counted(store) == ["b"]
    store.add(parcel([Response("c", "anna")]), "owner")
    assert counted(store) == ["c"]


def test_one_person_answers_once_in_each_wave_and_round(store):
    store.add(parcel([Response("a", "anna")], wave=Wave.START), "owner")
    store.add(parcel([Response("b", "anna")], wave=Wave.END), "owner")
    store.add(parcel([Response("c", "anna")], wave=Wave.END, round_id="r2"), "owner")
    assert counted(store) == ["a", "b", "c"]


def test_coaching_days_are_different_occasions(store):
    store.add(parcel([Response("a", "anna", occasion="1"), Response("b", "anna", occasion="2")], wave=Wave.EVENT), "o")
    store.add(parcel([Response("c", "anna")], wave=Wave.EVENT), "o")
    store.add(parcel([Response("d", "anna")], wave=Wave.EVENT), "o")
    assert counted(store) == ["a", "b", "c", "d"]


def test_people_without_a_pseudonym_are_never_taken_for_one(store):
    store.add(parcel([Response("a"), Response("b")]), "owner")
    assert counted(store) == ["a", "b"]


def test_rounds_made_in_the_application_lie_over_those_of_the_file(store):
    path = store.folder / "programme.toml"
    declared = '\n[[rounds]]\nid = "r0"\nname = "2019"\nstart = 2019-01-01\nend = 2019-12-31\n'
    path.write_text(path.read_text(encoding="utf-8") + declared, encoding="utf-8")
    assert [one.id for one in store.rounds()] == ["r0", "r1", "r2"]
    changed = Round(
        "r0", "Ensimmäinen", date(2019, 2, 1), date(2019, 11, 30), "P", "F", Delivery.HYBRID, 9, {Role.MENTOR: 4}, 90
    )
    store.save_round(changed, "owner")
    assert store.rounds()[0] == changed and store.programme().rounds == store.rounds()


def test_a_round_that_ends_before_it_starts_is_not_saved(store):
    with pytest.raises(ProgrammeError) as caught:
        store.save_round(replace(ROUND, end=date(2019, 1, 1)), "owner")
    assert keys(caught) == ["programme.round_ends_before"]
    assert store.rounds()[0] == ROUND


def test_atoms_are_fixed_for_both_limits_when_a_round_comes_in(store):
    store.add(parcel(people(7, 12)), "owner")
    assert store.atoms(5) == (Atom(("r1",), Role.MENTOR, None, 7, 5), Atom(("r1",), Role.ACTOR, None, 12, 5))
    assert store.atoms(10) == (Atom(("r1",), Role.MENTOR, None, 7, 10), Atom(("r1",), Role.ACTOR, None, 12, 10))
    before = store.version
    store.add(parcel(people(9, 0, prefix="late")), "owner")
    assert [atom.people for atom in store.atoms(5)] == [7, 12] and store.version != before


def test_a_role_under_the_limit_is_tied_to_the_next_round(store):
    store.add(parcel(people(3, 8)), "owner")
    store.add(parcel(people(6, 8, prefix="x"), round_id="r2"), "owner")
    mentors = [atom for atom in store.atoms(5) if atom.role is Role.MENTOR]
    assert mentors == [Atom(("r1", "r2"), Role.MENTOR, None, 9, 5)]


def test_forms_split_a_role_where_both_are_large_enough(store):
    rows = people(6, 0) + people(5, 0, prefix="g", form="small_group")
    store.add(parcel(rows), "owner")
    assert store.atoms(5) == (
        Atom(("r1",), Role.MENTOR, Form.PAIR, 6, 5),
        Atom(("r1",), Role.MENTOR, Form.SMALL_GROUP, 5, 5),
    )


def test_applications_fix_nothing(store):
    store.add(parcel(people(7, 12), wave=Wave.APPLICATION), "owner")
    assert store.atoms(5) == () and store.atoms(10) == ()


def test_a_person_who_answered_twice_is_one_person_of_an_atom(store):
    rows = [
        *people(5, 0),
        Response("again", "p0", Role.MENTOR, "pair"),
        Response("anonymous", None, Role.MENTOR, "pair"),
    ]
    store.add(parcel(rows), "owner")
    assert [atom.people for atom in store.atoms(5)] == [6]


def test_a_limit_that_was_raised_is_fixed_from_all_that_came_before(store):
    store.add(parcel(people(7, 12)), "owner")
    store.add(parcel(people(7, 12, prefix="x"), round_id="r2"), "owner")
    raised = store.atoms(8)
    assert {(atom.rounds, atom.role, atom.people) for atom in raised} == {
        (("r1", "r2"), Role.MENTOR, 14),
        (("r1",), Role.ACTOR, 12),
        (("r2",), Role.ACTOR, 12),
    }
    assert store.atoms(8) == raised


def test_after_an_undo_atoms_that_may_have_been_shown_stay(store):
    record = store.add(parcel(people(3, 8)), "owner")
    store.undo(record.id, "owner")
    assert store.atoms(5) == (Atom(("r1",), Role.ACTOR, None, 8, 5),)
    store.add(parcel(people(6, 9)), "owner")
    assert {(atom.role, atom.people) for atom in store.atoms(5)} == {(Role.MENTOR, 6), (Role.ACTOR, 8)}


def test_what_happened_is_in_the_chain_without_names_or_answers(store):
    record = store.add(parcel([Response("a", "anna@example.fi", "mentor")]), "owner")
    store.undo(record.id, "owner")
    kinds = [event.kind for event in store.events()]
    assert kinds[:2] == [EventKind.ROUND, EventKind.ROUND] and kinds[2] is EventKind.IMPORT
    assert EventKind.UNDO in kinds and "anna" not in repr(store.events())


def test_what_a_dead_process_left_is_swept(store):
    store.add(parcel(people(1, 1)), "owner")
    for orphan in ("answers/left.parquet", "answers/.draft-1-x", "raw/abc"):
        (store.folder / orphan).write_bytes(b"half")
    with open_store(store.folder) as again:
        assert again.answers().num_rows == 2 and again.problems() == ()
    assert [len(list((store.folder / name).iterdir())) for name in ("answers", "raw")] == [1, 1]


@pytest.mark.parametrize("kind", ["answers", "raw"])
def test_a_file_that_changed_or_went_is_named(store, kind):
    store.add(parcel(people(1, 1)), "owner")
    (path,) = (store.folder / kind).iterdir()
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    assert [(p.key, p.place.file) for p in store.problems()] == [("store.file_damaged", path.name)]
    path.unlink()
    assert [(p.key, p.place.file) for p in store.problems()] == [("store.file_missing", path.name)]


@pytest.mark.parametrize("damage", [b"", b"PAR1", None])
def test_damaged_answers_are_refused_with_a_sentence(store, damage):
    store.add(parcel(people(1, 1)), "owner")
    (path,) = (store.folder / "answers").iterdir()
    path.unlink() if damage is None else path.write_bytes(damage)
    with pytest.raises(StoreError) as caught:
        store.answers()
    assert keys(caught) == ["store.file_missing" if damage is None else "store.file_damaged"]


def test_under_another_key_the_store_is_not_opened(store):
    (store.folder.parent / "pseudonym.key").write_text("5a" * 32, encoding="ascii")
    with pytest.raises(StoreError) as caught:
        open_store(store.folder)
    assert keys(caught) == ["store.other_key"]


def test_a_key_that_is_gone_is_not_made_anew(store):
    path = store.folder.parent / "pseudonym.key"
    key = path.read_text(encoding="ascii")
    path.unlink()
    with pytest.raises(HomeError) as caught:
        open_store(store.folder)
    assert keys(caught) == ["store.key_missing"] and not path.exists()
    path.write_text(key, encoding="ascii")
    open_store(store.folder).close()


@pytest.mark.parametrize("content", [b"", b"5a5a", b"no key at all", b"\xff\xfe"])
def test_a_key_that_is_none_is_not_used(store, content):
    (store.folder.parent / "pseudonym.key").write_bytes(content)
    with pytest.raises(HomeError) as caught:
        open_store(store.folder)
    assert keys(caught) == ["store.key_damaged"]


@pytest.mark.parametrize("lost", ["gone", "emptied", "its log gone"])
def test_where_the_ledger_is_lost_the_files_it_named_stay(store, lost):
    store.add(parcel(people(6, 6)), "owner")
    store.close()
    ledger = store.folder / "ledger.db"
    ledger.unlink()
    if lost == "emptied":
        ledger.touch()
    if lost == "its log gone":  # somebody copied ledger.db of a running server without what lies beside it
        with closing(sqlite3.connect(ledger)) as made:
            made.execute("PRAGMA journal_mode = WAL")
    for _ in range(2):
        with pytest.raises(StoreError) as caught:
            open_store(store.folder)
        assert keys(caught) == ["store.ledger_lost"]
    assert [len(list((store.folder / name).iterdir())) for name in ("answers", "raw")] == [1, 1]


def test_settings_that_are_gone_are_not_replaced_by_others(store):
    (store.folder / "programme.toml").unlink()
    assert store.version
    with pytest.raises(ProgrammeError) as caught:
        open_store(store.folder)
    assert keys(caught) == ["programme.no_file"] and not (store.folder / "programme.toml").exists()


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "home").write_bytes(b"a file stands here")
    with pytest.raises(StoreError) as caught:
        open_store(tmp_path / "home" / "own")
    assert keys(caught) == ["store.unwritable"]


def test_a_wrong_programme_is_told_when_the_store_is_opened(store):
    (store.folder / "programme.toml").write_text("name = 3", encoding="utf-8")
    with pytest.raises(ProgrammeError) as caught:
        open_store(store.folder)
    assert "programme.expected_words" in keys(caught)


def test_own_data_and_the_sample_are_never_pooled(tmp_path):
    with open_store(tmp_path / "own") as own, open_store(tmp_path / "sample") as sample:
        for one in (own, sample):
            one.save_round(ROUND, "owner")
        own.add(parcel(people(3, 2)), "owner")
        assert (own.answers().num_rows, sample.answers().num_rows) == (5, 0)
        assert own.names == sample.names


def test_a_store_may_be_read_by_two_at_once(store):
    with open_store(store.folder) as other:
        store.add(parcel(people(3, 2)), "owner")
        assert other.answers().num_rows == 5 and other.version == store.version
