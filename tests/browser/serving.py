"""A server of our own, as `make run` starts it: on a free loopback port, over a store of its own, ended by its pid."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
_READY = "URL:"  # streamlit prints it once it listens


@dataclass
class Server:
    port: int
    home: Path
    pid: int
    log: list[str] = field(default_factory=list)

    def url(self, path: str = "") -> str:
        return f"http://127.0.0.1:{self.port}/{path}"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def serving(home: Path, *, script: Path | None = None) -> Iterator[Server]:
    """The application; or a small script of a test, with the application's settings."""
    port = free_port()
    options = ["--server.headless", "true", "--server.port", str(port)]
    launcher = ["pages.ui.launch", "--headless", "--port", str(port)]
    process = subprocess.Popen(
        [sys.executable, "-m", *(launcher if script is None else ["streamlit", "run", str(script), *options])],
        cwd=ROOT,
        env={**os.environ, "PUNTARI_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    server = Server(port, home, process.pid)
    try:
        for line in process.stdout:
            server.log.append(line)
            if _READY in line:
                break
        assert process.poll() is None, "".join(server.log)
        threading.Thread(target=server.log.extend, args=(process.stdout,), daemon=True).start()
        yield server
    finally:
        process.terminate()
        process.wait(timeout=20)
        process.stdout.close()
