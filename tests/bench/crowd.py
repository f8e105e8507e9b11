"""The sample programme with every person many times over: what a store of that size costs its readers."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pyarrow as pa

from data.importing import import_samples
from data.parcel import ImportRecord, Parcel, Response
from data.schema import ANSWERS, APPLICATIONS, ROSTER, TEXTS
from data.store import Store, open_store

__all__ = ["SAMPLES", "make_crowd", "respondents"]

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
_SCHEMAS = {"answers": ANSWERS, "texts": TEXTS, "applications": APPLICATIONS}
_OWN = ["response_id", "person", "group"]  # what tells one copy of a person from another
_RESPONSE = ["response_id", "person", "role", "form", "occasion", "submitted_at"]


def make_crowd(folder: Path, times: int) -> None:
    """A store in which everybody of the sample programme is there so many times."""
    with tempfile.TemporaryDirectory() as home, open_store(Path(home) / "sample") as source:
        import_samples(source, SAMPLES)
        with open_store(folder, template=source.folder / "programme.toml") as store:
            for record in source.imports():
                store.add(_parcel(source, record, times), "bench")


def respondents(store: Store) -> int:
    """Forms that were filled in, of whatever wave."""
    return len(set(store.answers()["response_id"].to_pylist()))


def _parcel(source: Store, record: ImportRecord, times: int) -> Parcel:
    parcel = Parcel(
        record.name, f"{record.name} {times}".encode(), record.tool, record.kind, record.round, memory="bench"
    )
    tables = {kind: _copies(getattr(source, kind)(), kind, record, parcel, times) for kind in _SCHEMAS}
    roster = _many(source.roster(record.round).to_pandas(), times)
    forms = pd.concat(
        [tables[kind].to_pandas().astype(object).reindex(columns=_RESPONSE) for kind in ("answers", "applications")]
    )
    return replace(
        parcel,
        tables=tables,
        roster=pa.Table.from_pandas(roster, ROSTER, preserve_index=False) if record.kind == "roster" else None,
        responses=[_response(*row) for row in forms.drop_duplicates("response_id").itertuples(index=False)],
    )


def _copies(table: pa.Table, kind: str, record: ImportRecord, parcel: Parcel, times: int) -> pa.Table:
    rows = table.to_pandas().astype({name: object for name in table.column_names if name != "submitted_at"})
    own = _many(rows[rows["import_id"] == record.id], times).assign(import_id=parcel.id)
    return pa.Table.from_pandas(own, _SCHEMAS[kind], preserve_index=False)


def _many(rows: pd.DataFrame, times: int) -> pd.DataFrame:
    own = [name for name in _OWN if name in rows]
    return pd.concat(
        [
            rows.assign(**{name: rows[name].where(rows[name].isna(), rows[name] + f"~{n}") for name in own})
            for n in range(times)
        ]
    )


def _response(
    response_id: str, person: object, role: object, form: object, occasion: object, at: pd.Timestamp
) -> Response:
    submitted = None if pd.isna(at) else at.isoformat()
    return Response(response_id, _known(person), _known(role), _known(form), _known(occasion), submitted)


def _known(value: object) -> str | None:
    return value if isinstance(value, str) else None
