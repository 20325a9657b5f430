"""How many examples a test of what always holds tries, where each of them takes long."""

from hypothesis import HealthCheck, settings

MANY = settings.default.max_examples
LONG = MANY > 100


def few(examples: int, *, derandomize: bool = False) -> settings:
    """So many examples, slow as they are; `run.py test --long` takes many all the same.

    With `derandomize` they are the same in every run, but for `run.py test --long`.
    """
    return settings(
        max_examples=MANY if LONG else examples,
        derandomize=derandomize and not LONG,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )
