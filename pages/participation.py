"""Who comes, who answers, who stays. Select, ask, show."""

from __future__ import annotations

from analysis.applications import acceptance, applications, mentor_share
from analysis.participation import responses, volunteers
from analysis.reach import Reach, continuity, coverage, groups_formed, reach
from pages.ui import participation_sentences as say
from pages.ui.figure_card import figure_card
from pages.ui.figures import participation as figures
from pages.ui.view import current_view, guide


def render() -> None:
    view = current_view()
    text, labels, people = view.text, view.labels, view.material.attendance
    rounds, closed, roles = view.rounds_and_reference, view.material.closed, view.selection.roles

    applied = applications(people, rounds=rounds)
    share = mentor_share(people, rounds=rounds)
    decided = acceptance(people, closed=closed)
    answered = responses(people, rounds=rounds, roles=roles)
    staff = coverage(people, rounds=rounds)
    formed = groups_formed(people, rounds=rounds)
    places = reach(people, closed=closed)
    stayed = continuity(people, closed=closed)
    organisations, units = (places.by_organisation, places.by_unit) if isinstance(places, Reach) else ((), ())
    cards = [
        ("applications", say.applications_sentences(share, labels, text), figures.applied(applied, labels, text)),
        ("share", say.share_sentences(share, text), figures.mentor_shares(applied, share, labels, text)),
        ("accepted", [say.acceptance_sentence(decided, labels, text)], figures.accepted(decided, text)),
        (
            "response",
            say.responses_sentences(people, answered, labels, text),
            figures.responded(answered, labels, text),
        ),
        ("coverage", [say.coverage_sentence(staff, labels, text)], figures.covered(staff, labels, text)),
        ("organisations", [say.reach_sentence(places, labels, text)], figures.places(organisations, text)),
        ("units", [say.units_sentence(places, text)], figures.places(units, text)),
        ("formed", [say.groups_sentence(formed, labels, text)], figures.formed(formed, labels, text)),
        ("continuity", say.continuity_sentences(stayed, labels, text), figures.stayed(stayed, text)),
    ]
    for item in view.mentor_bank:
        points, options = view.options(item)
        bank = [volunteers(view.gate, people, item, rounds=view.rounds, role=role, points=points) for role in roles]
        said = [
            say.volunteers_sentence(one, view.roles[role], labels, text) for role, one in zip(roles, bank, strict=True)
        ]
        cards.append(("volunteers", said, figures.bank(roles, bank, options, text)))
    for name, sentences, data in cards:
        figure_card(text(f"participation.{name}_title"), sentences, data, guide(name, text), text, key=name)
