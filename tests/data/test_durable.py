"""Files that are whole or not there."""

from __future__ import annotations

import os

import pytest

from data.durable import digest, keep_only, write_durably


def test_the_digest_is_sha256():
    assert digest(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_a_file_is_forced_to_disk_before_it_has_its_name_and_its_folder_after(tmp_path, monkeypatch):
    """The order is the promise: content, name, folder."""
    steps: list[str] = []
    sync, replace = os.fsync, type(tmp_path).replace

    def noted(handle: int) -> None:
        steps.append("folder" if os.path.isdir(f"/proc/self/fd/{handle}") else "content")  # noqa: PTH112
        sync(handle)

    def renamed(self, target):
        steps.append("name")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", noted)
    monkeypatch.setattr(type(tmp_path), "replace", renamed)
    write_durably(tmp_path / "a", b"content")
    assert steps == ["content", "name", "folder"]
    assert (tmp_path / "a").read_bytes() == b"content" and len(list(tmp_path.iterdir())) == 1


def test_what_stands_already_is_not_written_again(tmp_path):
    write_durably(tmp_path / "a", b"first")
    write_durably(tmp_path / "a", b"second")
    assert (tmp_path / "a").read_bytes() == b"first"


def test_it_may_be_written_anew(tmp_path):
    write_durably(tmp_path / "a", b"first")
    write_durably(tmp_path / "a", b"second", anew=True)
    assert (tmp_path / "a").read_bytes() == b"second" and len(list(tmp_path.iterdir())) == 1


def test_a_file_that_cannot_be_written_leaves_nothing(tmp_path):
    with pytest.raises(OSError, match="No such file"):
        write_durably(tmp_path / "missing" / "a", b"content")
    assert list(tmp_path.iterdir()) == []


def test_only_what_is_named_is_kept(tmp_path):
    for name in ("a", "b", ".draft-1-c"):
        (tmp_path / name).write_bytes(b"x")
    assert keep_only(tmp_path, {"a"}) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
