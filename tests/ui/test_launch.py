"""The launcher; what it keeps closed is tried on fresh servers in tests/browser/test_links.py."""

import tomllib

import pytest
from streamlit.runtime.pages_manager import PagesManager

from pages.ui import launch


@pytest.fixture
def started(monkeypatch):
    """What the launcher hands to streamlit, without starting a server."""
    handed = []
    monkeypatch.setattr(launch.cli, "main", lambda arguments, prog_name: handed.extend(arguments))
    monkeypatch.setattr(PagesManager, "uses_pages_directory", None)
    monkeypatch.setattr(launch.os, "chdir", lambda folder: None)
    return handed


def test_the_folder_of_pages_is_closed_before_the_server_starts(started):
    launch.main([])
    assert PagesManager.uses_pages_directory is False


@pytest.mark.parametrize(
    "arguments, port, headless",
    [([], "8501", False), (["--port", "9000"], "9000", False), (["--headless"], "8501", True)],
)
def test_binds_the_loopback_address_and_the_port(arguments, port, headless, started):
    launch.main(arguments)
    flags = dict(zip(started[2::2], started[3::2], strict=True))
    assert flags["--server.address"] == "127.0.0.1"
    assert flags["--server.port"] == port
    assert ("--server.headless" in flags) is headless


def test_streamlit_is_pinned_since_a_private_name_is_used():
    locked = (launch.ROOT / "requirements.txt").read_text(encoding="utf-8")
    assert "\nstreamlit==" in "\n" + locked
    assert "uses_pages_directory" in vars(PagesManager)


def test_the_settings_that_privacy_asks_for():
    config = tomllib.loads((launch.ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["server"] | {"port": 0} == {
        "address": "127.0.0.1",
        "port": 0,
        "maxUploadSize": 20,
        "fileWatcherType": "none",
        "showEmailPrompt": False,
        "allowedHosts": ["localhost", "127.0.0.1"],
        "enableStaticServing": False,
    }
    assert config["browser"] == {"gatherUsageStats": False}
    client = config["client"]
    assert (client["showErrorDetails"], client["toolbarMode"], client["disableDataExport"]) == ("none", "minimal", True)
    assert "fontFaces" not in config["theme"] and ":" not in config["theme"]["font"]  # a font from outside has a url
