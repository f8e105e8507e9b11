"""A selection is codes in the programme's order; a link brings back what it was made from, and nothing unknown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.schema import Role
from data.selection import Selection

ROUNDS = ("r1", "r2", "r3")
codes = st.lists(st.sampled_from([*ROUNDS, "r9", ""]))
selections = st.builds(
    Selection.of,
    st.just(ROUNDS),
    st.lists(st.sampled_from(Role)),
    codes,
    st.sampled_from([None, *ROUNDS, "r9"]),
)


@given(selections)
def test_a_link_brings_back_the_selection_it_was_made_from(selection):
    assert Selection.from_query(selection.to_query(ROUNDS), ROUNDS) == selection


@given(selections)
def test_never_none_and_in_the_order_of_the_programme(selection):
    assert selection.roles and selection.rounds
    assert list(selection.roles) == [role for role in Role if role in selection.roles]
    assert list(selection.rounds) == [code for code in ROUNDS if code in selection.rounds]


@pytest.mark.parametrize(
    "query, roles, rounds, reference",
    [
        ({}, ("mentor", "actor"), ROUNDS, None),
        ({"roles": "actor.mentor"}, ("mentor", "actor"), ROUNDS, None),
        ({"roles": "actor"}, ("actor",), ROUNDS, None),
        ({"rounds": "r3.r1.r1"}, ("mentor", "actor"), ("r1", "r3"), None),
        ({"rounds": "r9", "roles": "boss"}, ("mentor", "actor"), ROUNDS, None),
        ({"reference": "r2"}, ("mentor", "actor"), ROUNDS, "r2"),
        ({"reference": "r9"}, ("mentor", "actor"), ROUNDS, None),
    ],
)
def test_what_a_link_means(query, roles, rounds, reference):
    assert Selection.from_query(query, ROUNDS) == Selection(tuple(map(Role, roles)), tuple(rounds), reference)


def test_everything_is_an_empty_query_so_that_it_holds_rounds_to_come():
    everything = Selection.of(ROUNDS)
    assert everything.to_query(ROUNDS) == {}
    assert Selection.from_query({}, (*ROUNDS, "r4")).rounds == (*ROUNDS, "r4")


def test_a_programme_without_rounds():
    assert Selection.from_query({"rounds": "r1"}, ()) == Selection(tuple(Role), ())
