"""`make bench`: every bench_*.py here, one after another; each prints ratios against the baseline that it names."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main(wanted: list[str]) -> None:
    for path in sorted(HERE.glob("bench_*.py")):
        if not wanted or path.stem.removeprefix("bench_") in wanted:
            print(f"\n## {path.stem.removeprefix('bench_')}\n", flush=True)
            sys.argv[1:] = []
            importlib.import_module(f"tests.bench.{path.stem}").main()


if __name__ == "__main__":
    main(sys.argv[1:])
