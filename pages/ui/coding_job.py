"""Free text is coded in the background: one child process a store, started where answers wait, told of in a sentence.

The server imports no dictionary and no learner: it reads stored codings.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from enum import StrEnum
from functools import cache
from pathlib import Path

from data.codings import Codings, Maker

__all__ = ["CodingJob", "JobState", "current_maker", "engine_version", "is_switched_on"]

_ROOT = Path(__file__).parents[2]
_ENGINE = (("analysis/coding", "*.py"), ("data/codebooks", "**/*.toml"))  # what a coding depends on beside its answer
_SHOWN = 12  # hexadecimal digits of a version
_SWITCH, _OFF = "PUNTARI_CODING", "off"


class JobState(StrEnum):
    IDLE = "idle"
    RUNNING = "running"
    FAILED = "failed"


class CodingJob:
    """The child process of one store. It dies with this one; a failed one is not started again unasked."""

    def __init__(
        self, folder: Path, command: tuple[str, ...] = (sys.executable, "-m", "pages.ui.coding_child")
    ) -> None:
        self._folder, self._command = folder, command
        self._child: subprocess.Popen[bytes] | None = None
        self._failed = False

    @property
    def state(self) -> JobState:
        if self._child is not None and (code := self._child.poll()) is not None:
            self._failed = code != 0
            self._close()
        if self._child is not None:
            return JobState.RUNNING
        return JobState.FAILED if self._failed else JobState.IDLE

    def start(self, analyser: str) -> None:
        """Begin, unless a child is at work or the last one failed."""
        if self.state is JobState.IDLE:
            self._child = subprocess.Popen(
                [*self._command, str(self._folder), analyser],
                cwd=_ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,  # a trace back could quote an answer
            )

    def try_again(self) -> None:
        """Forget that it failed: whoever looks next starts it."""
        self._failed = False

    def wait(self) -> JobState:
        """Until the child has ended."""
        if self._child is not None:
            self._child.wait()
        return self.state

    def stop(self) -> None:
        if self._child is not None:
            self._child.kill()
            self._child.wait()

    def _close(self) -> None:
        if self._child is not None and self._child.stdin is not None:
            self._child.stdin.close()
        self._child = None


@cache
def engine_version() -> str:
    """Changes with every change of the engine or of the shipped word lists: then everything is coded anew."""
    files = sorted(path for folder, pattern in _ENGINE for path in (_ROOT / folder).glob(pattern))
    content = hashlib.sha256()
    for path in files:
        content.update(path.relative_to(_ROOT).as_posix().encode() + path.read_bytes())
    return content.hexdigest()[:_SHOWN]


def current_maker(codings: Codings) -> Maker:
    """Who codings should be made by now."""
    return Maker(codings.codebook_number(), engine_version())


def is_switched_on() -> bool:
    """PUNTARI_CODING=off leaves the coding to another server of the same store, or to nobody."""
    return os.environ.get(_SWITCH) != _OFF
