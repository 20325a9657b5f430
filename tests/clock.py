"""The one moment in which all tests live; SOLOSTOCK_NOW lets them live in another."""

import os
from datetime import datetime

from inventory_core.domain.clock import CLOCK_VARIABLE

NOW = datetime.fromisoformat(os.environ.get(CLOCK_VARIABLE) or "2026-11-22T09:00")
TODAY = NOW.date()
