"""`python -m data check`: every damage of the stores, named; 0 where there is none."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from data.errors import Problem, PuntariError
from data.home import StoreName, home
from data.import_command import Say, sentences
from data.store import open_store

__all__ = ["add_command", "run"]

_DAMAGED = 2


def add_command(parser: ArgumentParser) -> None:
    parser.add_argument("--store", type=StoreName, choices=list(StoreName))


def run(arguments: Namespace, say: Say) -> int:
    """Look through one store, or all that exist."""
    damaged = False
    for name in [arguments.store] if arguments.store else list(StoreName):
        found = _problems(name)
        if found is None:
            continue
        damaged |= bool(found)
        sys.stderr.writelines(f"{line}\n" for line in sentences(found, say))
        if not found:
            sys.stdout.write(say(f"store.sound_{name}") + "\n")
    return _DAMAGED if damaged else 0


def _problems(name: StoreName) -> tuple[Problem, ...] | None:
    """What is wrong with a store; None where there is no such store yet."""
    try:
        folder = home() / name
        if not folder.exists():
            return None
        with open_store(folder) as store:
            return store.problems()
    except PuntariError as error:
        return error.problems
