"""The documents, held to the code: what they name exists, and what exists is named."""

import ast
import re
from pathlib import Path

import pytest

import run
from inventory_core.__main__ import main
from inventory_core.forecasting.engine import MODELS
from inventory_core.imports.format import Field, Format
from inventory_core.imports.formats import FORMATS, PLAIN_FORMATS

ROOT = Path(__file__).parents[1]
DOCUMENTS = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")

LINK = re.compile(r"\]\((?!https?://)([^)#]+)")
PATH = re.compile(r"`([\w./-]+(?:\.py|/))`")
"""What looks like a file or a folder between backticks."""

CORE = ROOT / "inventory_core"
ROOMS = sorted(path.name for path in CORE.iterdir() if path.is_dir() and any(path.glob("*.py")))


def read(document: str) -> str:
    return (ROOT / document).read_text(encoding="utf-8")


def section(document: str, heading: str) -> str:
    """The text below a heading, up to the next heading of the same or a higher rank."""
    rank = heading.count("#")
    _, found, below = read(document).partition(f"\n{heading}\n")
    assert found, f"{document} has no heading {heading!r}"
    return re.split(rf"^#{{1,{rank}}} ", below, maxsplit=1, flags=re.MULTILINE)[0]


def tables(text: str) -> dict[str, list[list[str]]]:
    """The rows of each table in a text, by the first heading of the table."""
    found = {}
    for table in re.findall(r"(?:^\|.+\|\n)+", text, re.MULTILINE):
        header, _line, *rows = (
            [cell.strip() for cell in row.strip("|").split("|")] for row in table.splitlines()
        )
        found[header[0]] = rows
    return found


def file_of(name: str) -> Path:
    """The file or folder that ARCHITECTURE means: from the project's root, else from the core."""
    return ROOT / name if (ROOT / name).exists() else CORE / name


# README


def needed(kind: Format, field: Field) -> str:
    if field.name in kind.one_of:
        others = (kind.field(name).heading for name in kind.one_of if name != field.name)
        return f"this or {' or '.join(others)}"
    return "yes" if field.column.required else "no"


def test_the_readme_names_every_export() -> None:
    text = section("README.md", "### Exports of marketplaces and shops")
    exports = [kind for kind in FORMATS if not kind.is_plain and kind.signs]

    assert [kind.label for kind in exports if kind.label not in text] == []


@pytest.mark.parametrize("kind", PLAIN_FORMATS, ids=lambda kind: kind.name)
def test_the_readme_lists_the_columns_of_each_template(kind: Format) -> None:
    rows = tables(section("README.md", f"### {kind.label}"))["heading"]

    assert [row[:2] for row in rows] == [
        [field.heading, needed(kind, field)] for field in kind.template_fields
    ]
    assert [row[0] for row in rows if not row[2]] == []


def options_in(text: str) -> set[str]:
    """The options that a help text lists."""
    return set(re.findall(r"^ +(?:-\w, )?(--[\w-]+)", text, re.MULTILINE)) - {"--help"}


def missing(names: set[str], text: str) -> list[str]:
    """The names that do not stand between backticks, alone or with their value."""
    return sorted(name for name in names if not re.search(rf"`{name}[ `]", text))


def test_the_readme_names_every_command_and_option_of_run_py() -> None:
    told = run.parser().format_help()
    text = section("README.md", "## Start")
    (commands,) = re.findall(r"^  \{([\w,]+)\}", told, re.MULTILINE)

    assert missing(options_in(told), text) == []
    assert [name for name in commands.split(",") if f"python3 run.py {name}" not in text] == []


def test_the_readme_names_every_command_and_option_of_the_command_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def told(*arguments: str) -> str:
        with pytest.raises(SystemExit):
            main([*arguments, "--help"])
        return capsys.readouterr().out

    text = section("README.md", "## Without a browser")
    commands = re.findall(r"^    (\w+) ", told(), re.MULTILINE)

    assert commands
    assert missing(set(commands), text) == []
    assert missing(set().union(*(options_in(told(name)) for name in commands)), text) == []
    assert [name for name in commands if f"-m inventory_core {name} " not in text] == []


def test_the_readme_names_every_model() -> None:
    text = section("README.md", "## How the numbers come about").lower()

    assert [model.name for model in MODELS if f"*{model.name}*" not in text] == []


# ARCHITECTURE


def test_every_path_that_the_architecture_names_exists() -> None:
    named = set(PATH.findall(read("ARCHITECTURE.md")))

    assert sorted(name for name in named if not file_of(name).exists()) == []


def test_the_architecture_names_every_room_of_the_core() -> None:
    house = section("ARCHITECTURE.md", "## The house")

    assert [room for room in ROOMS if f"`{room}/`" not in house] == []


# CONTRIBUTING


@pytest.mark.parametrize(
    "requirements",
    [f"requirements{kind}.txt" for kind in ("", "-cluster", "-lstm", "-dev")],
)
def test_every_requirement_has_its_reason(requirements: str) -> None:
    required = re.findall(r"^[A-Za-z][\w.-]*", read(requirements), re.MULTILINE)
    below = section("CONTRIBUTING.md", "## Dependencies").partition(f"(`{requirements}`)")[2]
    rows = tables(below.split("\n\n")[1] + "\n")["library"]

    assert [row[0] for row in rows] == required
    assert [row[0] for row in rows if not row[1]] == []


def test_there_are_at_most_ten_decisions_and_each_has_its_date() -> None:
    decisions = section("CONTRIBUTING.md", "## Why it is so").strip().split("\n\n")

    assert len(decisions) <= 10
    assert [text for text in decisions if not re.match(r"\*\*\d{4}-\d\d-\d\d · ", text)] == []
    assert [text for text in decisions if text.count("\n") > 2] == []


# All of them


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_to_a_file_leads_somewhere(document: str) -> None:
    links = LINK.findall(read(document))

    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_environment_variables_that_the_documents_name_are_read_somewhere() -> None:
    named = set(re.findall(r"SOLOSTOCK_\w+|TEXTBOOK_\w+", "".join(map(read, DOCUMENTS))))
    files = [ROOT / "run.py", *CORE.rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
    texts = {
        node.value
        for file in files
        if file != Path(__file__)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }

    assert sorted(named - texts) == []
