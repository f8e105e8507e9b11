"""The words and the tables that every layer shares. docs/data-model.md explains them to people."""

from __future__ import annotations

from enum import StrEnum

import pyarrow as pa

__all__ = ["ANSWERS", "APPLICATIONS", "ROSTER", "TEXTS", "Field", "Form", "Missing", "Role", "Shared", "Wave"]


class Wave(StrEnum):
    """The occasion of measurement; the same word in files, on the command line and in code."""

    APPLICATION = "application"
    START = "start"
    EVENT = "event"
    END = "end"
    FOLLOW_UP = "follow_up"


class Role(StrEnum):
    MENTOR = "mentor"
    ACTOR = "actor"


class Form(StrEnum):
    PAIR = "pair"
    SMALL_GROUP = "small_group"


class Missing(StrEnum):
    """Why a respondent has no value for an item. None of them ever enters a mean; each is counted."""

    NOT_ASKED = "not_asked"
    SKIPPED = "skipped"
    DONT_KNOW = "dont_know"
    NOT_APPLICABLE = "not_applicable"
    INVALID = "invalid"


class Shared(StrEnum):
    """What a pair or a small group was matched by."""

    VALUES = "values"
    FIELD = "field"
    INTERESTS = "interests"


class Field(StrEnum):
    """What a column may hold that is no item: who, where and when. Never the id of an item."""

    RESPONSE_ID = "response_id"
    PERSON = "person"  # code or e-mail: what links one person's forms; becomes a pseudonym
    NAME = "name"
    ROLE = "role"
    GROUP = "group"
    FORM = "form"
    UNIT = "unit"
    ORGANISATION = "organisation"
    BRANCH = "branch"
    OCCASION = "occasion"
    SHARED = "shared"  # of a roster: what a pair or group was matched by
    ACCEPTED = "accepted"
    STARTED_AT = "started_at"
    SUBMITTED_AT = "submitted_at"
    LANGUAGE = "language"
    IGNORED = "ignored"


_TEXT = pa.string()
_CODE = pa.dictionary(pa.int32(), pa.string())

# One row for each respondent and item; of a multi-select, one for each option (value 1 or 0).
ANSWERS = pa.schema(
    [
        ("import_id", _CODE),
        ("response_id", _TEXT),
        ("person", _TEXT),  # pseudonym; null in an anonymous survey
        ("round", _CODE),
        ("wave", _CODE),
        ("occasion", _CODE),
        ("role", _CODE),
        ("group", _CODE),
        ("form", _CODE),
        ("unit", _CODE),
        ("item", _CODE),
        ("value", pa.float64()),
        ("label", _CODE),
        ("missing_reason", _CODE),  # null exactly where value is not, or where label alone is the answer
        ("submitted_at", pa.timestamp("s")),
        ("language", _CODE),
    ]
)

# Free text stands apart from the figures, and no name or e-mail stands beside either.
TEXTS = pa.schema(
    [
        ("import_id", _CODE),
        ("response_id", _TEXT),
        ("item", _CODE),
        ("text", _TEXT),
        ("language", _CODE),
    ]
)

# The only place of names and e-mails. `shared` lists what the pair was matched by: values, field, interests.
ROSTER = pa.schema(
    [
        ("round", _TEXT),
        ("person", _TEXT),
        ("code", _TEXT),
        ("name", _TEXT),
        ("role", _TEXT),
        ("group", _TEXT),
        ("form", _TEXT),
        ("unit", _TEXT),
        ("organisation", _TEXT),
        ("branch", _TEXT),
        ("shared", pa.list_(pa.string())),
    ]
)

APPLICATIONS = pa.schema(
    [
        ("import_id", _CODE),
        ("round", _CODE),
        ("person", _TEXT),
        ("response_id", _TEXT),
        ("role", _CODE),
        ("accepted", pa.bool_()),
        ("submitted_at", pa.timestamp("s")),
    ]
)
