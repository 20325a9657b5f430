"""The layers of ARCHITECTURE.md, held to the code: who may import whom, and each library's home."""

import ast
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

Tree = Mapping[str, ast.Module]
"""Every module of the app by its dotted name."""

LAYERS: Mapping[str, float] = {
    "app": 4,
    "pages": 4,
    "pages.shared": 3,
    "inventory_core.__main__": 3,
    "inventory_core.shop_replay": 2.7,  # it asks the shop for forecasts
    "inventory_core.tried_settings": 2.7,
    "inventory_core.self_tuning": 2.7,
    "inventory_core.projection": 2.3,  # it walks the plan ahead, with the engine of the replay
    "inventory_core.cash": 2.3,
    "inventory_core.season_case": 2.3,
    "inventory_core.season_schedule": 2.4,  # it walks a case ahead
    "inventory_core.shop": 2.5,  # where the store meets the rooms that decide
    "inventory_core.wording": 2.8,  # it speaks of what all rooms decide
    "inventory_core.store": 2,
    "inventory_core.stored": 2,
    "inventory_core.kept_forecasts": 2,
    "inventory_core.database": 2,
    "inventory_core.schema": 2,
    "inventory_core.imports": 2,
    "inventory_core.corrections": 2,
    "inventory_core.forecasting": 2,
    "inventory_core.optimization": 1,  # formulas and small models
    "inventory_core.optimization.plan": 2,
    "inventory_core.replay": 2,
    "inventory_core.alerts": 2,
    "inventory_core.orders": 2,
    "inventory_core.purchases": 2,
    "inventory_core.track_record": 2,
    "inventory_core.same_products": 2,
    "inventory_core.packs": 2,
    "inventory_core.deliveries": 2,
    "inventory_core.demand": 1,
    "inventory_core.stockouts": 1,
    "inventory_core.real_past": 1,
    "inventory_core.parameters": 1,
    "inventory_core.product_names": 1,
    "inventory_core.imports.cells": 1,
    "inventory_core.imports.days": 1,
    "inventory_core.imports.texts": 1,
    "inventory_core.forecasting.forecast": 1,
    "inventory_core": 0,
    "inventory_core.errors": 0,
    "inventory_core.frames": 0,
    "inventory_core.language": 0,
    "inventory_core.settings": 0,
}
"""The layer of each module or package; the longest name that fits counts."""

SHARED_LAYERS = (0, 1)
"""Inside these the modules may know each other; above, a room knows only what lies below."""

ROOMS = (
    "pages.shared",
    "inventory_core.imports",
    "inventory_core.corrections",
    "inventory_core.forecasting",
    "inventory_core.wording",
)
"""Packages whose modules may know each other."""

SAME_ROOM = {
    "inventory_core.stored": "inventory_core.store",
    "inventory_core.kept_forecasts": "inventory_core.store",
    "inventory_core.database": "inventory_core.store",
    "inventory_core.schema": "inventory_core.store",
    "inventory_core.tried_settings": "inventory_core.shop_replay",
    "inventory_core.self_tuning": "inventory_core.shop_replay",
}
"""Modules that share a room without sharing a package."""

HOMES: Mapping[str, tuple[str, ...]] = {
    "streamlit": ("app", "pages"),
    "duckdb": ("inventory_core.database",),
    "plotly": ("pages.shared.charts",),
    "python_calamine": ("inventory_core.imports",),
    "prophet": ("inventory_core.forecasting",),
    "statsmodels": ("inventory_core.forecasting",),
    "sklearn": ("inventory_core.forecasting",),
    "rapidfuzz": ("inventory_core.same_products",),
    "holidays": ("inventory_core.corrections.calendar",),
    "distributed": ("inventory_core.forecasting.fan_out",),
}
"""The only modules or packages that may import a library."""

SLOW_LIBRARIES = ("prophet", "statsmodels", "distributed")
"""They take 1 to 3 seconds to import, or may be missing: one file each, and inside a function."""

NOT_FOR_SCREENS = ("pandas", "numpy", "duckdb", "plotly")
"""What app.py and the pages of the menu leave to the core and to pages/shared."""

NOT_IMPORTED: Mapping[str, str] = {}
"""Requirements that no line of ours imports, each with its reason."""

IMPORTED_AS: Mapping[str, str] = {
    "python-dateutil": "dateutil",
    "scikit-learn": "sklearn",
}
"""Libraries that are imported by another name than they are installed by."""

SQL = re.compile(
    r"\s*(select\s.*\sfrom\s|insert\s+(or\s+\w+\s+)?into\s|update\s.*\sset\s|delete\s+from\s"
    r"|(create|drop|alter)\s+(or\s+replace\s+)?(table|view|index|sequence)\s)",
    re.DOTALL,
)
"""A string that begins like a statement; sentences for people begin with one capital letter."""


# Reading the tree


def read_tree(root: Path) -> Tree:
    files = [root / "app.py", *(root / "pages").rglob("*.py")]
    files += (root / "inventory_core").rglob("*.py")
    return {
        module_name(file.relative_to(root)): ast.parse(file.read_text(encoding="utf-8"))
        for file in sorted(files)
        if file.exists()
    }


def module_name(file: Path) -> str:
    parts = file.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(module: ast.AST) -> Iterator[str]:
    """Every dotted name that a module imports, at any depth."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide who is known: write the whole name"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def imports_at_start(module: ast.Module) -> Iterator[str]:
    """The names imported as soon as the module is: outside of functions, and not only for types."""
    waiting: list[ast.AST] = [module]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from imports_of(node)
        elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not for_types(node):
            waiting.extend(ast.iter_child_nodes(node))


def for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def libraries_of(module: ast.AST) -> set[str]:
    return {name.partition(".")[0] for name in imports_of(module)}


def known_modules(name: str, tree: Tree) -> set[str]:
    """The modules of the tree that a module imports; `from a import b` may mean a.b or a."""
    known = set()
    for imported in imports_of(tree[name]):
        parent = imported.rpartition(".")[0]
        known |= {imported} if imported in tree else {parent} & tree.keys()
    return known - {name}


def lies_in(name: str, package: str) -> bool:
    return f"{name}.".startswith(f"{package}.")


# The rules: each returns a sentence for every breach


def unplaced(tree: Tree) -> list[str]:
    return [f"{name} has no place in the layers" for name in tree if layer_of(name) is None]


def layer_of(name: str) -> float | None:
    """The layer of a module; a new module right in inventory_core must be given one."""
    fitting = [place for place in LAYERS if lies_in(name, place) and may_stand_for(place, name)]
    return LAYERS[max(fitting, key=len)] if fitting else None


def may_stand_for(place: str, name: str) -> bool:
    return place == name or place != "inventory_core"


def room_of(name: str) -> str:
    shared = (room for room in ROOMS if lies_in(name, room))
    return SAME_ROOM.get(name) or next(shared, name)


def upward_imports(tree: Tree) -> list[str]:
    return [
        f"{name} may not know {known}"
        for name in tree
        for known in sorted(known_modules(name, tree))
        if not may_know(name, known)
    ]


def may_know(name: str, known: str) -> bool:
    upper, lower = layer_of(name), layer_of(known)
    if upper is None or lower is None:
        return True  # `unplaced` speaks of it
    if upper == lower:
        return upper in SHARED_LAYERS or room_of(name) == room_of(known)
    return upper > lower


def cycles(tree: Tree) -> list[str]:
    graph = {name: known_modules(name, tree) for name in tree}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return ["a circle of imports: " + " -> ".join(error.args[1])]
    return []


def strayed_libraries(tree: Tree) -> list[str]:
    return [
        f"{name} may not import {library}"
        for name, module in tree.items()
        for library in sorted(libraries_of(module) & HOMES.keys())
        if not any(lies_in(name, home) for home in HOMES[library])
    ]


def slow_imports(tree: Tree) -> list[str]:
    at_start = [
        f"{name} must import {library} inside a function"
        for name, module in tree.items()
        for library in SLOW_LIBRARIES
        if any(lies_in(imported, library) for imported in imports_at_start(module))
    ]
    users = {
        library: [name for name in tree if library in libraries_of(tree[name])]
        for library in SLOW_LIBRARIES
    }
    shared = [
        f"{library} has more than one home: {', '.join(names)}"
        for library, names in users.items()
        if len(names) > 1
    ]
    return at_start + shared


def calculating_screens(tree: Tree) -> list[str]:
    return [
        f"{name} may not import {library}"
        for name, module in tree.items()
        if layer_of(name) == LAYERS["app"]
        for library in NOT_FOR_SCREENS
        if library in libraries_of(module)
    ]


def strayed_sql(tree: Tree) -> list[str]:
    return [
        f"{name} line {node.lineno} contains SQL"
        for name, module in tree.items()
        if room_of(name) != "inventory_core.store"
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
        if re.fullmatch(r"pages\.\w+", name) and is_script(name, tree)
    ]


def is_script(name: str, tree: Tree) -> bool:
    return not any(other != name and lies_in(other, name) for other in tree)


RULES: tuple[Callable[[Tree], list[str]], ...] = (
    unplaced,
    upward_imports,
    cycles,
    strayed_libraries,
    slow_imports,
    calculating_screens,
    strayed_sql,
    scripts_right_in_pages,
)


def required_libraries(requirements: str) -> set[str]:
    """The names in a requirements file, as they are imported."""
    names = re.findall(r"^[A-Za-z][\w.-]*", requirements, re.MULTILINE)
    return {IMPORTED_AS.get(name, name.lower().replace("-", "_")) for name in names}


def imported_libraries(tree: Tree) -> set[str]:
    libraries = set().union(*map(libraries_of, tree.values()))
    return libraries - sys.stdlib_module_names - {"app", "pages", "inventory_core"}


# The project keeps the rules


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_project_keeps_the_rule(rule: Callable[[Tree], list[str]]) -> None:
    assert rule(read_tree(ROOT)) == []


def test_a_clean_installation_has_every_library_that_the_app_imports() -> None:
    required = required_libraries((ROOT / "requirements.txt").read_text(encoding="utf-8"))
    optional = required_libraries((ROOT / "requirements-cluster.txt").read_text(encoding="utf-8"))

    assert imported_libraries(read_tree(ROOT)) - required == optional


def test_every_requirement_is_imported_or_has_a_reason() -> None:
    required = required_libraries((ROOT / "requirements.txt").read_text(encoding="utf-8"))

    assert required - imported_libraries(read_tree(ROOT)) - NOT_IMPORTED.keys() == set()


# Each rule can fail, shown on made-up trees


def made_up(root: Path, files: Mapping[str, str]) -> Tree:
    for path, source in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(source, encoding="utf-8")
    return read_tree(root)


CORE = "inventory_core"
BREACHES: tuple[tuple[Callable[[Tree], list[str]], dict[str, str], str], ...] = (
    (unplaced, {f"{CORE}/utilities.py": ""}, f"{CORE}.utilities has no place in the layers"),
    (
        unplaced,
        {f"{CORE}/magic.py": ""},
        f"{CORE}.magic has no place in the layers",
    ),
    (
        upward_imports,
        {f"{CORE}/demand.py": f"from {CORE} import store", f"{CORE}/store.py": ""},
        f"{CORE}.demand may not know {CORE}.store",
    ),
    (
        upward_imports,
        {f"{CORE}/alerts.py": f"import {CORE}.store", f"{CORE}/store.py": ""},
        f"{CORE}.alerts may not know {CORE}.store",
    ),
    (
        upward_imports,
        {
            f"{CORE}/optimization/plan.py": f"from {CORE}.forecasting.engine import run",
            f"{CORE}/forecasting/engine.py": "",
        },
        f"{CORE}.optimization.plan may not know {CORE}.forecasting.engine",
    ),
    (
        upward_imports,
        {
            f"{CORE}/imports/cells.py": f"from {CORE}.imports.spreadsheet import read",
            f"{CORE}/imports/spreadsheet.py": "",
        },
        f"{CORE}.imports.cells may not know {CORE}.imports.spreadsheet",
    ),
    (
        upward_imports,
        {f"{CORE}/__main__.py": "from pages.shared import session", "pages/shared/session.py": ""},
        f"{CORE}.__main__ may not know pages.shared.session",
    ),
    (
        upward_imports,
        {"pages/data/a.py": "from pages.plan.b import show", "pages/plan/b.py": ""},
        "pages.data.a may not know pages.plan.b",
    ),
    (
        cycles,
        {
            f"{CORE}/errors.py": f"from {CORE} import frames",
            f"{CORE}/frames.py": f"from {CORE} import errors",
        },
        "a circle of imports: ",
    ),
    (
        strayed_libraries,
        {f"{CORE}/alerts.py": "def show():\n    import streamlit as st"},
        f"{CORE}.alerts may not import streamlit",
    ),
    (
        strayed_libraries,
        {"pages/shared/session.py": "from duckdb import connect"},
        "pages.shared.session may not import duckdb",
    ),
    (
        strayed_libraries,
        {"pages/shared/widgets.py": "import plotly.graph_objects as go"},
        "pages.shared.widgets may not import plotly",
    ),
    (
        slow_imports,
        {f"{CORE}/forecasting/prophet.py": "from prophet import Prophet"},
        f"{CORE}.forecasting.prophet must import prophet inside a function",
    ),
    (
        slow_imports,
        {
            f"{CORE}/forecasting/{name}.py": "def fit():\n    import statsmodels.api"
            for name in ("arima", "trend")
        },
        "statsmodels has more than one home: ",
    ),
    (
        calculating_screens,
        {"pages/data/upload.py": "import pandas as pd"},
        "pages.data.upload may not import pandas",
    ),
    (calculating_screens, {"app.py": "import numpy as np"}, "app may not import numpy"),
    (
        strayed_sql,
        {"pages/data/upload.py": "x = 1\nrows = ask('select sku\\nfrom sales')"},
        "pages.data.upload line 2 contains SQL",
    ),
    (
        strayed_sql,
        {f"{CORE}/demand.py": "ask(f'DELETE FROM sales WHERE sku = {sku}')"},
        f"{CORE}.demand line 1 contains SQL",
    ),
    (scripts_right_in_pages, {"pages/alerts.py": ""}, "pages.alerts must lie in a folder"),
)


@pytest.mark.parametrize(
    ("rule", "files", "sentence"), BREACHES, ids=[sentence for _, _, sentence in BREACHES]
)
def test_the_rule_finds_a_breach(
    rule: Callable[[Tree], list[str]], files: dict[str, str], sentence: str, tmp_path: Path
) -> None:
    breaches = rule(made_up(tmp_path, files))

    assert len(breaches) == 1
    assert breaches[0].startswith(sentence)


def test_a_tree_that_keeps_the_rules_passes_them_all(tmp_path: Path) -> None:
    tree = made_up(
        tmp_path,
        {
            "app.py": "import streamlit as st\nfrom pages.shared import widgets",
            "pages/data/upload.py": "import streamlit as st\nfrom inventory_core import store\n"
            "st.write('Select a product from the list', 'Update your settings')",
            "pages/shared/widgets.py": "from pages.shared.charts import figure",
            "pages/shared/charts.py": "import plotly.graph_objects as go\nimport pandas as pd",
            f"{CORE}/__init__.py": "",
            f"{CORE}/store.py": f"from {CORE}.database import Database",
            f"{CORE}/database.py": f"import duckdb\nfrom {CORE}.schema import MIGRATIONS",
            f"{CORE}/schema.py": "MIGRATIONS = ('create table sales (sku text)',)",
            f"{CORE}/forecasting/__init__.py": "",
            f"{CORE}/forecasting/engine.py": f"from {CORE}.forecasting import arima",
            f"{CORE}/forecasting/arima.py": "if TYPE_CHECKING:\n    import statsmodels\n"
            "def fit():\n    import statsmodels.api as sm",
            f"{CORE}/forecasting/forecast.py": f"from {CORE} import errors",
            f"{CORE}/optimization/plan.py": f"from {CORE}.forecasting.forecast import Forecast",
            f"{CORE}/errors.py": "",
        },
    )

    assert {rule.__name__: rule(tree) for rule in RULES} == {rule.__name__: [] for rule in RULES}


def test_a_library_without_its_requirement_is_found(tmp_path: Path) -> None:
    tree = made_up(tmp_path, {"app.py": "import os\nimport streamlit\nfrom rich import print"})

    assert imported_libraries(tree) == {"streamlit", "rich"}
    assert required_libraries("# streamlit\npython-calamine>=0.5  # why\nscipy\n") == {
        "python_calamine",
        "scipy",
    }
