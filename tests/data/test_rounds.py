"""Rounds go into the ledger and come out the same."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from data.programme import Delivery, Round
from data.rounds import round_from_payload, round_to_payload, rounds_overlaid
from data.schema import Role

rounds = st.builds(
    Round,
    id=st.sampled_from(["r1", "r2", "r3"]),
    name=st.text(max_size=10),
    start=st.dates(),
    end=st.dates(),
    partner=st.text(max_size=10),
    delivery=st.sampled_from(Delivery),
    invited=st.none() | st.integers(0, 100),
    invited_by_role=st.none() | st.fixed_dictionaries({role: st.integers(0, 100) for role in Role}),
    eligible=st.none() | st.integers(0, 9999),
)


@settings(deadline=None)  # the machine may be busy
@given(rounds)
def test_a_round_comes_back_as_it_was(one):
    assert round_from_payload(json.loads(json.dumps(round_to_payload(one)))) == one


@settings(deadline=None)  # the machine may be busy
@given(st.lists(rounds), st.lists(rounds))
def test_of_each_round_the_latest_word_counts(declared, made):
    overlaid = rounds_overlaid(declared, made)
    assert [one.start for one in overlaid] == sorted(one.start for one in overlaid)
    assert {one.id for one in overlaid} == {one.id for one in declared + made}
    for one in overlaid:
        assert one == [other for other in declared + made if other.id == one.id][-1]


def test_rounds_that_start_together_stand_by_their_ids():
    one = Round("b", "", date(2020, 1, 1), date(2020, 2, 1))
    assert [r.id for r in rounds_overlaid([one], [replace(one, id="a")])] == ["a", "b"]
