"""The declared columns of alerts that stand, and of those that are silent."""

from datetime import date

from inventory_core.domain.columns import Schema, day, flag, text, units

ALERT_KEY = ("alert", "subject")
"""What makes an alert the same one as yesterday: its kind, and its product, or channel."""

FOR_GOOD = date(9999, 12, 31)
"""Until when an alert is silent that the seller never wants to hear again."""

STANDING_ALERTS: Schema = {
    "alert": text(),
    "subject": text(),
    "since": day(),
    "silent_until": day(),
    "silent_up_to": units(),
    "mailed": flag(),
}
"""One row per alert that stood when alerts were looked at last.

since: the day on which it was seen first. It is silent before silent_until, and while its units are
no more than silent_up_to. mailed: whether a digest told of it.
"""
