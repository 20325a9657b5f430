"""The documents, held to the code: what they name exists, and what exists is named."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import run
from inventory_core.__main__ import main
from inventory_core.domain.language import gettext as _
from inventory_core.domain.language import using
from inventory_core.forecasting.engine import MODELS
from inventory_core.imports.format import Field, Format
from inventory_core.imports.formats import FORMATS, PLAIN_FORMATS

ROOT = Path(__file__).parents[1]
READMES = {"README.md": "en", "README.zh.md": "zh_CN"}
DOCUMENTS = (*READMES, "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")

LINK = re.compile(r"\]\((?!https?://)([^)#]+)")
PATH = re.compile(r"`([\w./-]+(?:\.py|/))`")
"""What looks like a file or a folder between backticks."""

CORE = ROOT / "inventory_core"
ROOMS = sorted(path.name for path in CORE.iterdir() if path.is_dir() and any(path.glob("*.py")))


def read(document: str) -> str:
    return (ROOT / document).read_text(encoding="utf-8")


def headings(document: str) -> list[str]:
    return re.findall(r"^#+ .+", read(document), re.MULTILINE)


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


# README, in both languages

THIS_OR = {"README.md": "this or {}", "README.zh.md": "本列或{}"}


@pytest.fixture(params=READMES)
def readme(request: pytest.FixtureRequest) -> Iterator[str]:
    """Each README in turn, while its language is spoken."""
    with using(READMES[request.param]):
        yield request.param


def chapter(readme: str, heading: str) -> str:
    """The section of a README that stands where the English one has this heading."""
    return section(readme, headings(readme)[headings("README.md").index(heading)])


def needed(kind: Format, field: Field, this_or: str) -> str:
    if field.name in kind.one_of:
        (other,) = (kind.field(name).title for name in kind.one_of if name != field.name)
        return this_or.format(other)
    return _("yes") if field.column.required else _("no")


def test_the_readme_names_every_export(readme: str) -> None:
    (rows,) = tables(chapter(readme, "### Exports of marketplaces and shops")).values()
    named = {name.strip(" ✓") for row in rows for name in row[1].split(" · ")}
    exports = [kind for kind in FORMATS if not kind.is_plain]

    assert sorted({_(kind.label) for kind in exports if kind.signs} - named) == []
    assert sorted(named - {_(kind.label) for kind in exports}) == []


@pytest.mark.parametrize("kind", PLAIN_FORMATS, ids=lambda kind: kind.name)
def test_the_readme_lists_the_columns_of_each_template(readme: str, kind: Format) -> None:
    (rows,) = tables(section(readme, f"### {_(kind.label)}")).values()

    assert [row[:2] for row in rows] == [
        [field.title, needed(kind, field, THIS_OR[readme])] for field in kind.template_fields
    ]
    assert [row[0] for row in rows if not row[2]] == []


def options_in(text: str) -> set[str]:
    """The options that a help text lists."""
    return set(re.findall(r"^ +(?:-\w, )?(--[\w-]+)", text, re.MULTILINE)) - {"--help"}


def missing(names: set[str], text: str) -> list[str]:
    """The names that do not stand between backticks, alone or with their value."""
    return sorted(name for name in names if not re.search(rf"`{name}[ `]", text))


def test_the_readme_names_every_command_and_option_of_run_py(readme: str) -> None:
    told = run.parser().format_help()
    text = chapter(readme, "## Start")
    (commands,) = re.findall(r"^  \{([\w,]+)\}", told, re.MULTILINE)

    assert missing(options_in(told), text) == []
    assert [name for name in commands.split(",") if f"python3 run.py {name}" not in text] == []


def test_the_readme_names_every_command_and_option_of_the_command_line(
    readme: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def told(*arguments: str) -> str:
        with pytest.raises(SystemExit):
            main([*arguments, "--help"])
        return capsys.readouterr().out

    text = chapter(readme, "## Without a browser")
    commands = re.findall(r"^    ([\w-]+) ", told(), re.MULTILINE)

    assert commands
    assert missing(set(commands), text) == []
    assert missing(set().union(*(options_in(told(name)) for name in commands)), text) == []
    assert [name for name in commands if f"-m inventory_core {name} " not in text] == []


def test_the_readme_names_every_model(readme: str) -> None:
    text = chapter(readme, "## How the numbers come about")

    assert [model.label for model in MODELS if f"*{_(model.label)}*" not in text] == []


# README.zh.md, held to README.md

CODE = re.compile(r"`([^`]+)`|^ {4}(\S+(?: \S+)*)", re.MULTILINE)
NAME = re.compile(r'["“]([^"”]+)["”]|\*+([^*]+)\*+')
"""What may be a name on the screen: between quotation marks, slanted or bold."""


def paragraphs_of_both() -> Iterator[tuple[str, str]]:
    """Each paragraph, item and row in both languages, but for the link to the other README."""
    english, chinese = (re.split(r"\n{2,}|\n(?=- |\|)", read(readme))[1:] for readme in READMES)
    return zip(english, chinese, strict=True)


def facts(paragraph: str) -> dict[str, object]:
    """What a paragraph tells in every language alike."""
    text = CODE.sub("", paragraph)
    return {
        "heading, item, row or picture": re.findall(r"\A(?:#+ |- |\||!)", text),
        "code": {" ".join("".join(code).split()) for code in CODE.findall(paragraph)},
        # Pictures may speak Chinese there.
        "links": re.findall(r"\]\(([^)#]*)", text.replace("_zh.png)", ".png)")),
        "figures": set(re.findall(r"\d+(?:[.,:/-]\d+)*", text)),
        "ticks": text.count("✓"),
    }


def test_each_paragraph_tells_the_same_in_chinese() -> None:
    for english, chinese in paragraphs_of_both():
        assert facts(chinese) == facts(english), f"{english}\n\n{chinese}"


def names(paragraph: str) -> set[str]:
    found = NAME.findall(CODE.sub("", paragraph))
    return {" ".join("".join(name).split()) for name in found}


def test_names_on_the_screen_are_those_of_the_catalogue() -> None:
    with using("zh_CN"):
        for english, chinese in paragraphs_of_both():
            known = {_(name) for name in names(english) if _(name) != name}
            assert sorted(known - names(chinese)) == [], chinese


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


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_to_a_heading_leads_to_one(document: str) -> None:
    links = re.findall(r"\]\(#([^)]+)", read(document))
    anchors = {
        re.sub(r"[^\w -]", "", heading.lstrip("# ").lower()).replace(" ", "-")
        for heading in headings(document)
    }

    assert [link for link in links if link not in anchors] == []


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
