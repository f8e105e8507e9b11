"""Which responses count: our way against the plain definition, over made-up histories."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from hypothesis import given, settings
from hypothesis import strategies as st

from data.counting import superseded

_TABLES = """
CREATE TABLE imports (id TEXT, seq INTEGER, round TEXT, kind TEXT, undone INTEGER);
CREATE TABLE responses (
    import_id TEXT, position INTEGER, response_id TEXT, person TEXT, occasion TEXT, submitted_at TEXT,
    UNIQUE (import_id, response_id));
"""

# A second derivation, in the words of the rule: versions by window over imports, then forms by window over people.
_BY_WINDOWS = """
WITH seen AS (
    SELECT r.*, i.seq, i.round, i.kind, row_number() OVER (PARTITION BY response_id ORDER BY i.seq DESC) AS version
    FROM responses r JOIN imports i ON i.id = r.import_id WHERE i.undone IS NULL
), forms AS (
    SELECT *, row_number() OVER (
        PARTITION BY person, round, kind, coalesce(occasion, CASE kind WHEN 'event' THEN import_id ELSE '' END)
        ORDER BY submitted_at DESC, seq DESC, position DESC) AS place
    FROM seen WHERE version = 1 AND person IS NOT NULL
)
SELECT import_id, response_id FROM seen WHERE version > 1
UNION ALL SELECT import_id, response_id FROM forms WHERE place > 1
"""

imports = st.lists(
    st.tuples(st.sampled_from(["r1", "r2"]), st.sampled_from(["end", "event"]), st.booleans()), min_size=1, max_size=4
)
responses = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.sampled_from(["a", "b", "c", "d"]),
        st.sampled_from([None, "anna", "bo"]),
        st.sampled_from([None, "day 1", "day 2"]),
        st.sampled_from([None, "2020-05-01", "2020-05-02"]),
    ),
    max_size=12,
    unique_by=lambda row: row[:2],
)


@settings(deadline=None)  # the machine may be busy
@given(imports, responses)
def test_it_is_what_the_windows_of_sqlite_say(made, given_responses):
    with closing(sqlite3.connect(":memory:")) as db:
        db.executescript(_TABLES)
        for seq, (round_id, kind, undone) in enumerate(made, 1):
            row = (f"i{seq}", seq, round_id, kind, 9 if undone else None)
            db.execute("INSERT INTO imports VALUES (?, ?, ?, ?, ?)", row)
        for position, (number, *response) in enumerate(given_responses):
            row = (f"i{number % len(made) + 1}", position, *response)
            db.execute("INSERT OR IGNORE INTO responses VALUES (?, ?, ?, ?, ?, ?)", row)
        expected = sorted(db.execute(_BY_WINDOWS).fetchall())
        found = sorted((import_id, one) for import_id, ones in superseded(db).items() for one in ones)
    assert found == expected
