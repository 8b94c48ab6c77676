"""Settings of the state machines."""

from __future__ import annotations

from tests.contract.stateful.runs import register_long_profile

register_long_profile()
