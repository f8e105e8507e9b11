"""Ways in which a folder of stores may be damaged, and what is then said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

__all__ = ["DAMAGES", "OWN", "Damage"]

OWN = "own"


@dataclass(frozen=True, slots=True)
class Damage:
    """`do` damages the owner's store in a home; `says` is the key of the sentence that names it."""

    do: Callable[[Path], object]
    says: str
    file: str = ""  # that the sentence names; empty where its name is not known beforehand


def _head_overwritten(home: Path) -> None:
    ledger = home / OWN / "ledger.db"
    ledger.write_bytes(b"x" * 200 + ledger.read_bytes()[200:])


def _middle_overwritten(home: Path) -> None:
    ledger = home / OWN / "ledger.db"
    content = ledger.read_bytes()
    middle, some = len(content) // 2, 9_000
    ledger.write_bytes(content[:middle] + bytes(some) + content[middle + some :])


def _answers_cut(home: Path) -> None:
    for path in (home / OWN / "answers").iterdir():
        path.write_bytes(path.read_bytes()[:-100])


def _answers_gone(home: Path) -> None:
    for path in (home / OWN / "answers").iterdir():
        path.unlink()


def _key_misspelt(home: Path) -> None:
    settings = home / OWN / "programme.toml"
    settings.write_bytes(b"clams = []\n" + settings.read_bytes())


DAMAGES: Mapping[str, Damage] = {
    "ledger_head": Damage(_head_overwritten, "store.damaged", "ledger.db"),
    "ledger_middle": Damage(_middle_overwritten, "store.damaged", "ledger.db"),
    "ledger_empty": Damage(lambda home: (home / OWN / "ledger.db").write_bytes(b""), "store.ledger_lost", "ledger.db"),
    "answers_cut": Damage(_answers_cut, "store.file_damaged"),
    "answers_gone": Damage(_answers_gone, "store.file_missing"),
    "settings_no_toml": Damage(
        lambda home: (home / OWN / "programme.toml").write_text("name = [", encoding="utf-8"),
        "programme.not_toml",
        "programme.toml",
    ),
    "settings_wrong": Damage(
        _key_misspelt,
        "programme.unknown_key",
        "programme.toml",
    ),
    "settings_gone": Damage(
        lambda home: (home / OWN / "programme.toml").unlink(), "programme.no_file", "programme.toml"
    ),
    "key_gone": Damage(lambda home: (home / "pseudonym.key").unlink(), "store.key_missing", "pseudonym.key"),
    "key_other": Damage(
        lambda home: (home / "pseudonym.key").write_text("5a" * 32, encoding="ascii"), "store.other_key", OWN
    ),
    "key_damaged": Damage(
        lambda home: (home / "pseudonym.key").write_text("no key", encoding="ascii"),
        "store.key_damaged",
        "pseudonym.key",
    ),
}
