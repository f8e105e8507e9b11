"""Make a virtual environment with pip, also where Debian's python3-venv is not installed. Standard library only."""

from __future__ import annotations

import configparser
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request
import venv
from pathlib import Path

NEEDED = (3, 11)
PYPI = "https://pypi.org/simple"


def main(folder: Path) -> int:
    if sys.version_info < NEEDED:
        print(f"Puntari needs Python 3.11 or newer; this is {sys.version.split()[0]}.", file=sys.stderr)
        print("Next: install it, or point to it with  make run PYTHON=/path/to/python3", file=sys.stderr)
        return 1
    if _has_pip(folder):
        return 0
    shutil.rmtree(folder, ignore_errors=True)
    venv.create(folder, with_pip=False, symlinks=True)
    for give_pip in (_by_ensurepip, _by_own_pip, _by_uv, _by_wheel):
        if give_pip(folder) and _has_pip(folder):
            return 0
    print("pip could not be put into the virtual environment.", file=sys.stderr)
    print("Next: apt-get install python3-venv, or set PIP_INDEX_URL to your package mirror.", file=sys.stderr)
    return 1


def _python(folder: Path) -> str:
    return str(folder / "bin" / "python")


def _run(*command: str) -> bool:
    return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode == 0


def _has_pip(folder: Path) -> bool:
    return Path(_python(folder)).exists() and _run(_python(folder), "-m", "pip", "--version")


def _by_ensurepip(folder: Path) -> bool:
    return _run(_python(folder), "-m", "ensurepip", "--upgrade", "--default-pip")


def _by_own_pip(folder: Path) -> bool:
    return _run(sys.executable, "-m", "pip", "--python", _python(folder), "install", "pip")


def _by_uv(folder: Path) -> bool:
    return shutil.which("uv") is not None and _run("uv", "pip", "install", "--python", _python(folder), "pip")


def _by_wheel(folder: Path) -> bool:
    """Debian's python3 alone has neither ensurepip nor pip: fetch pip's wheel from the configured index."""
    page = f"{_index().rstrip('/')}/pip/"
    try:
        with urllib.request.urlopen(page, timeout=60) as answer:
            links = re.findall(r'href="([^"#]*/?pip-(\d+(?:\.\d+)+)-py3-none-any\.whl)', answer.read().decode())
        newest = max(links, key=lambda link: tuple(int(n) for n in link[1].split(".")))[0]
        with tempfile.TemporaryDirectory() as scratch:
            wheel = Path(scratch, newest.rsplit("/", 1)[-1])
            with urllib.request.urlopen(urllib.parse.urljoin(page, newest), timeout=60) as answer:
                wheel.write_bytes(answer.read())
            return _run(_python(folder), f"{wheel}/pip", "install", "--no-index", str(wheel))
    except (OSError, ValueError):
        return False


def _index() -> str:
    for name in ("PIP_INDEX_URL", "UV_DEFAULT_INDEX", "UV_INDEX_URL"):
        if os.environ.get(name):
            return os.environ[name]
    config = configparser.ConfigParser(interpolation=None)
    home = Path.home()
    config.read(
        ["/etc/pip.conf", home / ".pip/pip.conf", home / ".config/pip/pip.conf", os.environ.get("PIP_CONFIG_FILE", "")]
    )
    return config.get("global", "index-url", fallback=PYPI)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
