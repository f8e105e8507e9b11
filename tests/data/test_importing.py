"""The way of a file through the house: read, proposed, checked, stored whole or refused whole."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from data.errors import PuntariError, Severity
from data.importing import ImportRefusedError, check, commit, import_samples, instruments_of, prepare
from data.ledger import StoreError
from data.loaders import Export
from data.mapping import ColumnMap, Reason, accepted
from data.schema import Field, Role, Wave
from data.store import open_store
from tests.data.making import ROUND, SECOND_ROUND, csv, item, new_store, programme

SAMPLES = Path("data/samples")
ROSTER = csv(
    "Nimi;Sähköposti;Rooli;Ryhmä;Muoto",
    *(f"Matti {i};m{i}@example.fi;Mentori;P{i};Pari" for i in range(6)),
    *(f"Anna {i};a{i}@example.fi;Aktori;P{i};Pari" for i in range(6)),
    name="osallistujat.csv",
)
HEADINGS = "Vastausaika;Sähköposti;Roolisi ohjelmassa;Sain uusia näkökulmia työhöni.;Mistä oli sinulle eniten hyötyä?"
ROWS = [
    *(f"{i + 1}.6.2020 12:00;m{i}@example.fi;Mentori;Täysin samaa mieltä;Sain rohkeutta {i}" for i in range(6)),
    *(f"{i + 13}.6.2020 12:00;a{i}@example.fi;Aktori;En osaa sanoa;" for i in range(6)),
]
END = csv(HEADINGS, *ROWS)


@pytest.fixture
def store(tmp_path):
    with new_store(tmp_path, ROUND, SECOND_ROUND) as made:
        yield made


def bring(store, export: Export, wave: Wave | None = Wave.END, round_id: str = "r1"):
    """Import with the proposals that need no decision."""
    preview = prepare(export, store, round_id=round_id, wave=wave)
    return commit(preview, accepted(preview.raw, preview.proposals), store, "owner")


def refused(store, export: Export, wave: Wave | None = Wave.END, round_id: str = "r1") -> list[str]:
    """The errors it is refused with; nothing of it may be stored."""
    before = store.version
    with pytest.raises(PuntariError) as caught:
        bring(store, export, wave, round_id)
    assert store.version == before and not list((store.folder / "answers").glob(".draft*"))
    return [problem.key for problem in caught.value.problems if problem.severity is Severity.ERROR]


def test_preparing_stores_nothing(store):
    before = store.version
    preview = prepare(END, store, round_id="r1", wave=Wave.END)
    assert [one.target for one in preview.proposals] == [
        Field.SUBMITTED_AT,
        Field.PERSON,
        Field.ROLE,
        "new_viewpoints",
        "open_most_useful",
    ]
    assert not check(preview, accepted(preview.raw, preview.proposals), store).is_refused
    assert store.version == before and store.imports() == () and not list((store.folder / "raw").iterdir())


def test_a_roster_and_the_answers_of_its_people(store):
    roster = bring(store, ROSTER, None)
    end = bring(store, END)
    assert (roster.people, end.people, end.items, end.known, end.record.responses) == (12, 12, 2, 0, 12)
    answers = store.answers().to_pylist()
    assert [row["value"] for row in answers] == [5.0] * 6 + [None] * 6
    assert {row["missing_reason"] for row in answers[6:]} == {"dont_know"}
    assert {row["form"] for row in answers} == {"pair"}
    assert {row["person"] for row in answers} == set(store.roster("r1")["person"].to_pylist())
    assert store.texts()["text"].to_pylist() == [f"Sain rohkeutta {i}" for i in range(6)]
    assert [(atom.role, atom.people) for atom in store.atoms(5)] == [(Role.MENTOR, 6), (Role.ACTOR, 6)]


def test_names_and_addresses_stand_in_the_roster_alone(store):
    bring(store, ROSTER, None)
    bring(store, END)
    assert store.roster()["name"].to_pylist()[0].startswith(("Matti", "Anna"))
    beside = repr(store.answers().to_pylist()) + repr(store.texts().to_pylist()) + repr(store.events())
    assert "example.fi" not in beside and "Matti" not in beside


def test_the_same_file_again_is_refused_and_says_since_when(store):
    record = bring(store, END).record
    assert refused(store, END) == ["importing.same_file"]
    preview = prepare(replace(END, name="toinen_nimi.csv"), store, round_id="r2", wave=Wave.START)
    (problem,) = (one for one in preview.problems if one.severity is Severity.ERROR)
    assert problem.values == {"day": record.at[:10], "round": "r1"}


def test_a_file_whose_import_was_undone_comes_in_again(store):
    store.undo(bring(store, END).record.id, "owner")
    assert bring(store, END).record.responses == 12 and store.answers().num_rows == 12


def test_a_later_download_of_the_same_form_doubles_nothing(store):
    bring(store, END)
    later = csv(HEADINGS, *ROWS, "30.6.2020 12:00;uusi@example.fi;Aktori;Eri mieltä;")
    receipt = bring(store, later)
    assert receipt.known == 12 and store.answers().num_rows == 13
    assert [problem.key for problem in receipt.problems][-1] == "importing.known_responses"


def test_a_round_that_does_not_exist_is_refused(store):
    assert refused(store, END, round_id="r9") == ["importing.no_such_round"]


@pytest.mark.parametrize(
    ("export", "expected"),
    [
        (Export("tyhja.csv", b""), ["guard.empty"]),
        (csv(HEADINGS, "1.6.2020;a@x.fi;Kummi;9;"), ["importing.unknown_role", "importing.out_of_range"]),
        (
            csv("Aika;Kuka;Mitä", "1.6.2020;minä;tuota", "2.6.2020;sinä;tätä"),
            ["importing.no_role_column", "importing.no_items"],
        ),
    ],
)
def test_bad_input_is_refused_with_everything_that_is_wrong(store, export, expected):
    assert refused(store, export) == expected


def test_a_file_of_no_known_kind_is_refused(store):
    with pytest.raises(PuntariError) as caught:
        prepare(Export("kuva.csv", b"\x89PNG\r\n\x1a\n" + bytes(100)), store, round_id="r1", wave=Wave.END)
    assert caught.value.problems[0].key.startswith("guard.")


def test_a_person_may_accept_that_answers_outside_the_scale_are_invalid(store):
    preview = prepare(
        csv(HEADINGS, "1.6.2020;a@x.fi;Mentori;9;", "2.6.2020;b@x.fi;Mentori;4;"), store, round_id="r1", wave=Wave.END
    )
    mapping = accepted(preview.raw, preview.proposals)
    with pytest.raises(ImportRefusedError):
        commit(preview, mapping, store, "owner")
    commit(preview, mapping, store, "owner", accept_invalid=True)
    assert [row["missing_reason"] for row in store.answers().to_pylist()] == ["invalid", None]


def test_what_a_person_decided_is_remembered_for_the_tool(store):
    first = csv("Vastausaika;Olen;Uusi otsikko;Turha", "1.6.2020;Mentori;4;x", "2.6.2020;Aktori;5;y")
    preview = prepare(first, store, round_id="r1", wave=Wave.END)
    assert [one.is_sure for one in preview.proposals] == [True, False, False, False]
    commit(
        preview, ColumnMap(preview.raw.tool, (Field.SUBMITTED_AT, Field.ROLE, "courage", Field.IGNORED)), store, "owner"
    )
    again = prepare(
        csv("Vastausaika;Olen;Uusi otsikko;Turha", "1.6.2021;Mentori;3;z"), store, round_id="r2", wave=Wave.END
    )
    assert [(one.target, one.reason) for one in again.proposals] == [
        (Field.SUBMITTED_AT, Reason.REMEMBERED),
        (Field.ROLE, Reason.REMEMBERED),
        ("courage", Reason.REMEMBERED),
        (None, Reason.NONE),  # nothing was proposed for it, so leaving it out was no decision
    ]


def test_a_rosters_columns_are_remembered_apart_from_a_surveys(store):
    tool = bring(store, ROSTER, None).record.tool
    assert store.mappings(tool) == {} and "ryhmä" in store.mappings(f"{tool}/roster")


def test_wordings_tell_when_a_question_changed(store):
    bring(store, END)
    changed = HEADINGS.replace("Sain uusia näkökulmia työhöni.", "Olen saanut uusia näkökulmia työhöni.")
    preview = prepare(csv(changed, *ROWS[:3]), store, round_id="r2", wave=Wave.END)
    assert (preview.proposals[3].target, preview.proposals[3].reason) == ("new_viewpoints", Reason.SIMILAR)
    confirmed = ColumnMap(preview.raw.tool, tuple(one.target or Field.IGNORED for one in preview.proposals))
    commit(preview, confirmed, store, "owner")
    asked = {(round_id, words) for round_id, _, item_id, _, words in store.wordings() if item_id == "new_viewpoints"}
    assert len(asked) == 2 and {round_id for round_id, _ in asked} == {"r1", "r2"}


def test_the_programmes_own_questions_are_an_instrument(store):
    known = instruments_of(programme(items=(item("own_one"),)))
    assert known.items["own_one"].id == "own_one" and "new_viewpoints" in known.items and known.scales


def test_an_import_that_fails_on_the_way_leaves_nothing(store, monkeypatch):
    monkeypatch.setattr("data.store.fix_atoms", lambda *_: 1 / 0)
    before = store.version
    with pytest.raises(ZeroDivisionError):
        bring(store, END)
    monkeypatch.undo()
    assert (store.version, store.imports(), store.answers().num_rows) == (before, (), 0)
    with open_store(store.folder) as again:
        assert again.problems() == () and not list((again.folder / "answers").iterdir())
    assert bring(store, END).record.responses == 12


def test_a_full_disk_is_told_and_leaves_nothing(store, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("data.store.write_durably", full)
    with pytest.raises(StoreError) as caught:
        bring(store, END)
    assert caught.value.problems[0].key == "store.unwritable" and store.imports() == ()


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    with open_store(tmp_path_factory.mktemp("home") / "sample") as made:
        import_samples(made, SAMPLES)
        yield made


def test_the_sample_programme_comes_in_by_the_same_way_without_a_decision(sample):
    listed = (SAMPLES / "index.toml").read_text(encoding="utf-8").count("[[files]]")
    assert len(sample.imports()) == listed and sample.problems() == ()
    rounds = set(sample.answers()["round"].to_pylist())
    assert rounds == {one.id for one in sample.rounds()} and len(rounds) == 5
    assert all(atom.large_enough for atom in sample.atoms(5))


def test_the_sample_is_imported_once(sample):
    before = sample.version
    assert import_samples(sample, SAMPLES) == () and sample.version == before


def test_a_sample_import_that_broke_off_goes_on_where_it_was(tmp_path, monkeypatch):
    with open_store(tmp_path / "sample") as store:
        with monkeypatch.context() as patched, pytest.raises(KeyError):
            patched.setattr(
                "data.importing.Wave", {"end": Wave.END}.__getitem__
            )  # the first start survey breaks it off
            import_samples(store, SAMPLES)
        first = [one.name for one in store.imports()]
        receipts = import_samples(store, SAMPLES)
        names = [one.name for one in store.imports()]
    assert first and names == first + [one.record.name for one in receipts] and len(set(names)) == len(names)


def test_two_sessions_that_start_at_once_fill_the_sample_once(tmp_path):
    def fill(_: int) -> int:
        with open_store(tmp_path / "sample") as store:
            return len(import_samples(store, SAMPLES))

    with ThreadPoolExecutor(2) as pool:
        counts = list(pool.map(fill, range(2)))
    listed = (SAMPLES / "index.toml").read_text(encoding="utf-8").count("[[files]]")
    with open_store(tmp_path / "sample") as store:
        assert len(store.imports()) == sum(counts) == listed


def test_the_samples_people_are_linked_from_start_to_end(sample):
    rows = sample.answers().to_pylist()
    start, end = (
        {r["person"] for r in rows if r["wave"] == wave and r["round"] == "r2019"} for wave in ("start", "end")
    )
    assert len(start & end) >= 20 and None not in start


def test_nobody_of_the_sample_counts_twice_in_a_wave(sample):
    rows = sample.answers().to_pylist()
    forms = {(r["round"], r["wave"], r["occasion"], r["person"], r["response_id"]) for r in rows if r["person"]}
    assert len({form[:4] for form in forms}) == len(forms)
