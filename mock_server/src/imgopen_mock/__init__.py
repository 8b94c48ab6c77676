"""A local stand-in for the Img Open API, driven by its OpenAPI document alone.

    from imgopen_mock import Request, load_simulator

    simulator = load_simulator()
    response = simulator.handle(Request("POST", "/...", headers={...}, body=b"..."))

`create_app` wraps a simulator into an ASGI application; the command `imgopen-mock` serves one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from imgopen_mock.core.bundle import Bundle, BundleError
from imgopen_mock.core.callbacks import CallbackRequest, NoReply, Outcome, Reply
from imgopen_mock.core.clocks import Clock, VirtualClock
from imgopen_mock.core.deliveries import Attempt, Delivery
from imgopen_mock.core.faults import ActiveFault, Fault, FaultKind
from imgopen_mock.core.messages import Request, Response
from imgopen_mock.core.settings import Settings
from imgopen_mock.core.simulator import Simulator
from imgopen_mock.core.tasks import Phase, Task
from imgopen_mock.core.tolerance import ContractWarning
from imgopen_mock.core.work import Pace
from imgopen_mock.packaged import load_bundle, load_simulator
from imgopen_mock.realtime import RealClock

if TYPE_CHECKING:
    from imgopen_mock.server import create_app

__version__ = "0.1.0"

__all__ = [
    "ActiveFault",
    "Attempt",
    "Bundle",
    "BundleError",
    "CallbackRequest",
    "Clock",
    "ContractWarning",
    "Delivery",
    "Fault",
    "FaultKind",
    "NoReply",
    "Outcome",
    "Pace",
    "Phase",
    "RealClock",
    "Reply",
    "Request",
    "Response",
    "Settings",
    "Simulator",
    "Task",
    "VirtualClock",
    "create_app",
    "load_bundle",
    "load_simulator",
]


def __getattr__(name: str) -> Any:
    """Import the web framework only for those who ask for the server."""
    if name == "create_app":
        from imgopen_mock.server import create_app

        return create_app
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
