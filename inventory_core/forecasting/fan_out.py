"""The same work for many products: in this process, in several, or on a cluster of computers.

One product that comes to nothing, even by ending the process that works on it, is told as such
and does not stop the others.
"""

import os
import socket
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from inventory_core.domain.errors import ClusterError
from inventory_core.domain.language import gettext as _

if TYPE_CHECKING:
    from distributed import Client

MOST_PROCESSES = 61
"""More than Windows lets one program wait for."""

_AHEAD = 2
"""Tasks handed out for each process: it need not wait while a result is being kept."""
_AHEAD_ON_CLUSTER = 200
"""Tasks handed out to a cluster at once: enough for many computers, little for its scheduler."""
_CONNECT_SECONDS = 5
_START_SECONDS = 20
"""A worker takes some seconds to start, also again after it came to an end."""
_SILENT_SECONDS = 30
"""A cluster that tells nothing for so long is asked whether anybody is still working."""

Task = TypeVar("Task", bound=tuple[object, ...])
Result = TypeVar("Result")


@dataclass(frozen=True, kw_only=True)
class Crash:
    """A task that came to nothing. reason: as the computer tells it."""

    reason: str


def fan_out(
    work: Callable[..., Result], tasks: Iterable[Task], *, processes: int, scheduler: str = ""
) -> Iterator[tuple[Task, Result | Crash]]:
    """Do the work for each task, and hand out one task with its result at a time as it is done.

    Closing the iterator stops the run; what was handed out remains.

    >>> [result for _task, result in fan_out(divmod, [(7, 2), (7, 0)], processes=1)]
    [(3, 1), Crash(reason='ZeroDivisionError: integer division or modulo by zero')]

    Args:
        work: a function of a module, called with what a task holds.
        tasks: the arguments of each call; they travel to the process that does the work.
        processes: number of processes; with 1 the work is done in this one.
        scheduler: address of a Dask scheduler, whose cluster does the work instead; "" for none.

    Raises:
        ClusterError: the cluster cannot be reached or cannot do the work.
    """
    waiting = deque(tasks)
    if scheduler and waiting:
        return _on_cluster(work, waiting, scheduler)
    if processes == 1:
        return ((task, _attempt(work, task)) for task in waiting)
    return _by_crew(_processes(min(processes, MOST_PROCESSES)), work, waiting)


def _attempt(work: Callable[..., Result], task: Task) -> Result | Crash:
    """Do one task; an error becomes a value where it happens, since not every error can travel."""
    try:
        return work(*task)
    # Of any kind: a fault that shows in one product must not take the others' results away.
    except Exception as error:
        return Crash(reason=f"{type(error).__name__}: {error}")


@dataclass(frozen=True, kw_only=True)
class _Crew:
    """Those who do the work.

    executor: makes one to hand tasks to. at_once: how many tasks. lost: the error of tasks that a
    process ended at. check: raises where a result tells that nothing can go on. in_silence: raises
    likewise, asked when nothing was heard for a while.
    """

    executor: Callable[[], Executor]
    at_once: int
    lost: type[Exception]
    check: Callable[[Future[Any]], None] = lambda _future: None
    in_silence: Callable[[], None] = lambda: None


def _by_crew(
    crew: _Crew, work: Callable[..., Result], waiting: deque[Task]
) -> Iterator[tuple[Task, Result | Crash]]:
    suspects: deque[Task] = deque()
    while waiting:
        for task, future in _done(crew, work, waiting):
            if isinstance(future.exception(), crew.lost):
                suspects.append(task)
            else:
                yield task, future.result()
    # One task at a time: so it is certain which one ends its process, and no other is blamed.
    while suspects:
        for task, future in _done(replace(crew, at_once=1), work, suspects):
            lost = isinstance(future.exception(), crew.lost)
            yield task, _ended() if lost else future.result()


def _ended() -> Crash:
    return Crash(reason=_("the process that worked on it came to an end"))


def _done(
    crew: _Crew, work: Callable[..., Result], waiting: deque[Task]
) -> Iterator[tuple[Task, Future[Result | Crash]]]:
    """Take tasks from those waiting, and hand them out as done, until none is left.

    An executor that broke takes no more: what it was at comes back, the rest goes on waiting.
    """
    executor = crew.executor()
    running: dict[Future[Result | Crash], Task] = {}
    try:
        while True:
            with suppress(BrokenExecutor):
                while waiting and len(running) < crew.at_once:
                    future = executor.submit(_attempt, work, waiting[0])
                    running[future] = waiting.popleft()
            if not running:
                return
            done, _others = wait(running, timeout=_SILENT_SECONDS, return_when=FIRST_COMPLETED)
            if not done:
                crew.in_silence()
            for future in done:
                crew.check(future)
                yield running.pop(future), future
    finally:
        executor.shutdown(wait=False)
        # Not left to the pool's own cancel_futures: it does nothing once the pool is forgotten.
        for future in running:
            future.cancel()


def _processes(number: int) -> _Crew:
    # Each process fits small series: more threads in it would only stand in each other's way.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    # Spawned, not forked: forking a process that runs threads, as a web server does, can hang.
    spawning = get_context("spawn")
    return _Crew(
        executor=lambda: ProcessPoolExecutor(number, mp_context=spawning),
        at_once=_AHEAD * number,
        lost=BrokenExecutor,
    )


def _on_cluster(
    work: Callable[..., Result], waiting: deque[Task], address: str
) -> Iterator[tuple[Task, Result | Crash]]:
    with _connected(address) as client:
        from distributed import KilledWorker

        crew = _Crew(
            executor=lambda: client.get_executor(pure=False),
            at_once=_AHEAD_ON_CLUSTER,
            lost=KilledWorker,
            check=partial(_check_result, KilledWorker, address),
            in_silence=partial(_check_workers, client, address),
        )
        crew.in_silence()
        yield from _by_crew(crew, work, waiting)


def _connected(address: str) -> "Client":
    try:
        from distributed import Client
    except ImportError as error:
        raise ClusterError(
            _(
                "Work on a Dask cluster needs one more library: please install it in SoloStock's "
                "folder with `{python} -m pip install -r requirements-cluster.txt`, or leave the "
                "scheduler's address empty."
            ).format(python=sys.executable)
        ) from error
    try:
        _check_address(address)
        # Dask's clients have types but for the way to make one.
        return Client(  # type: ignore[no-untyped-call]
            address, timeout=_CONNECT_SECONDS, set_as_default=False
        )
    except (OSError, TypeError, ValueError) as error:
        raise ClusterError(
            _(
                "No Dask scheduler can be reached at {address} ({error}): please start it, "
                "correct the address, such as tcp://192.168.1.5:8786, or leave it empty."
            ).format(address=address, error=error)
        ) from error


def _check_address(address: str) -> None:
    """Knock at the door before a client is made: one that finds nobody cannot be closed cleanly."""
    place = urlsplit(address)
    if not place.hostname or not place.port:
        raise ValueError(_("this is no address"))
    socket.create_connection((place.hostname, place.port), timeout=_CONNECT_SECONDS).close()


def _check_workers(client: "Client", address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=_START_SECONDS)
    except TimeoutError as error:
        raise ClusterError(
            _(
                "The Dask scheduler at {address} has no workers: please start some in SoloStock's "
                "folder with `.venv/bin/python -m dask worker {address}`, and forecast again."
            ).format(address=address)
        ) from error


def _check_result(lost: type[Exception], address: str, future: Future[Any]) -> None:
    """Errors of a task itself are among the results, so any other but `lost` is the cluster's."""
    if future.cancelled():
        raise ClusterError(
            _(
                "The Dask scheduler at {address} went away. What was done is kept: please start "
                "the scheduler, and forecast again."
            ).format(address=address)
        )
    error = future.exception()
    if isinstance(error, Exception) and not isinstance(error, lost):
        raise ClusterError(
            _(
                "The Dask workers at {address} cannot do this work ({error}): please start them "
                "in SoloStock's folder, with the same versions of all libraries as here."
            ).format(address=address, error=f"{type(error).__name__}: {error}")
        ) from error
