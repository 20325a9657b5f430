"""Nothing is asked of the outside by the server, whoever knocks."""

import subprocess
import sys

import pytest
from streamlit import net_util
from streamlit.web.server.server_util import is_url_from_allowed_origins

import run
from pages.shared import server


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every address outside that Streamlit asks for; it hears nothing from there."""
    addresses: list[str] = []
    monkeypatch.setattr(net_util, "_external_ip", None)
    monkeypatch.setattr(
        net_util,
        "_make_blocking_http_get",
        lambda address, **_patience: addresses.append(address),
    )
    for name in ("get_external_ip", "get_internal_ip"):
        monkeypatch.setattr(net_util, name, getattr(net_util, name))
    return addresses


def test_a_foreign_page_is_refused_without_a_question_to_the_outside(asked: list[str]) -> None:
    server.ask_nobody()

    assert not is_url_from_allowed_origins("https://evil.example")
    assert is_url_from_allowed_origins("http://127.0.0.1:8501")
    assert asked == []


def test_what_pages_need_is_loaded_meanwhile() -> None:
    program = (
        "from pages.shared import server; import gc, sys; server._load(); "
        "assert 'inventory_core.shop.actions' in sys.modules; "
        "assert gc.isenabled() and gc.get_freeze_count() > 100_000"
    )
    subprocess.run([sys.executable, "-c", program], cwd=run.ROOT, check=True)
