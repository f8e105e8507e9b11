"""`open_page("benefit", lang="sv", roles="mentor")` → AppTest of the page, over the sample programme."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.opening import open_through_frame


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder of stores of the tests' own; the sample programme is imported by the first page that opens."""
    home = tmp_path_factory.mktemp("puntari") / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PUNTARI_HOME", str(home))
        yield home


@pytest.fixture
def open_page(sample_home: Path) -> Callable[..., AppTest]:
    return open_through_frame
