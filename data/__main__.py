"""`python -m data COMMAND …`: one sub-command a module."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from io import TextIOWrapper

from data import check_command, describe, import_command
from pages.ui.text import LANGUAGES, Text

__all__ = ["main"]

_COMMANDS = {"describe": describe, "import": import_command, "check": check_command}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = ArgumentParser(prog="python -m data")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, module in _COMMANDS.items():
        command = commands.add_parser(name)
        command.add_argument("--language", choices=LANGUAGES, default=_language())
        module.add_command(command)
    chosen = parser.parse_args(arguments)
    code: int = _COMMANDS[chosen.command].run(chosen, Text(chosen.language))
    return code


def _language() -> str:
    """As LANG says, else Finnish."""
    named = os.environ.get("LANG", "")[:2]
    return named if named in LANGUAGES else LANGUAGES[0]


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal may lack a letter; that is no failure
    sys.exit(main())
