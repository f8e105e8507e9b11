"""What holds for an answer when the machine, one coder, two coders and an adjudicator have spoken."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from data.decisions import Act, Decision, MachineCoding, PersonCoding, current_coding, people_codings

MACHINE = MachineCoding("t", ("goals", "career"), {"goals": "for", "career": "against"}, "positive", "fi", False)


def said(act, coder="anna", **more):
    return Decision("t", act, coder, 0, "engine", **more)


def holds(*decisions, machine=MACHINE, settled=None):
    return current_coding("t", machine, people_codings(decisions).get("t", {}), settled)


def test_without_people_the_machine_counts():
    current = holds()
    assert current.codes == {"goals", "career"} and current.polarity == {"career": "against", "goals": "for"}
    assert (current.valence, current.by_people, current.finished) == ("positive", frozenset(), False)


def test_a_person_counts_before_the_machine_code_by_code():
    current = holds(said(Act.REJECT, code="career"), said(Act.ADD, code="agency", polarity="against"))
    assert current.codes == {"goals", "agency"} and current.by_people == {"career", "agency"}
    assert current.polarity == {"agency": "against", "goals": "for"}


def test_who_has_read_the_answer_whole_leaves_nothing_to_the_machine():
    current = holds(said(Act.CONFIRM, code="goals"), said(Act.FINISH, valence="mixed"))
    assert current.codes == {"goals"} and current.finished and current.valence == "mixed"
    assert current.by_people == {"goals", "career"}


def test_a_coder_may_think_again():
    assert holds(said(Act.CONFIRM, code="goals"), said(Act.REJECT, code="goals")).codes == {"career"}
    assert holds(said(Act.FINISH), said(Act.ADD, code="goals")).codes == {"goals"}


def test_the_first_coder_counts_and_a_difference_is_told():
    current = holds(said(Act.CONFIRM, code="goals"), said(Act.REJECT, "bo", code="goals"))
    assert "goals" in current.codes and current.disputed == {"goals"}


def test_a_second_coder_who_found_more_is_a_difference_too():
    current = holds(said(Act.FINISH), said(Act.ADD, "bo", code="agency"), said(Act.FINISH, "bo"))
    assert current.codes == frozenset() and current.disputed == {"agency"}


def test_an_adjudication_wins_over_everybody():
    settled = PersonCoding("cia", frozenset({"agency"}), finished=True)
    current = holds(said(Act.CONFIRM, code="goals"), said(Act.FINISH), settled=settled)
    assert current.codes == {"agency"} and current.finished and current.disputed == frozenset()


def test_an_answer_that_only_people_coded():
    assert holds(said(Act.ADD, code="goals"), machine=None).codes == {"goals"}


def test_an_empty_answer_is_empty_until_a_person_finds_a_code():
    empty = MachineCoding("t", (), {}, "neutral", "fi", True)
    assert holds(machine=empty).empty and not holds(said(Act.ADD, code="goals"), machine=empty).empty


codes = st.sampled_from(["goals", "career", "agency"])
acts = st.builds(said, st.sampled_from(list(Act)[:3]), st.sampled_from(["anna", "bo"]), code=codes)


@given(st.lists(acts), st.lists(acts))
def test_nothing_that_others_say_changes_what_a_coder_said(first, later):
    mine = [one for one in first if one.coder == "anna"]
    others = [one for one in later if one.coder == "bo"]
    alone = people_codings(mine).get("t", {}).get("anna")
    assert people_codings([*first, *others]).get("t", {}).get("anna") == alone
    if first:
        leader = first[0].coder
        before, after = holds(*first), holds(*first, *(one for one in later if one.coder != leader))
        theirs = people_codings(first)["t"][leader]
        decided = theirs.given | theirs.rejected
        assert before.codes & decided == after.codes & decided
