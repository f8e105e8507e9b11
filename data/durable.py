"""Files that are whole or not there: written under another name, forced to disk, renamed, the folder forced to disk."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Collection
from pathlib import Path

__all__ = ["digest", "keep_only", "write_durably"]

_DRAFT = ".draft-"


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def write_durably(path: Path, content: bytes, *, anew: bool = False) -> None:
    """Write a file unless one of that name stands there already; `anew`: in any case."""
    if path.exists() and not anew:
        return
    draft = path.with_name(f"{_DRAFT}{secrets.token_hex(8)}-{path.name}")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    _sync_folder(path.parent)


def keep_only(folder: Path, names: Collection[str]) -> int:
    """Remove every file of a folder but these; how many went."""
    orphans = [path for path in folder.iterdir() if path.name not in names]
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
