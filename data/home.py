"""Where the stores and the pseudonym key lie on this machine: never inside the repository."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from platformdirs import user_data_path

from data.errors import Place, Problem, PuntariError, Severity

__all__ = ["LEDGER", "HomeError", "Pseudonyms", "StoreName", "home", "pseudonyms"]


_REPOSITORY = Path(__file__).resolve().parents[1]
LEDGER = "ledger.db"  # the name of the ledger in each store's folder
_KEY_FILE = "pseudonym.key"
_KEY_BYTES = 32
_SHOWN = 20  # hexadecimal digits of a pseudonym: 80 bits, no collision among people or responses


class StoreName(StrEnum):
    """The owner's data and the made-up programme: two stores, never pooled."""

    OWN = "own"
    SAMPLE = "sample"


class HomeError(PuntariError):
    """The folder of the stores, or the key beside them, cannot be used."""


def home() -> Path:
    """The folder of PUNTARI_HOME, else the platform's folder for a user's data."""
    folder = Path(os.environ.get("PUNTARI_HOME") or user_data_path("puntari", appauthor=False)).expanduser().resolve()
    if folder.is_relative_to(_REPOSITORY):
        raise HomeError(Problem("store.inside_repository", Place(str(folder)), Severity.ERROR))
    return folder


@dataclass(frozen=True, slots=True)
class Pseudonyms:
    """Codes and e-mails become pseudonyms by HMAC-SHA256; without the key nobody can try names until one fits."""

    key: bytes

    def of(self, kind: str, *parts: str) -> str:
        """The pseudonym of some text; the same text of another kind has another one."""
        message = "\x1f".join((kind, *parts)).encode()
        return hmac.new(self.key, message, hashlib.sha256).hexdigest()[:_SHOWN]

    def person(self, code: str) -> str:
        """Of a code or an e-mail, in whatever case and with whatever spaces it was typed."""
        folded = "".join(unicodedata.normalize("NFKC", code).casefold().split())
        return self.of("person", folded.removesuffix(".0"))  # a code that a spreadsheet took for a number

    @property
    def fingerprint(self) -> str:
        """What tells that a store was filled under this key, without giving the key away."""
        return self.of("fingerprint")


def pseudonyms(folder: Path) -> Pseudonyms:
    """The key of a folder; made on first use, readable by its owner only.

    Raises
    ------
    HomeError
        If the key is gone from beside a store that was filled under it, or is no key any more.
    """
    path = folder / _KEY_FILE
    filled = any(folder.glob(f"*/{LEDGER}"))  # asked first: another process may make key and ledger right now
    if not path.exists():
        if filled:
            raise _key_error("store.key_missing")
        _make_key(path)
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii"))
    except ValueError:
        raise _key_error("store.key_damaged") from None
    if len(key) != _KEY_BYTES:
        raise _key_error("store.key_damaged")
    return Pseudonyms(key)


def _key_error(key: str) -> HomeError:
    return HomeError(Problem(key, Place(_KEY_FILE), Severity.ERROR))


def _make_key(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_suffix(f".{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(secrets.token_hex(_KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)  # fails where another process was first: its key then counts
    except FileExistsError:
        pass
    finally:
        draft.unlink()
