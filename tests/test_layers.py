"""Which module may import which. A failing line here is a design question, not a lint."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OURS = ("dashboard", "pages", "analysis", "data")

# Types without behaviour that every layer above data speaks in.
WORDS = {"data.schema", "data.errors", "data.atoms", "data.instruments.model"}

# The longest prefix of a module's name decides: which of our modules it may import,
# and which packages from outside it must not touch. A name stands for itself and for everything below it.
MAY: dict[str, tuple[set[str], set[str]]] = {
    "data": ({"data"}, {"streamlit", "plotly", "scipy", "sklearn"}),
    "data.__main__": ({"data", "pages.ui.text"}, {"streamlit", "plotly", "scipy", "sklearn"}),
    "data.samples": ({"data.samples"}, {"streamlit", "plotly", "scipy", "sklearn"}),
    "analysis": ({"analysis", *WORDS, "data.selection", "data.programme"}, {"streamlit", "plotly"}),
    "analysis.stats": ({"analysis.stats", "analysis.results"}, {"streamlit", "plotly", "pandas"}),
    "pages": ({"pages", "analysis"}, {"pandas"}),
    "pages.charts": (
        {"pages.charts", "analysis", "data.schema", "pages.ui.text", "pages.ui.escape"},
        {"streamlit", "pandas"},
    ),
    "pages.reports": (
        {"pages.reports", "pages.charts", "analysis", "data.schema", "pages.ui.text", "pages.ui.sentences"},
        {"streamlit"},
    ),
    "pages.ui": ({"pages", "analysis", "data"}, set()),
    "pages.ui.text": (set(), {"streamlit", "plotly", "pandas"}),
    "pages.ui.escape": (set(), {"streamlit", "plotly", "pandas"}),
    "pages.ui.sentences": (
        {"analysis", "data.schema", "pages.ui.text", "pages.ui.labels"},
        {"streamlit", "plotly", "pandas"},
    ),
    "dashboard": ({"pages"}, {"plotly", "pandas"}),
}
PLOTLY_EXPRESS = "plotly.express"  # its import costs seconds
FILE_ACCESS = {"pathlib", "os", "io", "sqlite3", "shutil", "tempfile"}  # analysis computes; data reads


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES = {
    module_name(path): path
    for path in sorted([ROOT / "dashboard.py", *(p for name in OURS[1:] for p in (ROOT / name).rglob("*.py"))])
}


def imports(path: Path) -> Iterator[str]:
    """Whole names: `from data import schema` is data.schema."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in FILES else node.module


def below(name: str, prefixes: set[str]) -> bool:
    return any(name == prefix or name.startswith(prefix + ".") for prefix in prefixes)


def rule(module: str) -> tuple[set[str], set[str]]:
    prefix = max((p for p in MAY if below(module, {p})), key=len)
    return MAY[prefix]


@pytest.mark.parametrize("module", FILES)
def test_imports_only_what_its_layer_may(module):
    allowed, banned = rule(module)
    found = set(imports(FILES[module]))
    ours = {name for name in found if name.split(".")[0] in OURS}
    assert {name for name in ours if not below(name, allowed)} == set()
    assert {name for name in found if below(name, banned | {PLOTLY_EXPRESS})} == set()


@pytest.mark.parametrize("module", [name for name in FILES if below(name, {"analysis"})])
def test_analysis_reads_no_files(module):
    """Shipped language resources in coding/ excepted."""
    if not below(module, {"analysis.coding"}):
        assert set(imports(FILES[module])) & FILE_ACCESS == set()


@pytest.mark.parametrize("package", [p for p in MAY if p not in {"data.__main__", "data.samples"}])
def test_every_rule_but_those_to_come_is_about_something(package):
    assert package == "pages.reports" or any(below(name, {package}) for name in FILES)


def test_no_cycles():
    graph = {module: {name for name in imports(path) if name in FILES} for module, path in FILES.items()}
    done: set[str] = set()
    while ready := {m for m, needs in graph.items() if m not in done and needs <= done}:
        done |= ready
    assert set(graph) - done == set()


def test_only_session_touches_the_state_of_streamlit():
    state = {"session_state", "query_params", "cache_data", "cache_resource"}
    touching = {
        module
        for module, path in FILES.items()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in state
    }
    assert touching == {"pages.ui.session"}


@pytest.mark.parametrize("module", [name for name in FILES if name.startswith("pages.") and name.count(".") == 1])
def test_a_page_is_thin_and_does_nothing_when_run_alone(module):
    path = FILES[module]
    if path.name == "__init__.py":
        return
    source = path.read_text(encoding="utf-8")
    docstring, *rest = ast.parse(source).body
    assert isinstance(docstring, ast.Expr)
    assert [node.name for node in rest if isinstance(node, ast.FunctionDef)] == ["render"]
    assert all(isinstance(node, ast.Import | ast.ImportFrom | ast.FunctionDef) for node in rest)
    assert source.count("\n") <= 80
