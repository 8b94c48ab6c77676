"""The command `imgopen-mock`."""

from __future__ import annotations

import socket
import sys
from contextlib import suppress
from enum import Enum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from imgopen_mock import __version__
from imgopen_mock.banner import banner
from imgopen_mock.core.bundle import BundleError
from imgopen_mock.core.simulator import Simulator
from imgopen_mock.packaged import load_bundle
from imgopen_mock.realtime import RealClock

_CANNOT_LISTEN = 1
_BROKEN_BUNDLE = 2
_SECONDS_TO_FINISH_REQUESTS = 3
_MEBIBYTE = 1024 * 1024

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode="markdown")


class LogLevel(str, Enum):
    """How much the server logs."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    DEBUG = "debug"


def main() -> None:
    """Run the command."""
    app(prog_name="imgopen-mock")


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"imgopen-mock {__version__}")
        raise typer.Exit


@app.command()
def serve(
    port: Annotated[
        int,
        typer.Option(
            "--port", metavar="PORT", min=0, max=65535, help="Port to listen on; 0 takes any free one."
        ),
    ] = 4010,
    host: Annotated[
        str,
        typer.Option("--host", metavar="HOST", help="Address to listen on; 0.0.0.0 lets other computers in."),
    ] = "127.0.0.1",
    bundle: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="OpenAPI 3.1 bundle (JSON) to simulate.",
            show_default="the one that comes with it",
        ),
    ] = None,
    max_body: Annotated[
        int,
        typer.Option(metavar="MIB", min=1, help="Longest request body, in MiB; longer ones get HTTP 413."),
    ] = 32,
    log_level: Annotated[
        LogLevel, typer.Option(help="How much to log; 'info' shows every request.")
    ] = LogLevel.WARNING,
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit."),
    ] = False,
) -> None:
    """Serve a local stand-in for the Img Open API: nothing is sent to the real service, nothing costs money.

    Every request is checked against the API's OpenAPI document. A good one is answered with the documented
    example, a bad one with a refusal that names the field and the rule. Any value will do as a key.

    Once the server listens, it says so on stderr in a line of its own, "Listening on http://HOST:PORT", and
    shows a request to try.

    Exit codes: 0 stopped with Ctrl-C, 1 cannot listen there, 2 bad option or bundle.
    """
    try:
        simulator = Simulator(load_bundle(bundle), RealClock())
    except BundleError as error:
        _fail(_BROKEN_BUNDLE, str(error))
    try:
        listener = listen(host, port)
    except (OSError, UnicodeError) as error:  # a name that cannot be one is a UnicodeError
        reason = getattr(error, "strerror", None) or error
        _fail(_CANNOT_LISTEN, f"cannot listen on {host}:{port}: {reason}")

    with listener, suppress(KeyboardInterrupt):
        run(simulator, listener, max_body * _MEBIBYTE, log_level)
    print("Stopped.", file=sys.stderr)


def listen(host: str, port: int) -> socket.socket:
    """Open a listening socket, so that the port is known, and held, before anything is said about it."""
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listener = socket.socket(family, kind, protocol)
    try:
        if sys.platform != "win32":  # there, the option would let two servers have the same port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(socket.SOMAXCONN)
    except OSError:
        listener.close()
        raise
    return listener


def address_of(listener: socket.socket) -> str:
    """Return the address under which a listening socket is reached."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if listener.family == socket.AF_INET6 else f"http://{host}:{port}"


def run(simulator: Simulator, listener: socket.socket, max_body: int, log_level: LogLevel) -> None:
    """Serve until Ctrl-C, which arrives as a KeyboardInterrupt."""
    import uvicorn  # these two take their time, so --help and errors do without them

    from imgopen_mock.server import create_app

    config = uvicorn.Config(
        create_app(simulator, max_body=max_body),
        log_level=log_level.value,
        access_log=log_level in (LogLevel.INFO, LogLevel.DEBUG),
        server_header=False,
        ws="none",
        timeout_graceful_shutdown=_SECONDS_TO_FINISH_REQUESTS,
    )
    print(banner(simulator.bundle, address_of(listener)), file=sys.stderr, flush=True)
    uvicorn.Server(config).run(sockets=[listener])


def _fail(code: int, problem: str) -> NoReturn:
    """Say in one line what is wrong, and exit."""
    print(f"imgopen-mock: {' '.join(problem.split())}", file=sys.stderr)
    raise typer.Exit(code)
