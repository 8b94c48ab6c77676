"""A local stand-in for the Img Open API, driven by its OpenAPI document alone.

    from imgopen_mock import Request, load_simulator

    simulator = load_simulator()
    response = simulator.handle(Request("POST", "/...", headers={...}, body=b"..."))

`create_app` wraps a simulator into an ASGI application; the command `imgopen-mock` serves one.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from imgopen_mock.core.clocks import Clock, VirtualClock
    from imgopen_mock.core.description.bundle import Bundle, BundleError
    from imgopen_mock.core.description.tolerance import ContractWarning
    from imgopen_mock.core.exchange.callbacks import CallbackRequest, NoReply, Outcome, Reply
    from imgopen_mock.core.exchange.messages import Request, Response
    from imgopen_mock.core.faults import ActiveFault, Fault, FaultKind
    from imgopen_mock.core.settings import Settings
    from imgopen_mock.core.simulator import Simulator
    from imgopen_mock.core.tasks.deliveries import Attempt, Delivery
    from imgopen_mock.core.tasks.task import Phase, Task
    from imgopen_mock.core.tasks.work import Pace
    from imgopen_mock.packaged import load_bundle, load_simulator
    from imgopen_mock.realtime import RealClock
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

_HOMES = {
    "core.description.bundle": ("Bundle", "BundleError"),
    "core.exchange.callbacks": ("CallbackRequest", "NoReply", "Outcome", "Reply"),
    "core.clocks": ("Clock", "VirtualClock"),
    "core.tasks.deliveries": ("Attempt", "Delivery"),
    "core.faults": ("ActiveFault", "Fault", "FaultKind"),
    "core.exchange.messages": ("Request", "Response"),
    "core.settings": ("Settings",),
    "core.simulator": ("Simulator",),
    "core.tasks.task": ("Phase", "Task"),
    "core.description.tolerance": ("ContractWarning",),
    "core.tasks.work": ("Pace",),
    "packaged": ("load_bundle", "load_simulator"),
    "realtime": ("RealClock",),
    "server": ("create_app",),
}
_HOME = {name: f"{__name__}.{module}" for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Import what is asked for and nothing else: the pytest plugin is loaded where nobody may want the rest."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
