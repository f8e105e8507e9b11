"""Codings in the store: kept for good, told apart by coder, never half, and found again after a later download."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from data.codings import SHIPPED, Codings, Maker
from data.decisions import Act, Decision, MachineCoding
from data.ledger import EventKind, StoreError
from data.schema import TEXTS
from data.store import open_store
from tests.data.making import new_store, parcel, people

MAKER = Maker(SHIPPED, "engine 1", "simplemma")
WRITERS, EACH = 8, 25
ROOT = Path(__file__).parents[2]
# A process of its own, by no more than its command: a page opened by another test would change what a fork begins with.
CODER = """
import sys
from pathlib import Path
from data.codings import Codings
from data.decisions import Act, Decision
from data.store import open_store
folder, each, name = sys.argv[1:]
with open_store(Path(folder)) as store:
    for number in range(int(each)):
        Codings(store).decide(Decision(f"text {number % 5}", Act.ADD, name, 0, "e", f"code {number}"))
"""


def with_texts(store, words, prefix="a"):
    """An import of one free-text answer a response."""
    one = parcel(people(len(words), 0, prefix=prefix))
    rows = [
        {"import_id": one.id, "response_id": r.response_id, "item": "open_changed", "text": text, "language": "fi"}
        for r, text in zip(one.responses, words, strict=True)
    ]
    one = replace(one, tables={**one.tables, "texts": pa.Table.from_pylist(rows, schema=TEXTS)})
    store.add(one, "tester")
    return one


def coded(text, *codes, against=()):
    polarity = {code: "against" if code in against else "for" for code in codes}
    return MachineCoding(text, codes, polarity, "positive", "fi", False, '[{"code": "goals"}]')


def ids(codings):
    return codings.texts()["text_id"].to_pylist()


@pytest.fixture
def store(tmp_path):
    with new_store(tmp_path) as opened:
        yield opened


def test_machine_codings_come_back_as_they_were(store):
    with_texts(store, ["Tavoite selkeni", "-"])
    codings = Codings(store)
    first, second = ids(codings)
    rows = [coded(first, "goals", "career", against=("career",)), MachineCoding(second, (), {}, "neutral", "sv", True)]
    codings.add_machine(rows, MAKER)
    assert codings.machine() == {first: rows[0], second: rows[1]}
    assert codings.makers() == {first: MAKER, second: MAKER}


def test_only_what_this_codebook_and_analyser_have_not_coded_is_due(store):
    with_texts(store, ["yksi", "kaksi"])
    codings = Codings(store)
    assert [text for _, text in codings.uncoded(MAKER)] == ["yksi", "kaksi"]
    codings.add_machine([coded(ids(codings)[0])], MAKER)
    assert [text for _, text in codings.uncoded(MAKER)] == ["kaksi"]
    assert [text for _, text in codings.uncoded(replace(MAKER, backend="libvoikko"))] == ["kaksi"]
    assert len(codings.uncoded(Maker(1, "engine 1"))) == len(codings.uncoded(Maker(SHIPPED, "engine 2"))) == 2


def test_the_newest_machine_coding_counts(store):
    with_texts(store, ["yksi"])
    codings = Codings(store)
    (text,) = ids(codings)
    codings.add_machine([coded(text, "goals")], MAKER)
    codings.add_machine([coded(text, "career")], Maker(SHIPPED, "engine 2"))
    assert codings.machine()[text].codes == ("career",) and codings.makers()[text].analyser == "engine 2"


def test_a_file_that_no_commit_names_is_not_seen_and_a_damaged_one_is_coded_again(store):
    with_texts(store, ["yksi"])
    codings = Codings(store)
    (text,) = ids(codings)
    codings.add_machine([coded(text, "goals")], MAKER)
    (file,) = (store.folder / "codings").iterdir()
    stray = file.with_name("stray.parquet")
    stray.write_bytes(file.read_bytes())
    assert codings.sweep() == 1 and not stray.exists() and file.exists()
    file.write_bytes(file.read_bytes()[:-1])
    assert codings.machine() == {} and len(codings.uncoded(MAKER)) == 1


def test_a_later_download_keeps_what_people_decided_and_a_changed_answer_is_new(store):
    codings = Codings(store)
    one = with_texts(store, ["sama", "ennen"])
    before = ids(codings)
    again = replace(one, id=type(one).new_id(), content=b"later")
    rows = one.tables["texts"].to_pylist()
    rows = [{**row, "import_id": again.id, "text": row["text"].replace("ennen", "jälkeen")} for row in rows]
    store.add(replace(again, tables={"texts": pa.Table.from_pylist(rows, schema=TEXTS)}), "tester")
    after = ids(codings)
    assert after[0] == before[0] and after[1] not in before


def test_the_same_words_of_two_people_are_two_texts(store):
    with_texts(store, ["sama", "sama"])
    assert len(set(ids(Codings(store)))) == 2


def test_a_decision_is_kept_with_coder_time_and_versions(store):
    codings = Codings(store)
    made = Decision("t", Act.ADD, "anna", 3, "engine 1", "goals", "against", "mixed")
    codings.decide(made)
    (kept,) = codings.decisions()
    assert kept == replace(made, at=kept.at) and kept.at.startswith("20")


def test_current_joins_machine_people_and_adjudication(store):
    with_texts(store, ["yksi", "kaksi", "kolme"])
    codings = Codings(store)
    one, two, three = ids(codings)
    codings.add_machine([coded(text, "goals") for text in (one, two, three)], MAKER)
    codings.decide(Decision(two, Act.REJECT, "anna", 0, "e", "goals"))
    codings.decide(Decision(three, Act.REJECT, "anna", 0, "e", "goals"), Decision(three, Act.FINISH, "anna", 0, "e"))
    codings.adjudicate(three, ["career"], "bo", polarity={"career": "against"}, valence="negative")
    current = codings.current()
    assert [current[text].codes for text in (one, two, three)] == [{"goals"}, set(), {"career"}]
    assert current[three].polarity == {"career": "against"} and current[three].valence == "negative"
    assert codings.by_coder()[three]["anna"].finished  # an adjudication takes nothing away


def test_the_audit_sample_is_whole_forms_repeatable_and_only_grows(store):
    codings = Codings(store)
    with_texts(store, [f"vastaus {n}" for n in range(40)])
    assert codings.audit() == ()
    codings.draw_audit(10, "anna")
    small = codings.audit()
    codings.draw_audit(5, "anna")
    assert codings.audit() == small and len(small) == 10 and set(small) <= set(ids(codings))
    codings.draw_audit(20, "anna")
    assert codings.audit()[:10] == small and len(codings.audit()) == 20


def test_the_audit_sample_takes_its_share_of_what_comes_later(store):
    codings = Codings(store)
    with_texts(store, [f"vastaus {n}" for n in range(100)])
    codings.draw_audit(50, "anna")
    before = set(codings.audit())
    with_texts(store, [f"uusi {n}" for n in range(100)], prefix="b")
    after = set(codings.audit())
    assert before <= after and 25 <= len(after - before) <= 75  # 50 expected; 5 standard deviations


def test_codebooks_are_versions_and_two_editors_do_not_overwrite_each_other(store):
    codings = Codings(store)
    assert codings.current_codebook() is None and codings.codebook_number() == SHIPPED
    first = codings.save_codebook('id = "mine"', "anna", parent=SHIPPED, note="oma")
    assert (first.number, first.parent, first.toml, first.who) == (1, SHIPPED, 'id = "mine"', "anna")
    with pytest.raises(StoreError) as refused:
        codings.save_codebook('id = "theirs"', "bo", parent=SHIPPED)
    assert refused.value.problems[0].key == "store.codebook_changed"
    second = codings.save_codebook('id = "theirs"', "bo", parent=1)
    assert codings.codebook_versions() == (first, second) and codings.current_codebook() == second


def test_the_chain_of_events_stays_whole_and_holds_no_answer(store):
    with_texts(store, ["Salainen lause"])
    codings = Codings(store)
    codings.add_machine([coded(ids(codings)[0], "goals")], MAKER)
    codings.decide(Decision(ids(codings)[0], Act.CONFIRM, "anna", 0, "e", "goals"))
    codings.draw_audit(1, "anna")
    assert store.problems() == () and "Salainen" not in repr(store.events())
    assert {EventKind.CODING, EventKind.CODE, EventKind.AUDIT} <= {event.kind for event in store.events()}


def test_coders_at_once_lose_nothing(tmp_path):
    new_store(tmp_path).close()
    command = [sys.executable, "-c", CODER, str(tmp_path / "own"), str(EACH)]
    started = [subprocess.Popen([*command, f"w{n}"], cwd=ROOT) for n in range(WRITERS)]
    assert [process.wait() for process in started] == [0] * WRITERS
    with open_store(tmp_path / "own") as store:
        kept = [(one.coder, one.code) for one in Codings(store).decisions()]
        assert sorted(kept) == sorted((f"w{n}", f"code {i}") for n in range(WRITERS) for i in range(EACH))
        assert store.problems() == ()
