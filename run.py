"""Start SoloStock, or run its checks, and do all the set-up for it: `python3 run.py --help`.

Needs nothing but Python with pip and venv. It must parse on much older versions of Python than it
runs on, so that these get a sentence instead of a SyntaxError.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import venv
import webbrowser
from collections.abc import Sequence
from gettext import gettext as _
from pathlib import Path
from typing import IO

import running

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
DEVELOPMENT_LOCK = ROOT / "requirements-dev.lock"
RUNNING = ROOT / ".running"
"""Locked by the SoloStock of this folder while it runs."""

OLDEST_PYTHON = (3, 11)
ADDRESS = running.ADDRESS
DEFAULT_PORT = 8501
PORTS_TRIED = 100
START_SECONDS = 120
STOP_SECONDS = 10

CHROMIUM_VARIABLE = "SOLOSTOCK_CHROMIUM"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_PATH_SCRIPT = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""

LINT_IMPORTS = "from importlinter.cli import lint_imports; exit(lint_imports(no_logo=True))"
"""The program lint-imports, for which Python has no module to run."""

CHECKS = (
    ("style", "ruff check .", ("-m", "ruff", "check", ".")),
    ("format", "ruff format --check .", ("-m", "ruff", "format", "--check", ".")),
    ("types", "mypy", ("-m", "mypy")),
    ("floors", "lint-imports", ("-c", LINT_IMPORTS)),
)
"""Name, words and Python's arguments of each check before the tests."""

ALL_CORES = ("-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder")
"""A file of tests stays on one core; which comes first, `tests/conftest.py` says."""

TESTS = {
    "": (*ALL_CORES, "-m", "not long"),
    "--quick": (*ALL_CORES, "-m", "not slow and not long"),
    "--long": (*ALL_CORES, "--hypothesis-profile=long"),
}
"""What pytest gets for `run.py test`, and for each of its options."""


class StartError(Exception):
    """What the person at the keyboard can put right; shown as it stands."""


def say(sentence: str) -> None:
    """Print at once, also where the output goes to a file."""
    print(sentence, flush=True)


# The environment


def check_python(version: tuple[int, ...]) -> None:
    """Raise StartError where Python is too old, or cannot make an environment."""
    if version < OLDEST_PYTHON:
        raise StartError(
            _(
                "SoloStock needs Python {needed} or newer, but this is Python {found}: please "
                "install a newer one from https://www.python.org/downloads/ and start again."
            ).format(needed=dotted(OLDEST_PYTHON), found=dotted(version))
        )
    if importlib.util.find_spec("ensurepip") is None:
        raise StartError(
            _(
                "This Python cannot make an environment of its own, because its venv part is "
                "missing: please install it (on Debian and Ubuntu: sudo apt install python3-venv) "
                "and start again."
            )
        )


def dotted(version: Sequence[int]) -> str:
    """(3, 11) -> 3.11."""
    return ".".join(str(part) for part in version)


def python_of(environment: Path) -> Path:
    """The interpreter inside an environment."""
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def stamp_of(lock: Path, environment: Path) -> Path:
    """The file that holds the hash of the lock last installed, written when all went well."""
    return environment / f"{lock.name}.installed"


def hash_of(lock: Path) -> str:
    """The hash of a lock's content."""
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def is_installed(lock: Path, environment: Path) -> bool:
    """Whether the environment is whole and made from just this lock."""
    stamp = stamp_of(lock, environment)
    return (
        python_of(environment).exists()
        and stamp.exists()
        and stamp.read_text(encoding="utf-8") == hash_of(lock)
    )


def prepare(environment: Path, *locks: Path) -> None:
    """Install the locks; a missing, half-made or outdated first one means an empty environment."""
    if not is_installed(locks[0], environment):
        create(environment)
    for lock in locks:
        if not is_installed(lock, environment):
            install(lock, environment)


def create(environment: Path) -> None:
    """Make an empty environment where none, an old or a half-made one stands."""
    say(_("Making the environment in {folder} ...").format(folder=environment))
    try:
        venv.EnvBuilder(clear=True, with_pip=True, symlinks=os.name != "nt").create(environment)
    except (OSError, subprocess.CalledProcessError) as error:
        raise StartError(
            _(
                "The environment could not be made ({error}): please close SoloStock wherever it "
                "still runs, delete the folder {folder} and start again."
            ).format(error=error, folder=environment)
        ) from error


def install(lock: Path, environment: Path) -> None:
    """Install a lock and stamp it. Only ready-made packages: nobody has a compiler at hand."""
    say(
        _(
            "Installing {lock} (needs the internet, some minutes, and 1 to 2 GB of the disk) ..."
        ).format(lock=lock.name)
    )
    pip = (python_of(environment), "-m", "pip", "--disable-pip-version-check", "install")
    options = ("--progress-bar", "off", "--only-binary=:all:", "--requirement", lock)
    packages = len(re.findall(r"^[\w.-]+==", lock.read_text(encoding="utf-8"), re.MULTILINE))
    if run_telling(packages, *pip, *options):
        raise StartError(
            _(
                "Not everything could be installed, the lines above say why: please check the "
                "internet connection and the free disk space, and start again. If a package has no "
                "version for Python {version}, install another Python from "
                "https://www.python.org/downloads/."
            ).format(version=dotted(sys.version_info[:2]))
        )
    stamp_of(lock, environment).write_text(hash_of(lock), encoding="utf-8")


def run_telling(packages: int, *command: str | Path) -> int:
    """Run pip to its end, tell how far it is, and return its exit code."""
    seen = 0
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, errors="replace") as pip:
        for line in pip.stdout or ():
            # Of each package pip says one of these: it is fetched, here already, or not needed.
            if line.startswith(("Collecting ", "Processing ", "Requirement already", "Ignoring ")):
                seen += 1
                tell_step(_("   {number} of {all}").format(number=seen, all=packages))
            elif line.startswith("Installing collected packages"):
                tell_step(_("   all is here; unpacking takes a minute or two ..."))
    if seen and sys.stdout.isatty():
        say("")
    return pip.returncode


def tell_step(words: str) -> None:
    """Show how far a long work is, in the place of what was told before; in no file."""
    if sys.stdout.isatty():
        print("\r" + words.ljust(60), end="", flush=True)


def run(*command: str | Path) -> int:
    """Run a command to its end in the project's folder and return its exit code."""
    return subprocess.run(command, cwd=ROOT, check=False).returncode


# The app


def choose_port(wanted: int | None) -> int:
    """The port asked for, which must be free, or the first free one from the default on."""
    if wanted is not None:
        if is_free(wanted):
            return wanted
        raise StartError(
            _(
                "Port {port} is not free: please choose another with --port, or leave it out and a "
                "free one is found."
            ).format(port=wanted)
        )
    for port in range(DEFAULT_PORT, DEFAULT_PORT + PORTS_TRIED):
        if is_free(port):
            return port
    raise StartError(
        _("No port from {first} on is free: please name one with --port.").format(
            first=DEFAULT_PORT
        )
    )


def is_free(port: int) -> bool:
    """Whether a server could listen on the port (0 would mean any, and nobody knew which)."""
    if port == 0:
        return False
    with socket.socket() as probe:
        if os.name != "nt":  # as the server does: a port just left counts as free
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except (OSError, OverflowError):
            return False
    return True


def start(options: argparse.Namespace) -> int:
    """Open the SoloStock of this folder that runs already, or run one; return the exit code."""
    place = running.opened(RUNNING)
    if place is None:  # nothing can be kept in this folder, so nobody knows what else runs
        return serve(options, None)
    with place:
        if running.lock(place):
            running.tell(place, database=database_of(options), port=None)
            return serve(options, place)
        told = running.told_in(place)
    if told.get("port") is None:
        raise StartError(
            _(
                "SoloStock is being started in another window already: please wait until it opens "
                "in your browser. You can close this window."
            )
        )
    if told.get("database") != database_of(options) or options.port not in {None, told["port"]}:
        return serve(options, None)  # another shop, or on purpose at another port
    return open_running(told["port"], options)


def database_of(options: argparse.Namespace) -> str:
    """The database file asked for; empty where the app finds its own."""
    return server_environment(options.database).get("SOLOSTOCK_DATABASE", "")


def open_running(port: int, options: argparse.Namespace) -> int:
    """Show the SoloStock that runs already; StartError where it does not answer."""
    if not running.is_healthy(port):
        raise StartError(
            _(
                "SoloStock runs already in another window, but does not answer: please close that "
                "window and start again."
            )
        )
    say(_("SoloStock runs already, at {address}.").format(address=running.address_of(port)))
    browse(port, options)
    return 0


def serve(options: argparse.Namespace, place: IO[bytes] | None) -> int:
    """Run the app until Ctrl+C, SIGTERM, a closed window or its own end; return the exit code."""
    prepare(ENVIRONMENT, LOCK)
    port = choose_port(options.port)
    end_as_by_keyboard()
    server = subprocess.Popen(
        server_command(port),
        cwd=ROOT,
        env=server_environment(options.database),
        # Should this program be killed alone, its server still holds the lock.
        pass_fds=() if place is None or os.name == "nt" else (place.fileno(),),
    )
    try:
        wait_until_healthy(server, port)
        if place is not None:
            running.tell(place, database=database_of(options), port=port)
        say(
            _("SoloStock runs at {address} (close this window to end it)").format(
                address=running.address_of(port)
            )
        )
        browse(port, options)
        return server.wait()
    except KeyboardInterrupt:
        say(_("SoloStock has ended."))
        return 0
    finally:
        stop(server)


def end_as_by_keyboard() -> None:
    """Let SIGTERM and a closed window take the way out of Ctrl+C, which ends the server too."""
    for name in ("SIGTERM", "SIGHUP"):  # Windows knows no SIGHUP
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:  # nohup ignores it
            signal.signal(number, signal.default_int_handler)


def browse(port: int, options: argparse.Namespace) -> None:
    """Open the app in the browser, where one is wanted and can be seen."""
    if not options.no_browser and has_screen():
        webbrowser.open(running.address_of(port))


def server_command(port: int) -> tuple[str | Path, ...]:
    """The command that starts the app; what matters for privacy does not hang on config.toml."""
    return (
        *(python_of(ENVIRONMENT), "-m", "pages.shared.server", "run", ROOT / "app.py"),
        *("--server.address", ADDRESS, "--server.port", str(port)),
        *("--server.headless", "true", "--browser.gatherUsageStats", "false"),
        # Nobody edits the code while selling; `streamlit run app.py` still reloads it.
        *("--server.fileWatcherType", "none"),
        # This program tells the address itself; the terminal is for what goes wrong.
        *("--logger.hideWelcomeMessage", "true", "--logger.level", "warning"),
    )


def server_environment(database: Path | None) -> dict[str, str]:
    """The environment variables of the app; without a database file the app finds its own."""
    if database is None:
        return dict(os.environ)
    return {**os.environ, "SOLOSTOCK_DATABASE": str(database.expanduser().absolute())}


def wait_until_healthy(server: subprocess.Popen[bytes], port: int) -> None:
    """Return when the server answers; StartError when it ends before, or takes far too long."""
    last_moment = time.monotonic() + START_SECONDS
    while not running.is_healthy(port):
        if server.poll() is not None or time.monotonic() > last_moment:
            raise StartError(
                _(
                    "SoloStock could not start, the lines above say why: please delete the folder "
                    "{folder} and start again."
                ).format(folder=ENVIRONMENT)
            )
        time.sleep(0.05)


def has_screen() -> bool:
    """Whether a browser window can open; without one, Linux would open a text browser here."""
    return sys.platform != "linux" or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


def stop(server: subprocess.Popen[bytes]) -> None:
    """End the server, with force where it does not end by itself."""
    server.terminate()
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


# The checks


def check(arguments: Sequence[str]) -> int:
    """Run every check, or the tests that pytest's arguments name; return the first failing code."""
    prepare(ENVIRONMENT, LOCK, DEVELOPMENT_LOCK)
    if arguments != ["--quick"]:
        os.environ[CHROMIUM_VARIABLE] = chromium(ENVIRONMENT)
    choice = " ".join(arguments)
    if choice not in TESTS:
        return run(python_of(ENVIRONMENT), "-m", "pytest", *arguments)
    # The tests run on all cores already.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    for name, words, command in CHECKS:
        say(_("\n== {name}: {command}").format(name=name, command=words))
        began = time.monotonic()
        code = run(python_of(ENVIRONMENT), *command)
        if code:
            return code
        seconds = time.monotonic() - began
        say(_("   passed in {seconds:.1f} s").format(seconds=seconds))
    say(_("\n== tests: {command}").format(command=" ".join(("pytest", *TESTS[choice]))))
    # Last, so that its summary closes the output.
    return run(python_of(ENVIRONMENT), "-m", "pytest", *TESTS[choice])


def chromium(environment: Path) -> str:
    """The path of a Chromium for the browser tests, installed where there is none."""
    found = os.environ.get(CHROMIUM_VARIABLE) or installed_chromium()
    if not found and is_root() and shutil.which("apt-get"):
        say(_("Installing Chromium with apt-get ..."))
        os.environ["DEBIAN_FRONTEND"] = "noninteractive"
        if run("apt-get", "update", "-qq") == 0:
            run("apt-get", "install", "-y", "-qq", "chromium")
        found = installed_chromium()
    return found or playwright_chromium(environment)


def installed_chromium() -> str | None:
    """The path of a Chromium or Chrome that this computer has already."""
    return next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def is_root() -> bool:
    """Whether programs can be installed for the whole computer."""
    return sys.platform != "win32" and os.geteuid() == 0


def playwright_chromium(environment: Path) -> str:
    """The path of the Chromium that Playwright downloads for itself."""
    say(_("Installing Chromium with Playwright ..."))
    if run(python_of(environment), "-m", "playwright", "install", "chromium"):
        raise StartError(
            _(
                "No Chromium could be installed for the browser tests: please install Chromium or "
                "Google Chrome, or name one in the environment variable {name}, and start again."
            ).format(name=CHROMIUM_VARIABLE)
        )
    command = (python_of(environment), "-c", CHROMIUM_PATH_SCRIPT)
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


# The command line


def parser() -> argparse.ArgumentParser:
    """The options of `run.py`, and the words of `run.py --help`."""
    result = argparse.ArgumentParser(
        description=_("Start SoloStock in the browser."),
        epilog=_(
            "`run.py test --quick` leaves out what is slow, `run.py test --long` nothing; whatever "
            "else follows `test` goes to pytest, which then runs alone."
        ),
    )
    result.add_argument(
        "command",
        nargs="?",
        choices=("setup", "test"),
        help=_("setup: make the environment and stop; test: run every check"),
    )
    result.add_argument(
        "--port", type=int, help=_("listen on this port (otherwise a free one is found)")
    )
    result.add_argument(
        "--database", type=Path, metavar="FILE", help=_("keep the shop's data in this file")
    )
    result.add_argument("--no-browser", action="store_true", help=_("open no browser window"))
    return result


def main(arguments: Sequence[str]) -> int:
    """Do what the command line asks for and return the exit code."""
    try:
        check_python(sys.version_info[:2])
        if arguments[:1] == ["test"]:
            return check(arguments[1:])
        options = parser().parse_args(arguments)
        if options.command != "setup":
            return start(options)
        prepare(ENVIRONMENT, LOCK)
        return 0
    except StartError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
