"""Seconds and peak memory of the steps of a job, each job in a process of its own."""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from statistics import median

MEGABYTE = 1024**2


@dataclass(frozen=True, kw_only=True)
class Step:
    """What one step took; the peak is of the whole process up to the step's end."""

    name: str
    seconds: float
    peak_megabytes: float | None


@dataclass(frozen=True, kw_only=True)
class Watch:
    """Writes down the steps of one job."""

    steps: list[Step] = field(default_factory=list)
    outcome: dict[str, float] = field(default_factory=dict)
    """What came out, so that one can see that two jobs did the same work."""

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Measure the block below."""
        started = time.perf_counter()
        yield
        seconds = time.perf_counter() - started
        self.steps.append(Step(name=name, seconds=seconds, peak_megabytes=peak_megabytes()))


Job = Callable[[Path, Watch], None]
"""Does the work on the data in a folder, step by step; a function at the top of a module."""


def peak_megabytes() -> float | None:
    """Return the most memory that this process ever had; None where Windows does not tell."""
    try:
        import resource
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / MEGABYTE if sys.platform == "darwin" else peak / 1024


def run_alone(job: Job, data: Path, *, repetitions: int) -> Watch:
    """Run a job in fresh processes and return the median of each step."""
    runs = []
    for _ in range(repetitions):
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as fresh:
            runs.append(fresh.submit(_run, job, data).result())
    return Watch(
        steps=[_median(steps) for steps in zip(*(run.steps for run in runs), strict=True)],
        outcome=runs[0].outcome,
    )


def _run(job: Job, data: Path) -> Watch:
    watch = Watch()
    job(data, watch)
    return watch


def _median(steps: Sequence[Step]) -> Step:
    peaks = [step.peak_megabytes for step in steps if step.peak_megabytes is not None]
    return Step(
        name=steps[0].name,
        seconds=median(step.seconds for step in steps),
        peak_megabytes=median(peaks) if peaks else None,
    )


def comparison(ours: Watch, reference: Watch, *, reference_name: str) -> str:
    """Write two jobs of the same steps side by side, as a Markdown table."""
    lines = [
        f"| step | SoloStock s | {reference_name} s | ratio "
        f"| SoloStock peak MB | {reference_name} peak MB |",
        "|---|---|---|---|---|---|",
        *(
            _line(our, other)
            for our, other in zip(
                [*ours.steps, _total(ours)], [*reference.steps, _total(reference)], strict=True
            )
        ),
        "",
        f"SoloStock: {_told(ours.outcome)}.",
        f"{reference_name}: {_told(reference.outcome)}.",
    ]
    return "\n".join(lines)


def _total(watch: Watch) -> Step:
    return Step(
        name="**all**",
        seconds=sum(step.seconds for step in watch.steps),
        peak_megabytes=watch.steps[-1].peak_megabytes,
    )


def _line(ours: Step, reference: Step) -> str:
    ratio = ours.seconds / reference.seconds
    return (
        f"| {ours.name} | {ours.seconds:.2f} | {reference.seconds:.2f} | {ratio:.1f} "
        f"| {_megabytes(ours)} | {_megabytes(reference)} |"
    )


def _megabytes(step: Step) -> str:
    return "not measured" if step.peak_megabytes is None else f"{step.peak_megabytes:.0f}"


def _told(outcome: dict[str, float]) -> str:
    return ", ".join(f"{number:,.0f} {name}" for name, number in outcome.items())
