"""How many examples a test of what always holds tries, where each of them takes long."""

from hypothesis import HealthCheck, settings

MANY = settings.default.max_examples
LONG = MANY > 100


def few(examples: int) -> settings:
    """So many examples, slow as they are; `run.py test --long` takes many all the same."""
    return settings(
        max_examples=MANY if LONG else examples,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )
