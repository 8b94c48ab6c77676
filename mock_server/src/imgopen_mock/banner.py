"""What the server says when it starts."""

from __future__ import annotations

import json
import shlex
from urllib.parse import quote

from imgopen_mock.core.clocks import Clock
from imgopen_mock.core.description.bundle import Bundle
from imgopen_mock.core.description.operation import Operation
from imgopen_mock.core.exchange.refusals import printable
from imgopen_mock.core.own_paths import OWN_PATHS

_ANY_KEY = "demo"


def banner(bundle: Bundle, address: str, clock: Clock, callbacks: str) -> str:
    """Say where the server listens, what it stands in for, and how to try it.

    The first line is meant for scripts too: `Listening on http://127.0.0.1:4010`.

    Args:
        bundle: The API.
        address: Where the server listens.
        clock: The simulator's.
        callbacks: Where callbacks may go, in words.
    """
    count = len(bundle.operations)
    return "\n".join(
        [
            f"Listening on {address}",
            printable(f"Simulating {bundle.title} {bundle.version}: {count} operation{'s' * (count != 1)}"),
            f"Clock: {_clock(clock)}",
            f"Callbacks: {callbacks} (--callback-allow HOST for more)",
            f"Control: {address}{OWN_PATHS}/docs",
            "Try it:",
            printable(curl(bundle.operations[0], address), keep="\n"),
            "Stop it with Ctrl-C.",
        ]
    )


def curl(operation: Operation, address: str) -> str:
    """Make a command for a terminal that calls an operation with its own example."""
    words = [["curl", "-s", "-X", operation.method, address + _path(operation)]]
    if operation.credentials:
        words += [["-H", f"{name}: {_ANY_KEY}"] for name in operation.credentials[0]]
    if operation.body is not None:
        words.append(["-H", f"Content-Type: {operation.body.media_types[0]}"])
        words.append(["-d", json.dumps(operation.body.shortest, ensure_ascii=False)])
    return " \\\n".join("  " + shlex.join(group) for group in words)


def _clock(clock: Clock) -> str:
    if clock.rate == 0:
        return f"virtual, stands still until POST {OWN_PATHS}/clock/advance"
    return "real" if clock.rate == 1 else f"real, {clock.rate:g} times as fast"


def _path(operation: Operation) -> str:
    """Return the operation's path and query, its required parameters filled with their examples."""
    path, query = operation.path, []
    for parameter in operation.parameters:
        value = str(parameter.example)
        if parameter.place == "path":
            path = path.replace(
                f"{{{parameter.name}}}", quote(value, safe="/" if parameter.spans_segments else "")
            )
        elif parameter.place == "query" and parameter.required:
            query.append(f"{quote(parameter.name)}={quote(value)}")
    return path + ("?" if query else "") + "&".join(query)
