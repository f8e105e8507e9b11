"""The parent side: start the child that parses, wait no longer than allowed, believe it no more than needed."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from data.errors import Place, Problem, Severity
from data.guard.limits import Limits
from data.guard.preflight import FileKind
from data.guard.refusal import refuse
from data.guard.upload import Export, Grid

__all__ = ["read_in_child"]

_READER = Path(__file__).with_name("reader.py")


def read_in_child(export: Export, kind: FileKind, limits: Limits) -> tuple[tuple[Grid, ...], tuple[Problem, ...]]:
    """The sheets as text, and what was noticed while reading.

    Raises:
        UploadRefusedError: also where the child dies, whatever it dies of.
    """
    command = [sys.executable, "-I", "-X", "utf8", str(_READER), kind, json.dumps(asdict(limits))]
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nothing, start_new_session=True) as child:
        try:
            answer, _ = child.communicate(export.content, timeout=limits.seconds)
        except subprocess.TimeoutExpired:
            child.kill()
            refuse("guard.too_slow", export.name, limit=round(limits.seconds))
        except BaseException:
            child.kill()
            raise
    if child.returncode != 0:
        refuse("guard.reader_died", export.name)
    try:
        return _understood(export, json.loads(answer))
    except (ValueError, TypeError, KeyError, AttributeError):  # whoever spoke there was not our reader any more
        refuse("guard.reader_died", export.name)


def _understood(export: Export, reply: dict[str, Any]) -> tuple[tuple[Grid, ...], tuple[Problem, ...]]:
    if "refusal" in reply:
        values = dict(reply["values"])
        refuse(reply["refusal"], export.name, row=values.pop("row", None), **values)
    how = {"encoding": reply.get("encoding", ""), "delimiter": reply.get("delimiter", "")}
    grids = tuple(
        Grid(sheet["sheet"], tuple(map(tuple, sheet["rows"])), hidden=sheet["hidden"], **how)
        for sheet in reply["sheets"]
    )
    return grids, tuple(_noticed(export.name, reply))


def _noticed(file: str, reply: dict[str, Any]) -> list[Problem]:
    problems = []
    if reply.get("mixed"):
        problems.append(Problem("guard.mixed_encodings", Place(file)))
    if reply.get("sep_line"):
        problems.append(Problem("guard.sep_line", Place(file), Severity.NOTE))
    if ragged := reply.get("ragged"):
        problems.append(
            Problem("guard.ragged_rows", Place(file, reply["ragged_row"]), values={"n": ragged}, count=ragged)
        )
    if cleaned := sum(sheet["cleaned"] for sheet in reply["sheets"]):
        problems.append(Problem("guard.control_characters", Place(file), Severity.NOTE, {"n": cleaned}, cleaned))
    return problems
