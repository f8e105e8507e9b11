"""The child process that reads Finnish for the pages: begun at the first question, ended when nobody asks any more.

Its dictionaries take hundreds of megabytes and seconds to load, so it stays for the next question for a while.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from data.errors import Problem, PuntariError, Severity

__all__ = ["Engine", "EngineError", "engine"]

ROOT = Path(__file__).parents[3]
_COMMAND = (sys.executable, "-m", "pages.ui.coding_steps.workshop")
_IDLE_SECONDS = 600.0  # how long it waits for another question
_ENDING_SECONDS = 5.0

Tell = Callable[[float], object]


class EngineError(PuntariError):
    """The child process broke off; nothing is lost, and the next question begins another one."""


class Engine:
    """One question at a time; who comes meanwhile waits."""

    def __init__(self, command: tuple[str, ...] = _COMMAND, idle: float = _IDLE_SECONDS) -> None:
        self._command, self._idle = command, idle
        self._lock = threading.Lock()
        self._child: subprocess.Popen[str] | None = None
        self._timer: threading.Timer | None = None

    def ask(self, question: str, tell: Tell | None = None, **told: object) -> Any:
        """The answer of pages/ui/coding_steps/workshop.py; `tell` is called with the share done.

        Raises
        ------
        EngineError
            If the child ended before it answered.
        """
        with self._lock:
            self._wait_no_more()
            try:
                return self._answer(self._running(), {"question": question, **told}, tell)
            except (OSError, ValueError) as broken:  # a pipe without a reader, a line cut short
                self._end()
                raise EngineError(Problem("coding.engine_broke", severity=Severity.ERROR)) from broken
            finally:
                self._wait()

    def close(self) -> None:
        with self._lock:
            self._wait_no_more()
            self._end()

    @property
    def pid(self) -> int | None:
        return self._child.pid if self._child else None

    def _answer(self, child: subprocess.Popen[str], told: dict[str, object], tell: Tell | None) -> Any:
        assert child.stdin and child.stdout
        child.stdin.write(json.dumps(told) + "\n")
        child.stdin.flush()
        while "answer" not in (line := json.loads(child.stdout.readline())):
            if tell:
                tell(line["progress"])
        return line["answer"]

    def _running(self) -> subprocess.Popen[str]:
        if self._child is None or self._child.poll() is not None:
            self._end()
            self._child = subprocess.Popen(
                self._command,
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # a traceback could show an answer
                text=True,
                encoding="utf-8",
            )
        return self._child

    def _wait(self) -> None:
        self._timer = threading.Timer(self._idle, self.close)
        self._timer.daemon = True
        self._timer.start()

    def _wait_no_more(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None

    def _end(self) -> None:
        """Its input ends, and so does the child; one that is stuck is killed."""
        child, self._child = self._child, None
        if child is None:
            return
        assert child.stdin and child.stdout
        with suppress(OSError):  # what was not read any more cannot be written out
            child.stdin.close()
        try:
            child.wait(_ENDING_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        child.stdout.close()


engine = Engine()
