"""The process that codes free text: `python -m pages.ui.coding_child STORE_FOLDER ANALYSER`. Ends with its server.

It alone loads the dictionaries. What is coded is committed batch by batch; when it dies, what it had committed stays
and the next one goes on from there. One at a time works on a store: others wait until it has ended, and find nothing
left to do.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from analysis.coding.analyser import backend
from analysis.coding.worker import code_batch
from data.codings import Codings, Maker
from data.decisions import MachineCoding
from data.store import open_store

__all__ = ["BATCH", "code_everything", "main"]

BATCH = 200  # answers: some tenths of a second, then they are committed
_LOCK = "coding_lock"
_WAIT = 600.0  # seconds for another process that codes this store
_SERVER_GONE = 3


def main(arguments: Sequence[str]) -> int:
    folder, analyser = arguments
    threading.Thread(target=_end_with_server, daemon=True).start()
    with one_at_a_time(Path(folder)), open_store(Path(folder)) as store:
        code_everything(Codings(store), analyser)
    return 0


def code_everything(codings: Codings, analyser: str) -> None:
    """Code what the codebook in use has not coded yet, batch by batch, until nothing is left."""
    codings.sweep()
    version = codings.current_codebook()
    maker = Maker(codings.codebook_number(), analyser, backend())
    with tempfile.TemporaryDirectory() as drawer:
        path = None
        if version is not None:
            path = Path(drawer) / "codebook.toml"
            path.write_text(version.toml, encoding="utf-8")
        while due := codings.uncoded(maker):  # more may come in meanwhile
            rows = code_batch(due[:BATCH], str(path) if path else None)
            codings.add_machine([_coding(row) for row in rows], maker)


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """A lock that the system lets go of when its process dies, on every system."""
    with closing(sqlite3.connect(folder / _LOCK, timeout=_WAIT, isolation_level=None)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        yield


def _coding(row: dict[str, Any]) -> MachineCoding:
    return MachineCoding(
        text=row["answer"],
        codes=tuple(row["codes"]),
        polarity=row["polarity"],
        valence=row["valence"],
        language=row["language"],
        empty=row["empty"],
        evidence=json.dumps(row["evidence"], ensure_ascii=False),
    )


def _end_with_server() -> None:
    """The server holds the other end of our input: when it ends, however it ends, reading comes back."""
    sys.stdin.read()
    os._exit(_SERVER_GONE)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
