"""The rules of the house that import-linter cannot say (pyproject.toml has those that it can)."""

import ast
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CORE = "inventory_core"

Tree = Mapping[str, str]
"""The source of each module, by its dotted name."""

LONGEST_FILE = 500
LONGEST_FUNCTION = 40

SLOW_LIBRARIES = ("prophet", "statsmodels", "distributed", "torch")
"""They take 1 to 3 seconds to import, or may be missing."""

CLOCK_READERS = (f"{CORE}.__main__", "pages.shared.session")
"""What asks for the running moment; everything below is told."""

CLOCK = re.compile(r"\b(date|datetime|Timestamp)\.(today|now|utcnow)$")

INSTALLED_AS = {"dateutil": "python-dateutil", "fpdf": "fpdf2", "sklearn": "scikit-learn"}
"""Libraries that are installed by another name than they are imported by."""

SQL = re.compile(
    r"\s*(select\s.*\sfrom\s|insert\s+(or\s+\w+\s+)?into\s|update\s.*\sset\s|delete\s+from\s"
    r"|(create|drop|alter)\s+(or\s+replace\s+)?(table|view|index|sequence)\s)",
    re.DOTALL,
)
"""A string that begins like a statement; sentences for people begin with one capital letter."""


def read_tree(root: Path) -> Tree:
    files = [root / "app.py"]
    files += (file for folder in (CORE, "pages", "tests") for file in (root / folder).rglob("*.py"))
    return {
        module_name(file.relative_to(root)): file.read_text(encoding="utf-8")
        for file in sorted(files)
        if file.exists()
    }


def module_name(file: Path) -> str:
    parts = file.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def app_of(tree: Tree) -> dict[str, ast.Module]:
    """The modules that sellers get, read."""
    return {name: parsed(text) for name, text in tree.items() if not name.startswith("tests.")}


@cache
def parsed(text: str) -> ast.Module:
    return ast.parse(text)


def imports_of(module: ast.AST) -> Iterator[str]:
    """Every dotted name that a module imports, at any depth."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def libraries_of(module: ast.AST) -> set[str]:
    return {name.partition(".")[0] for name in imports_of(module)}


def outside_functions(module: ast.Module) -> Iterator[ast.AST]:
    """What runs as soon as the module is imported."""
    waiting: list[ast.AST] = [module]
    while waiting:
        node = waiting.pop()
        yield node
        if not (isinstance(node, ast.FunctionDef) or is_for_types(node)):
            waiting.extend(ast.iter_child_nodes(node))


def is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


# The rules: each returns a sentence for every breach


def slow_imports(tree: Tree) -> list[str]:
    return [
        f"{name} must import {library} inside a function"
        for name, module in app_of(tree).items()
        for node in outside_functions(module)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for library in sorted(libraries_of(node) & set(SLOW_LIBRARIES))
    ]


def strayed_sql(tree: Tree) -> list[str]:
    return [
        f"{name} line {node.lineno} contains SQL"
        for name, module in app_of(tree).items()
        if not name.startswith(f"{CORE}.store.")
        for node in ast.walk(module)
        if isinstance(node, ast.Constant) and is_sql(node.value)
    ]


def is_sql(value: object) -> bool:
    if not isinstance(value, str):
        return False
    statement = f"{value} "
    return bool(SQL.match(statement) or (value[:6].isupper() and SQL.match(statement.lower())))


def scripts_right_in_pages(tree: Tree) -> list[str]:
    return [
        f"{name} must lie in a folder of its own: Streamlit would run it without app.py"
        for name in tree
        if re.fullmatch(r"pages\.\w+", name)
    ]


def clock_readers(tree: Tree) -> list[str]:
    """The clock is asked in two places: a test that asked it would fail on another day."""
    return [
        f"{name} line {node.lineno} reads the clock"
        for name, text in tree.items()
        if name not in CLOCK_READERS
        for node in ast.walk(parsed(text))
        if isinstance(node, ast.Attribute)
        and re.search(
            r"\b(date\.today|(datetime|Timestamp)\.(now|today|utcnow))$", ast.unparse(node)
        )
    ]


def long_files(tree: Tree) -> list[str]:
    return [
        f"{name} has {text.count(chr(10))} lines"
        for name, text in tree.items()
        if not name.startswith("tests.") and text.count("\n") > LONGEST_FILE
    ]


def long_functions(tree: Tree) -> list[str]:
    return [
        f"{name}.{node.name} has {code_lines(node, tree[name])} lines of code"
        for name, module in app_of(tree).items()
        for node in ast.walk(module)
        if isinstance(node, ast.FunctionDef) and code_lines(node, tree[name]) > LONGEST_FUNCTION
    ]


def code_lines(function: ast.FunctionDef, text: str) -> int:
    """Its lines without docstring, comments and empty ones."""
    first = function.body[0]
    has_docstring = ast.get_docstring(function, clean=False) is not None
    docstring = range(first.lineno, (first.end_lineno or 0) + 1) if has_docstring else ()
    lines = list(enumerate(text.splitlines(), start=1))[function.lineno - 1 : function.end_lineno]
    return sum(
        1 for number, line in lines if re.match(r"\s*[^\s#]", line) and number not in docstring
    )


def calculating_frame(tree: Tree) -> list[str]:
    libraries = libraries_of(parsed(tree.get("app", ""))) & {"pandas", "numpy", "duckdb", "plotly"}
    return [f"app may not import {library}" for library in sorted(libraries)]


BREACHES: tuple[tuple[Callable[[Tree], list[str]], str, str, str], ...] = (
    (slow_imports, "core.a", "import prophet", "core.a must import prophet inside a function"),
    (strayed_sql, f"{CORE}.shop", "x = 1\nask('select a from b')", f"{CORE}.shop line 2 contains"),
    (strayed_sql, "pages.data.a", "ask(f'DELETE FROM b WHERE c = {d}')", "pages.data.a line 1 con"),
    (scripts_right_in_pages, "pages.alerts", "", "pages.alerts must lie in a folder"),
    (clock_readers, f"{CORE}.shop", "date.today()", f"{CORE}.shop line 1 reads the clock"),
    (clock_readers, "tests.test_a", "x = datetime.datetime.now", "tests.test_a line 1 reads"),
    (long_files, f"{CORE}.a", "x = 1\n" * 501, f"{CORE}.a has 501 lines"),
    (
        long_functions,
        "pages.a",
        "def f():\n" + "    x = 1\n" * 40,
        "pages.a.f has 41 lines",
    ),
    (calculating_frame, "app", "import numpy as np", "app may not import numpy"),
)
RULES = dict.fromkeys(rule for rule, *_ in BREACHES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_project_keeps_the_rule(rule: Callable[[Tree], list[str]]) -> None:
    assert rule(read_tree(ROOT)) == []


@pytest.mark.parametrize(("rule", "name", "text", "sentence"), BREACHES)
def test_a_breach_is_found(
    rule: Callable[[Tree], list[str]], name: str, text: str, sentence: str
) -> None:
    (breach,) = rule({name: text})

    assert breach.startswith(sentence)


def test_what_keeps_the_rules_passes_them_all() -> None:
    function = 'def fit():\n    """Two\n    lines."""\n    # why\n\n' + "    import prophet\n" * 39
    tree = {
        "app": "import streamlit\nst.write('Select a product from the list')\n",
        f"{CORE}.store.schema": "VIEW = 'create table sales (sku text)'\n",
        f"{CORE}.__main__": "datetime.now()\n",
        f"{CORE}.forecasting.prophet": function,
        "pages.data.upload": "session.today()\n",
    }

    assert {rule.__name__: rule(tree) for rule in RULES} == {rule.__name__: [] for rule in RULES}


def test_what_is_required_is_what_is_imported() -> None:
    libraries = set().union(*map(libraries_of, app_of(read_tree(ROOT)).values()))
    libraries -= sys.stdlib_module_names | {"app", "run", "pages", CORE}
    required = re.findall(
        r"^[A-Za-z][\w.-]*",
        "".join(
            (ROOT / f"requirements{kind}.txt").read_text("utf-8")
            for kind in ("", "-cluster", "-lstm")
        ),
        re.MULTILINE,
    )

    assert sorted(INSTALLED_AS.get(name, name.replace("_", "-")) for name in libraries) == sorted(
        required
    )
