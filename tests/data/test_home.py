"""Where the stores lie, and pseudonyms that nobody can guess without the key."""

from __future__ import annotations

import hashlib
import hmac
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.home import HomeError, Pseudonyms, home, pseudonyms

REPOSITORY = Path(__file__).resolve().parents[2]


def test_the_folder_is_the_one_that_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("PUNTARI_HOME", str(tmp_path))
    assert home() == tmp_path.resolve()


def test_without_a_name_it_is_the_platforms_own_folder(monkeypatch, tmp_path):
    monkeypatch.delenv("PUNTARI_HOME", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert "puntari" in str(home()).lower() and not home().is_relative_to(REPOSITORY)


@pytest.mark.parametrize("inside", ["", "data/store", "tests/../x"])
def test_a_folder_inside_the_repository_is_refused(monkeypatch, inside):
    monkeypatch.setenv("PUNTARI_HOME", str(REPOSITORY / inside))
    with pytest.raises(HomeError) as caught:
        home()
    assert caught.value.problems[0].key == "store.inside_repository"


def test_a_pseudonym_is_an_hmac_of_what_was_typed():
    expected = hmac.new(b"key", b"person\x1fanna@example.fi", hashlib.sha256).hexdigest()
    assert Pseudonyms(b"key").person("  Anna@Example.FI ") == expected[:20]


@pytest.mark.parametrize(
    "written", ["anna@example.fi", "ANNA@EXAMPLE.FI", " anna@example.fi\u00a0", "anna @example.fi"]
)
def test_the_same_person_however_typed(written):
    assert Pseudonyms(b"key").person(written) == Pseudonyms(b"key").person("anna@example.fi")


def test_a_code_that_a_spreadsheet_took_for_a_number():
    assert Pseudonyms(b"key").person("17.0") == Pseudonyms(b"key").person("17")


@settings(deadline=None)  # the machine may be busy
@given(st.text(min_size=1), st.text(min_size=1), st.binary(min_size=1))
def test_different_texts_have_different_pseudonyms(one, other, key):
    names = Pseudonyms(key)
    assert (names.of("group", one) == names.of("group", other)) == (one == other)
    assert names.of("group", one) != names.of("person", one)


def test_parts_do_not_run_together():
    names = Pseudonyms(b"key")
    assert names.of("x", "ab", "c") != names.of("x", "a", "bc")


def test_the_key_is_made_once_and_only_its_owner_may_read_it(tmp_path):
    folder = tmp_path / "home"
    first = pseudonyms(folder)
    assert pseudonyms(folder) == first and len(first.key) == 32
    assert stat.S_IMODE((folder / "pseudonym.key").stat().st_mode) == 0o600
    assert [path.name for path in folder.iterdir()] == ["pseudonym.key"]


def test_all_who_come_at_once_get_the_same_key(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: pseudonyms(tmp_path / "home").key, range(8)))
    assert len(keys) == 1


def test_another_folder_has_another_key(tmp_path):
    assert pseudonyms(tmp_path / "a").fingerprint != pseudonyms(tmp_path / "b").fingerprint
