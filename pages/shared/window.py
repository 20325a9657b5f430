"""What only the browser knows of the window: how wide it is, and that it is one of its own.

A cookie of this computer tells the width, for Streamlit does not know it. A window is taken for a
wide one until the browser has told otherwise, once, as the page is loaded. Within a page of another
site nothing is shown.
"""

import streamlit as st

_COOKIE = "solostock_window"
_WIDE, _LAPTOP, _PHONE = "wide", "laptop", "phone"
_TELLS_WIDTH = """
<script>
  // No other site may show the app in a frame, and lay something of its own over a button.
  if (window.top !== window.self) document.documentElement.remove();
  const width = window.innerWidth;
  const size = width < 640 ? "phone" : width < 1200 ? "laptop" : "wide";
  const cookie = "solostock_window=" + size;
  const told = document.cookie.match(/solostock_window=(\\w+)/)?.[1] ?? "wide";
  if (told !== size) {
    document.cookie = cookie + "; path=/; SameSite=Strict; max-age=31536000";
    // Only as the page begins: later it would take away what was typed, so the next load shows it.
    if (document.cookie.includes(cookie) && performance.now() < 15000) window.location.reload();
  }
</script>
"""


def look() -> None:
    """Let the browser tell how wide the window is."""
    st.html(_TELLS_WIDTH, unsafe_allow_javascript=True)


def is_phone() -> bool:
    """Tell whether the window is as narrow as that of a telephone."""
    return _size() == _PHONE


def is_narrow() -> bool:
    """Tell whether the window is narrower than that of a usual computer."""
    return _size() in (_PHONE, _LAPTOP)


def _size() -> str:
    return st.context.cookies.get(_COOKIE, _WIDE)
