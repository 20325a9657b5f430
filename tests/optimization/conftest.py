"""What the tests of decisions share: a last word."""

import pytest

LAST_WORDS = pytest.StashKey[list[str]]()


@pytest.fixture
def last_words(pytestconfig: pytest.Config) -> list[str]:
    """Lines that the summary of the whole run ends with, so that a quiet run shows them too."""
    return pytestconfig.stash.setdefault(LAST_WORDS, [])


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    for line in config.stash.get(LAST_WORDS, []):
        terminalreporter.write_line(line)
