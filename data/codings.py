"""Codings of free text in the store: the machine's, people's, the audit sample, and the versions of the codebook.

A text is known by an id made of its response, its item and its very words under the store's key: a later download of
the same form keeps what people decided, and an answer that was changed is coded anew. Whatever is written is an event
of the ledger; the machine's codings lie in Parquet files that nobody sees before the ledger names them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from data.decisions import (
    Act,
    CurrentCoding,
    Decision,
    MachineCoding,
    PersonCoding,
    current_coding,
    people_codings,
)
from data.durable import digest, keep_only, write_durably
from data.errors import Place, Problem, Severity
from data.ledger import Event, EventKind, StoreError
from data.store import Store

__all__ = ["SHIPPED", "CodebookVersion", "Codings", "Maker"]

SHIPPED = 0  # number of the codebook that came with the program
_FOLDER = "codings"
_MACHINE = pa.schema(
    [
        ("text", pa.string()),
        ("codes", pa.list_(pa.string())),
        ("against", pa.list_(pa.string())),  # those of the codes
        ("valence", pa.string()),
        ("language", pa.string()),
        ("empty", pa.bool_()),
        ("evidence", pa.string()),
    ]
)


@dataclass(frozen=True, slots=True)
class Maker:
    """What made machine codings. `backend` tells which dictionaries were at work; another one makes no coding due."""

    codebook: int  # number of the codebook version
    analyser: str  # version of the program's engine and word lists
    backend: str = ""

    def same(self, other: Maker) -> bool:
        return (self.codebook, self.analyser) == (other.codebook, other.analyser)


@dataclass(frozen=True, slots=True)
class CodebookVersion:
    """One saved codebook: its whole TOML and the number of the version that it was made from."""

    number: int
    parent: int
    toml: str
    note: str
    who: str
    at: str


class Codings:
    """What is known of the free text of a store. Cheap to make; reads anew whenever it is asked."""

    def __init__(self, store: Store) -> None:
        self._store, self._ledger, self._names = store, store.ledger, store.names
        self._folder = store.folder / _FOLDER
        self._folder.mkdir(exist_ok=True, mode=0o700)

    def texts(self) -> pa.Table:
        """data.schema.TEXTS with a column `text_id` more."""
        table = self._store.texts()
        rows = zip(*(table[name].to_pylist() for name in ("response_id", "item", "text")), strict=True)
        ids = [self._names.of("text", *(part or "" for part in row)) for row in rows]
        return table.append_column("text_id", pa.array(ids, pa.string()))

    def uncoded(self, maker: Maker) -> list[tuple[str, str]]:
        """(text id, text) of every answer that this maker has not coded yet."""
        done = {text for made_by, rows in self._batches() if made_by.same(maker) for text in rows}
        table = self.texts()
        found = dict(zip(table["text_id"].to_pylist(), table["text"].to_pylist(), strict=True))
        return [(text_id, text or "") for text_id, text in found.items() if text_id not in done]

    def add_machine(self, rows: Sequence[MachineCoding], maker: Maker, who: str = "") -> None:
        """Store a batch of machine codings: all of it, or nothing."""
        content = _parquet(rows)
        name = f"{digest(content)}.parquet"
        told = {"rows": len(rows), "codebook": maker.codebook, "analyser": maker.analyser, "backend": maker.backend}
        with self._ledger.writing():
            try:
                write_durably(self._folder / name, content)
            except OSError as error:
                raise StoreError(Problem("store.unwritable", Place(_FOLDER), Severity.ERROR)) from error
            self._ledger.append(EventKind.CODING, name, told, who)

    def machine(self) -> dict[str, MachineCoding]:
        """Text id → what the machine said of it last."""
        return {text: row for _, rows in self._batches() for text, row in rows.items()}

    def makers(self) -> dict[str, Maker]:
        """Text id → who made its newest machine coding."""
        return {text: maker for maker, rows in self._batches() for text in rows}

    def decide(self, *decisions: Decision) -> None:
        """Append what a person decided; several decisions at once are one commit."""
        with self._ledger.writing():
            for one in decisions:
                self._ledger.append(EventKind.CODE, one.text, _payload(one), one.coder)

    def decisions(self) -> tuple[Decision, ...]:
        """Every decision of everybody, oldest first."""
        return tuple(_decision(event) for event in self._ledger.events(EventKind.CODE))

    def by_coder(self) -> dict[str, dict[str, PersonCoding]]:
        """Text id → coder → where that coder stands with it."""
        return people_codings(self.decisions())

    def adjudicate(
        self,
        text: str,
        codes: Iterable[str],
        who: str,
        *,
        polarity: Mapping[str, str] | None = None,
        valence: str = "",
    ) -> None:
        """Settle an answer: these codes hold, whatever coders and machine said. The newest adjudication counts."""
        payload = {"codes": sorted(codes), "polarity": dict(polarity or {}), "valence": valence}
        with self._ledger.writing():
            self._ledger.append(EventKind.ADJUDICATION, text, payload, who)

    def adjudicated(self) -> dict[str, PersonCoding]:
        """Text id → the coding that settles it."""
        return {
            event.subject: PersonCoding(
                event.who,
                frozenset(event.payload["codes"]),
                polarity=event.payload["polarity"],
                valence=event.payload["valence"],
                finished=True,
            )
            for event in self._ledger.events(EventKind.ADJUDICATION)
        }

    def current(self) -> dict[str, CurrentCoding]:
        """Text id → what holds now, of every text that the machine or a person has coded."""
        machine, people, settled = self.machine(), self.by_coder(), self.adjudicated()
        known = dict.fromkeys((*machine, *people, *settled))
        return {
            text: current_coding(text, machine.get(text), people.get(text, {}), settled.get(text)) for text in known
        }

    def draw_audit(self, size: int, who: str) -> None:
        """Make the random audit sample of at least `size` answers, in whole forms; a drawn one can only grow.

        A form is in when the hash of its response under the store's key is small enough: so the sample is random, the
        same for everybody, and takes its share of what is imported later.
        """
        forms: dict[str, int] = {}
        for response in self._store.texts()["response_id"].to_pylist():
            rank = self._rank(response)
            forms[rank] = forms.get(rank, 0) + 1
        with self._ledger.writing():
            limit, held = self._audit_limit(), 0
            for rank in sorted(forms):
                if held >= size:
                    break
                limit, held = max(limit, rank), held + forms[rank]
            self._ledger.append(EventKind.AUDIT, "audit", {"size": size, "limit": limit}, who)

    def audit(self) -> tuple[str, ...]:
        """Ids of the texts in the audit sample, in the order in which people should code them."""
        limit, table = self._audit_limit(), self.texts()
        pairs = zip(table["response_id"].to_pylist(), table["text_id"].to_pylist(), strict=True)
        ranked = sorted((self._rank(response), text) for response, text in pairs)
        return tuple(dict.fromkeys(text for rank, text in ranked if rank <= limit))

    def save_codebook(self, toml: str, who: str, *, parent: int, note: str = "") -> CodebookVersion:
        """Take a codebook into use as the next version. Whether it can be read is the caller's to check before.

        Raises
        ------
        StoreError
            If somebody has saved another version since `parent`.
        """
        with self._ledger.writing():
            if parent != (now := self.codebook_number()):
                raise StoreError(Problem("store.codebook_changed", severity=Severity.ERROR, values={"now": now}))
            payload = {"parent": parent, "toml": toml, "note": note}
            self._ledger.append(EventKind.CODEBOOK, str(now + 1), payload, who)
            return self.codebook_versions()[-1]

    def codebook_versions(self) -> tuple[CodebookVersion, ...]:
        """Every version saved in this store, oldest first."""
        return tuple(
            CodebookVersion(
                int(event.subject),
                event.payload["parent"],
                event.payload["toml"],
                event.payload["note"],
                event.who,
                event.at,
            )
            for event in self._ledger.events(EventKind.CODEBOOK)
        )

    def current_codebook(self) -> CodebookVersion | None:
        """The version in use; None where it is the shipped one."""
        versions = self.codebook_versions()
        return versions[-1] if versions else None

    def codebook_number(self) -> int:
        version = self.current_codebook()
        return version.number if version else SHIPPED

    def sweep(self) -> int:
        """Remove files that no commit names; how many went."""
        with self._ledger.writing():
            return keep_only(self._folder, {event.subject for event in self._ledger.events(EventKind.CODING)})

    def _audit_limit(self) -> str:
        drawn = self._ledger.latest(EventKind.AUDIT)
        return str(drawn["audit"]["limit"]) if drawn else ""

    def _rank(self, response_id: str) -> str:
        return self._names.of("audit", response_id)

    def _batches(self) -> list[tuple[Maker, dict[str, MachineCoding]]]:
        """Oldest first. A file that is gone or damaged counts as never made: its answers are coded again."""
        found = []
        for event in self._ledger.events(EventKind.CODING):
            path = self._folder / event.subject
            content = path.read_bytes() if path.exists() else b""
            if f"{digest(content)}.parquet" == event.subject:
                told = event.payload
                found.append((Maker(told["codebook"], told["analyser"], told["backend"]), _rows(content)))
        return found


def _payload(one: Decision) -> dict[str, Any]:
    told = {"act": one.act, "code": one.code, "polarity": one.polarity, "valence": one.valence}
    return {**told, "codebook": one.codebook, "analyser": one.analyser}


def _decision(event: Event) -> Decision:
    told = event.payload
    return Decision(
        text=event.subject,
        act=Act(told["act"]),
        coder=event.who,
        codebook=told["codebook"],
        analyser=told["analyser"],
        code=told["code"],
        polarity=told["polarity"],
        valence=told["valence"],
        at=event.at,
    )


def _parquet(rows: Sequence[MachineCoding]) -> bytes:
    columns = [
        {
            "text": row.text,
            "codes": list(row.codes),
            "against": [code for code in row.codes if row.polarity.get(code) == "against"],
            "valence": row.valence,
            "language": row.language,
            "empty": row.empty,
            "evidence": row.evidence,
        }
        for row in rows
    ]
    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pylist(columns, schema=_MACHINE), sink, compression="lz4")
    return bytes(sink.getvalue())


def _rows(content: bytes) -> dict[str, MachineCoding]:
    stored = pq.ParquetFile(pa.BufferReader(content)).read(use_threads=False)
    return {
        row["text"]: MachineCoding(
            text=row["text"],
            codes=tuple(row["codes"]),
            polarity={code: "against" if code in row["against"] else "for" for code in row["codes"]},
            valence=row["valence"],
            language=row["language"],
            empty=row["empty"],
            evidence=row["evidence"],
        )
        for row in stored.to_pylist()
    }
