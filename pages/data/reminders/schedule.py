"""What makes this computer send the digest by itself."""

import sys
from datetime import time
from pathlib import Path

import streamlit as st

from inventory_core.domain.language import gettext as _
from inventory_core.notify.schedule import cron_line, launchd_file, windows_line
from pages.shared import session

_ROOT = Path(__file__).parents[3]
_WINDOWS, _MAC, _LINUX = "Windows", "macOS", "Linux"
_OWN = {"win32": _WINDOWS, "darwin": _MAC}.get(sys.platform, _LINUX)


def show() -> None:
    """Show the line or file by which this computer's scheduler sends the digest."""
    with st.expander(_("Send it every morning by itself"), icon=":material/schedule:"):
        left, right = st.columns(2)
        systems = [_WINDOWS, _MAC, _LINUX]
        system = left.selectbox(_("Your computer"), systems, index=systems.index(_OWN))
        when = right.time_input(_("At"), time(7, 30))
        database = str(session.shop().past.store.path.absolute())
        command = [
            *(sys.executable, "-m", "inventory_core", "alerts", "--digest", "--email"),
            *("--database", database),
        ]
        if system == _WINDOWS:
            st.caption(_("Paste this line into the command prompt, once."))
            st.code(windows_line(command, folder=_ROOT, at=when), language=None, wrap_lines=True)
        elif system == _MAC:
            st.caption(_("Put this file into the folder Library/LaunchAgents, then log in anew."))
            st.download_button(
                _("Take the file"),
                launchd_file(command, folder=_ROOT, at=when),
                file_name="local.solostock.digest.plist",
                icon=":material/download:",
            )
        else:
            st.caption(_("Add this line by the command “crontab -e”."))
            st.code(cron_line(command, folder=_ROOT, at=when), language=None, wrap_lines=True)
