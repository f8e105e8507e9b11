"""Stores of the tests' own; nobody's real data are opened."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    home = tmp_path_factory.mktemp("puntari") / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PUNTARI_HOME", str(home))
        yield home
