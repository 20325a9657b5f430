"""Work that takes long: started by a button, watched by a bar, stopped by another button.

A click on Stop runs the page anew, which ends the work at its next sign of life: when it next moves
the bar. What was done until then is for the work itself to keep.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from inventory_core.domain.language import gettext as _
from inventory_core.domain.numbers import time_left, whole
from pages.shared import widgets


class Bar:
    """How far a piece of work has come."""

    def __init__(self, place: DeltaGenerator) -> None:
        """Show it in this place; time is measured from now on."""
        self._place = place
        self._started = time.monotonic()

    def show(self, share: float, label: str) -> None:
        """Show the share that is done."""
        self._place.progress(share, label)

    def count(self, done: int, total: int, *, earlier: int = 0) -> None:
        """Show how many products are done, and how long the others will take.

        earlier: of those done, how many were so before the work began; they are no measure of what
        is left.
        """
        if done == earlier:
            self._started = time.monotonic()
        measured = (done - earlier) / (total - earlier) if total > earlier else 1.0
        self.show(
            done / total if total else 1.0,
            _("{done} of {total} products, {left}").format(
                done=whole(done),
                total=whole(total),
                left=time_left(time.monotonic() - self._started, measured),
            ),
        )


@dataclass(frozen=True, kw_only=True)
class LongRun:
    """A piece of work of this tab.

    name: under which the tab remembers that it goes on. resumes: run anew, the page goes on with
    it; else it is over then.
    """

    name: str
    resumes: bool = True

    @property
    def goes_on(self) -> bool:
        """Whether it was started, and is neither done nor stopped."""
        return bool(st.session_state.get(self.name))

    def start(self) -> None:
        """Begin, or go on, when the page runs next."""
        st.session_state[self.name] = True

    def end(self) -> None:
        """Let it be over."""
        st.session_state[self.name] = False

    @contextmanager
    def bar(self, label: str, *, stopped: str = "") -> Iterator[Bar]:
        """Give the work a bar and a button to stop it; the page runs anew once it is done.

        stopped: what is said once it was stopped.
        """
        st.button(
            _("Stop it now"), icon=":material/stop_circle:", on_click=self._stop, args=(stopped,)
        )
        if not self.resumes:
            self.end()
        yield Bar(st.progress(0.0, label))
        self.end()
        st.rerun()

    def _stop(self, stopped: str) -> None:
        self.end()
        if stopped:
            widgets.say_after_rerun(stopped)
