"""The servers that take the same requests: the mock server, Prism, and an endpoint written by hand."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Final

from benchmarks.handwritten import write_endpoint
from benchmarks.process import python
from benchmarks.servers import Server, ServerError, free_port, serving, taken_port
from benchmarks.submits import Submit
from benchmarks.workshop import BUNDLE, ROOT, Workshop

OURS: Final = "imgopen-mock"
PRISM: Final = "Prism"
SILENT_PRISM: Final = "Prism, silent"
HANDWRITTEN: Final = "FastAPI"

PRISM_PACKAGE: Final = ROOT / "tests" / "node" / "node_modules" / "@stoplight" / "prism-cli"
_PRISM_COMMAND: Final = ROOT / "tests" / "node" / "node_modules" / ".bin" / "prism"

Start = AbstractContextManager[Server]


def ours(workshop: Workshop, *options: str) -> Start:
    """Run the mock server."""
    arguments = ["-I", "-m", "imgopen_mock", "--port", "0", "--bundle", str(BUNDLE), *options]
    return serving(OURS, python(arguments, workshop.folder), workshop.folder)


def prism(workshop: Workshop, name: str, *options: str) -> Start:
    """Run Prism, one process of it.

    Raises:
        ServerError: it is not installed.
    """
    if not _PRISM_COMMAND.exists():
        raise ServerError("Prism is not installed; npm ci --prefix tests/node does that")
    port = free_port()
    command = [
        str(_PRISM_COMMAND),
        "mock",
        "--multiprocess",
        "false",
        "--port",
        str(port),
        *options,
        str(BUNDLE),
    ]
    return serving(name, command, workshop.folder, taken_port(port))


def handwritten(workshop: Workshop, submit: Submit) -> Start:
    """Run the endpoint that is written by hand."""
    file = workshop.folder / "handwritten_endpoint.py"
    file.write_text(write_endpoint(workshop.document, submit), encoding="utf-8")
    port = free_port()
    command = python(["-I", str(file), str(port)], workshop.folder)
    return serving(HANDWRITTEN, command, workshop.folder, taken_port(port))
