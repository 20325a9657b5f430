"""What the track record says of a model, in words."""

from inventory_core.domain.language import gettext as _
from inventory_core.monitoring import track_record


def why_other_model(why: str) -> str:
    """Say why a product should go by another model."""
    return {
        track_record.TOO_LOW: _("Expects too little again and again"),
        track_record.TOO_HIGH: _("Expects too much again and again"),
        track_record.WORSE: _("Misses by more than repeating 28 days"),
    }[why]
