"""Who reads what next, what each coder sees, and where two differ."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from data.codings import Codings
from pages.ui.coding_steps.edits import document_of, merge, retire, to_toml
from pages.ui.coding_steps.tables import as_csv, as_xlsx, coded_rows
from pages.ui.coding_steps.trying import weigh
from pages.ui.coding_steps.work import Queue, read_work
from tests.ui.coding_store import ANSWERS, coding_store, said, text_ids

TEXTS = [text for text, _ in ANSWERS]
GOALS, TIRED, JOB, TEAMS, HOSTILE, COFFEE = TEXTS
WITH_CODES = {GOALS, TIRED, JOB, TEAMS}


@pytest.fixture
def store(tmp_path):
    with coding_store(tmp_path) as opened:
        yield opened


@pytest.fixture
def ids(store):
    return text_ids(store)


def words(work, queue, coder="coder1"):
    return [work.answers[one].words for one in work.queue(queue, coder)]


def test_the_audit_queue_holds_the_sample_in_its_order_and_nothing_before_it_is_drawn(store):
    assert words(read_work(store), Queue.AUDIT) == []
    Codings(store).draw_audit(3, "owner")
    work = read_work(store)
    assert [work.answers[one].words for one in Codings(store).audit()] == words(work, Queue.AUDIT)
    assert len(words(work, Queue.AUDIT)) == 3


def test_what_was_left_half_way_comes_first(store, ids):
    Codings(store).draw_audit(len(TEXTS), "owner")
    last = words(read_work(store), Queue.AUDIT)[-1]
    said(store, "coder1", ids[last], "career", finish=False)
    work = read_work(store)
    assert words(work, Queue.AUDIT)[0] == last
    assert work.mine(ids[last], "coder1").given == {"career"}
    assert words(work, Queue.AUDIT, "coder2")[0] != last


def test_what_a_coder_has_read_does_not_come_again_to_that_coder_alone(store, ids):
    Codings(store).draw_audit(len(TEXTS), "owner")
    said(store, "coder1", ids[JOB], "career")
    work = read_work(store)
    assert JOB not in words(work, Queue.AUDIT) and JOB in words(work, Queue.AUDIT, "coder2")


def test_codes_come_in_turn_those_seen_least_first(store, ids):
    assert set(words(read_work(store), Queue.CODES)) == WITH_CODES
    said(store, "coder1", ids[TIRED], "wellbeing")
    said(store, "coder1", ids[GOALS], "goals")
    assert set(words(read_work(store), Queue.CODES, "coder2")) == {JOB, TEAMS}


def test_the_second_reader_gets_what_others_have_read_and_does_not_see_their_codes(store, ids):
    said(store, "coder1", ids[JOB], "goals")
    said(store, "coder1", ids[GOALS], "goals", finish=False)
    work = read_work(store)
    assert words(work, Queue.SECOND, "coder2") == [JOB] and words(work, Queue.SECOND, "coder1") == []
    assert work.mine(ids[JOB], "coder2").given == frozenset()
    assert work.suggested(ids[JOB]) == ("career",)  # the machine's, as the first coder had


def test_evidence_and_suggestions_follow_the_codebook_as_it_is_now(store, ids):
    codings = Codings(store)
    document = retire(merge(read_work(store).document, "goals", "career"), "remote")
    codings.save_codebook(to_toml(document, 1), "owner", parent=0)
    work = read_work(store)
    assert work.suggested(ids[GOALS]) == ("career",) and work.suggested(ids[TEAMS]) == ()
    assert [one["code"] for one in work.evidence(ids[GOALS])] == ["career"]
    assert work.today(["goals", "career", "remote", "unheard"]) == {"career"}
    assert work.number == 1 and document_of(codings.codebook_versions()[0].toml)["version"] == "1"


def test_pairs_are_of_answers_that_both_have_read(store, ids):
    for coder in ("coder1", "coder3"):
        said(store, coder, ids[JOB], "career")
    said(store, "coder2", ids[JOB], "career", finish=False)
    said(store, "coder3", ids[GOALS], "goals")
    assert read_work(store).pairs() == {("coder1", "coder3"): [ids[JOB]]}


def test_only_a_difference_that_nobody_settled_is_disputed(store, ids):
    for coder, codes in (("coder1", ["career"]), ("coder2", ["career", "goals"])):
        said(store, coder, ids[JOB], *codes)
        said(store, coder, ids[GOALS], "goals")
    assert read_work(store).disputed() == [ids[JOB]]
    Codings(store).adjudicate(ids[JOB], ["goals"], "coder1")
    work = read_work(store)
    assert work.disputed() == [] and work.current[ids[JOB]].codes == {"goals"}


def test_a_word_is_weighed_by_people_where_they_have_read(store, ids):
    """Five caught: one has the code, two have it from people, one has been read without it, one is unread."""
    said(store, "coder1", ids[JOB], "goals")
    said(store, "coder1", ids[TEAMS], "remote")
    said(store, "coder1", ids[TIRED])
    Codings(store).adjudicate(ids[TIRED], ["goals"], "coder1")
    found = weigh(read_work(store), "goals", [ids[one] for one in (GOALS, JOB, TEAMS, TIRED, COFFEE)])
    assert (found.caught, found.has, found.right, found.wrong, found.unread) == (5, 1, 2, 1, 1)


def test_the_table_has_a_row_an_answer_and_none_of_its_words(store, ids):
    said(store, "coder1", ids[JOB], "goals")
    said(store, "coder1", ids[TIRED], "peer_group", finish=False)
    heading, *rows = coded_rows(read_work(store))
    by_id = {row[0]: dict(zip(heading, row, strict=True)) for row in rows}
    assert set(by_id) == set(ids.values())
    tired, job = by_id[ids[TIRED]], by_id[ids[JOB]]
    assert (tired["wellbeing"], tired["relationship"], tired["peer_group"], tired["goals"]) == (-1, 1, 1, 0)
    assert (job["goals"], job["career"]) == (1, 0)
    assert (tired["coded_by"], job["coded_by"], by_id[ids[COFFEE]]["coded_by"]) == (
        "person_and_machine",
        "person",
        "machine",
    )
    content = as_csv([heading, *rows]).decode("utf-8-sig")
    assert not any(word in content for word in ("Kahvi", "mentori tuki", "Teams"))
    assert content.splitlines()[0].startswith("answer;language;valence")


def test_no_cell_of_a_file_is_a_formula():
    hostile = ["=1+1", "+1", "-x", "@x", "\tx", "\rx", "x", -1]
    lines = as_csv([hostile]).decode("utf-8-sig")
    assert lines.startswith("'=1+1;'+1;'-x;'@x;'\tx;\"'\rx\";x;-1")
    with ZipFile(BytesIO(as_xlsx([hostile]))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet and sheet.count('t="s"') == 7
