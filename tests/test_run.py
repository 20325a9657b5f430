"""What run.py decides, without installing anything."""

import ast
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import run


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    lock = tmp_path / "requirements.lock"
    lock.write_text("six==1.17.0\n", encoding="utf-8")
    return lock


@pytest.fixture
def environment(tmp_path: Path, lock: Path) -> Path:
    """An environment that looks finished, with a file that only a renewal removes."""
    environment = tmp_path / ".venv"
    interpreter = run.python_of(environment)
    interpreter.parent.mkdir(parents=True)
    interpreter.touch()
    (environment / "old").touch()
    run.stamp_of(lock, environment).write_text(run.hash_of(lock), encoding="utf-8")
    return environment


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What `prepare` did, instead of doing it."""
    done: list[str] = []
    monkeypatch.setattr(run, "create", lambda environment: done.append("create"))
    monkeypatch.setattr(run, "install", lambda lock, environment: done.append(lock.name))
    return done


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as server:
        server.bind((run.ADDRESS, 0))
        server.listen()
        yield server.getsockname()[1]


# The environment


def test_a_finished_environment_is_used_as_it_is(
    lock: Path, environment: Path, done: list[str]
) -> None:
    run.prepare(environment, lock)

    assert done == []


def test_another_lock_renews_the_environment(
    lock: Path, environment: Path, done: list[str]
) -> None:
    lock.write_text("six==1.16.0\n", encoding="utf-8")

    run.prepare(environment, lock)

    assert done == ["create", "requirements.lock"]


def test_a_half_made_environment_is_made_anew(
    lock: Path, environment: Path, done: list[str]
) -> None:
    run.stamp_of(lock, environment).unlink()

    run.prepare(environment, lock)

    assert done == ["create", "requirements.lock"]


def test_an_environment_whose_python_is_gone_is_made_anew(
    lock: Path, environment: Path, done: list[str]
) -> None:
    run.python_of(environment).unlink()

    run.prepare(environment, lock)

    assert done == ["create", "requirements.lock"]


def test_the_checks_add_their_lock_to_a_finished_environment(
    lock: Path, environment: Path, tmp_path: Path, done: list[str]
) -> None:
    development = tmp_path / "requirements-dev.lock"
    development.write_text("six==1.17.0\npytest==9.2.0\n", encoding="utf-8")

    run.prepare(environment, lock, development)

    assert done == ["requirements-dev.lock"]


def test_creating_leaves_nothing_of_a_half_made_environment(
    environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run.venv.EnvBuilder, "_setup_pip", lambda builder, context: None)

    run.create(environment)

    assert run.python_of(environment).exists()
    assert not (environment / "old").exists()


def test_a_folder_that_cannot_be_written_ends_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(run.StartError, match=r"delete the folder .* and start again"):
        run.create(tmp_path / "file" / ".venv")


def test_a_failed_installation_ends_in_a_sentence_and_leaves_no_stamp(
    lock: Path, environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run.stamp_of(lock, environment).unlink()
    monkeypatch.setattr(run, "run_telling", lambda packages, *command: 1)

    with pytest.raises(run.StartError, match="check the internet connection"):
        run.install(lock, environment)
    assert not run.is_installed(lock, environment)


def test_a_good_installation_is_stamped(
    lock: Path, environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run.stamp_of(lock, environment).unlink()
    monkeypatch.setattr(run, "run_telling", lambda packages, *command: 0)

    run.install(lock, environment)

    assert run.is_installed(lock, environment)


def test_how_far_an_installation_is_can_be_seen(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = "Ignoring a: markers\nCollecting b\n  Downloading b\nInstalling collected packages: b"
    monkeypatch.setattr(run.sys.stdout, "isatty", lambda: True)

    assert run.run_telling(2, sys.executable, "-c", f"print({lines!r}); exit(3)") == 3
    steps = [step.strip() for step in capsys.readouterr().out.split("\r")]
    assert steps == ["", "1 of 2", "2 of 2", "all is here; unpacking takes a minute or two ..."]


def test_steps_fill_no_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.run_telling(1, sys.executable, "-c", "print('Collecting a')") == 0
    assert capsys.readouterr().out == ""


# Python


def test_a_python_too_old_ends_in_a_sentence() -> None:
    with pytest.raises(run.StartError, match=r"needs Python 3\.11 or newer, but this is .*3\.10:"):
        run.check_python((3, 10))


@pytest.mark.parametrize("version", [(3, 11), (3, 14), (4, 0)])
def test_a_python_new_enough_passes(version: tuple[int, int]) -> None:
    assert run.check_python(version) is None


def test_a_python_without_its_venv_part_ends_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(run.importlib.util, "find_spec", lambda name: None)

    with pytest.raises(run.StartError, match="apt install python3-venv"):
        run.check_python((3, 11))


@pytest.mark.parametrize("file", ["run.py", "running.py", "app.py"])
def test_an_old_python_can_read_far_enough_to_say_so(file: str) -> None:
    source = (run.ROOT / file).read_text(encoding="utf-8")

    assert ast.get_docstring(ast.parse(source, feature_version=(3, 7)))


@pytest.mark.parametrize("file", ["run.py", "running.py"])
def test_starting_needs_the_standard_library_alone(file: str) -> None:
    module = ast.parse((run.ROOT / file).read_text(encoding="utf-8"))
    imported = [node for node in ast.walk(module) if isinstance(node, ast.Import)]
    names = {alias.name.partition(".")[0] for node in imported for alias in node.names}
    names |= {str(node.module) for node in ast.walk(module) if isinstance(node, ast.ImportFrom)}

    assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names | {"running"}


# The port and the app


def test_a_free_port_asked_for_is_used() -> None:
    with socket.socket() as server:
        server.bind((run.ADDRESS, 0))
        port = server.getsockname()[1]

    assert run.choose_port(port) == port


def test_a_taken_port_asked_for_ends_in_a_sentence(taken_port: int) -> None:
    with pytest.raises(run.StartError, match=f"Port {taken_port} is not free: please choose"):
        run.choose_port(taken_port)


@pytest.mark.parametrize("port", [0, 65_536, -1])
def test_a_port_that_cannot_be_is_not_free(port: int) -> None:
    assert not run.is_free(port)


def test_the_next_free_port_is_found_without_asking(
    taken_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "DEFAULT_PORT", taken_port)

    assert taken_port < run.choose_port(None) < taken_port + run.PORTS_TRIED


def test_no_free_port_at_all_ends_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "is_free", lambda port: False)

    with pytest.raises(run.StartError, match="please name one with --port"):
        run.choose_port(None)


def test_the_app_listens_on_this_computer_alone_and_reports_nothing() -> None:
    command = " ".join(map(str, run.server_command(8502)))

    assert "--server.address 127.0.0.1 --server.port 8502" in command
    assert "--browser.gatherUsageStats false" in command


def test_the_database_reaches_the_app_as_a_whole_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert run.server_environment(Path("shop.duckdb"))["SOLOSTOCK_DATABASE"] == str(
        tmp_path / "shop.duckdb"
    )


def test_without_a_database_the_app_finds_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOLOSTOCK_DATABASE", raising=False)

    assert "SOLOSTOCK_DATABASE" not in run.server_environment(None)


def test_a_seller_error_is_told_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(version: tuple[int, ...]) -> None:
        raise run.StartError("Please do something.")

    monkeypatch.setattr(run, "check_python", refuse)

    assert run.main(["setup"]) == 1
    assert capsys.readouterr().err == "Please do something.\n"


# The checks


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """What `run` was asked to run, instead of running it; all goes well."""
    commands: list[tuple[str, ...]] = []
    monkeypatch.setattr(run, "prepare", lambda environment, *locks: None)
    monkeypatch.setattr(run, "chromium", lambda environment: "chromium")
    monkeypatch.setattr(run, "run", lambda python, *rest: commands.append(rest) or 0)
    monkeypatch.setenv(run.CHROMIUM_VARIABLE, "")
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    return commands


def test_the_checks_stop_at_the_first_failure_with_its_exit_code(
    commands: list[tuple[str, ...]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(run, "run", lambda python, m, module, *rest: 3 if module == "mypy" else 0)

    assert run.main(["test"]) == 3
    assert "== types: mypy" in capsys.readouterr().out.splitlines()[-1]


@pytest.mark.parametrize(
    ("options", "left_out"),
    [
        ([], ["-m", "not long"]),
        (["--quick"], ["-m", "not slow and not long"]),
        (["--long"], ["--hypothesis-profile=long"]),
    ],
)
def test_all_checks_are_run_and_the_tests_come_last_on_all_cores(
    commands: list[tuple[str, ...]],
    capsys: pytest.CaptureFixture[str],
    options: list[str],
    left_out: list[str],
) -> None:
    assert run.main(["test", *options]) == 0
    assert [command[:2] for command in commands] == [
        ("-m", "ruff"),
        ("-m", "ruff"),
        ("-m", "mypy"),
        ("-c", run.LINT_IMPORTS),
        ("-m", "pytest"),
    ]
    on_all_cores = ("-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder")
    assert commands[-1][2:] == (*on_all_cores, *left_out)
    assert capsys.readouterr().out.splitlines()[-1].startswith("== tests: pytest -n auto")


def test_what_else_follows_goes_to_pytest_which_runs_alone(
    commands: list[tuple[str, ...]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run.main(["test", "tests/optimization", "-k", "eoq"]) == 0
    assert commands == [("-m", "pytest", "tests/optimization", "-k", "eoq")]
    assert capsys.readouterr().out == ""


def test_a_quick_check_needs_no_browser(
    commands: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "chromium", lambda environment: pytest.fail("it was looked for"))

    assert run.main(["test", "--quick"]) == 0


def test_the_floors_are_checked_with_an_exit_code_of_their_own() -> None:
    """The words that Python is given stand for the program lint-imports."""
    broken = run.LINT_IMPORTS.replace("no_logo=True", "'nowhere.toml', no_logo=True")

    assert subprocess.run([sys.executable, "-c", broken], cwd=run.ROOT, check=False).returncode == 1


# The locks


def pins(lock: Path) -> set[str]:
    return set(re.findall(r"^[a-z].*==.*(?= \\$)", lock.read_text(encoding="utf-8"), re.MULTILINE))


def test_the_checks_run_with_the_very_versions_that_sellers_get() -> None:
    assert len(pins(run.LOCK)) > 10
    assert pins(run.LOCK) <= pins(run.DEVELOPMENT_LOCK)


@pytest.mark.parametrize(("name", "lock"), [("", run.LOCK), ("-dev", run.DEVELOPMENT_LOCK)])
def test_every_requirement_is_locked(name: str, lock: Path) -> None:
    requirements = (run.ROOT / f"requirements{name}.txt").read_text(encoding="utf-8")
    required = set(re.findall(r"^[a-z][\w-]*", requirements, re.MULTILINE))

    assert required <= {pin.partition("==")[0] for pin in pins(lock)}


@pytest.mark.parametrize("lock", [run.LOCK, run.DEVELOPMENT_LOCK])
def test_a_lock_names_no_index_and_no_folder(lock: Path) -> None:
    assert not re.search(r"://|index|(^|\s)/\w", lock.read_text(encoding="utf-8"))
