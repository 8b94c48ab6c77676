"""The command `imgopen-mock`."""

from __future__ import annotations

import math
import re
import sys
from contextlib import suppress
from enum import Enum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from imgopen_mock import __version__
from imgopen_mock.banner import banner
from imgopen_mock.core.clocks import Clock, VirtualClock
from imgopen_mock.core.description.bundle import BundleError
from imgopen_mock.core.settings import Settings
from imgopen_mock.core.tasks.work import Pace
from imgopen_mock.listening import address_of, listen
from imgopen_mock.packaged import load_simulator
from imgopen_mock.realtime import RealClock

_COMMAND = "imgopen-mock"
_CANNOT_LISTEN = 1
_BAD_OPTION = 2
_MEBIBYTE = 1024 * 1024
_FASTEST = 1_000_000
_LONGEST = 1e9

_SERVER = "Server"
_API = "What is simulated"
_TIME = "Time and chance"
_CALLBACKS = "Callbacks"

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode="markdown")


class LogLevel(str, Enum):
    """How much the server logs."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    DEBUG = "debug"


class ClockKind(str, Enum):
    """What the simulator's time is."""

    REAL = "real"
    VIRTUAL = "virtual"


def main() -> None:
    """Run the command; whatever is wrong with its options is said in one line."""
    try:
        code = app(prog_name=_COMMAND, standalone_mode=False)
    except typer.TyperException as error:
        _complain(error.format_message())
        code = error.exit_code
    sys.exit(code)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"{_COMMAND} {__version__}")
        raise typer.Exit


@app.command()
def serve(
    port: Annotated[
        int,
        typer.Option(
            "--port",
            metavar="PORT",
            min=0,
            max=65535,
            envvar="IMGOPEN_MOCK_PORT",
            help="Port to listen on; 0 takes any free one.",
            rich_help_panel=_SERVER,
        ),
    ] = 4010,
    host: Annotated[
        str,
        typer.Option(
            "--host",
            metavar="HOST",
            envvar="IMGOPEN_MOCK_HOST",
            help="Address to listen on; 0.0.0.0 lets other computers in.",
            rich_help_panel=_SERVER,
        ),
    ] = "127.0.0.1",
    max_body: Annotated[
        int,
        typer.Option(
            metavar="MIB",
            min=1,
            envvar="IMGOPEN_MOCK_MAX_BODY",
            help="Longest request body, in MiB; a longer one gets HTTP 413.",
            rich_help_panel=_SERVER,
        ),
    ] = 8,
    log_level: Annotated[
        LogLevel,
        typer.Option(
            envvar="IMGOPEN_MOCK_LOG_LEVEL",
            help="How much to log; 'info' shows every request, and what came of every callback.",
            rich_help_panel=_SERVER,
        ),
    ] = LogLevel.WARNING,
    bundle: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            envvar="IMGOPEN_MOCK_BUNDLE",
            help="OpenAPI 3.1 bundle (JSON) to simulate.",
            show_default="the one that comes with it",
            rich_help_panel=_API,
        ),
    ] = None,
    keep_tasks: Annotated[
        int,
        typer.Option(
            metavar="COUNT",
            min=1,
            envvar="IMGOPEN_MOCK_KEEP_TASKS",
            help="How many tasks to remember; beyond that, finished ones are forgotten, oldest first.",
            rich_help_panel=_API,
        ),
    ] = Settings.keep_tasks,
    clock: Annotated[
        ClockKind,
        typer.Option(
            envvar="IMGOPEN_MOCK_CLOCK",
            help="'real' runs by itself; 'virtual' stands still until POST /_mock/clock/advance, so that a test of "
            "hours takes no time.",
            rich_help_panel=_TIME,
        ),
    ] = ClockKind.REAL,
    time_scale: Annotated[
        float | None,
        typer.Option(
            metavar="FACTOR",
            envvar="IMGOPEN_MOCK_TIME_SCALE",
            help="Let a real clock run that many times as fast: with 100, a task of a minute takes 0.6 s.",
            show_default="1",
            rich_help_panel=_TIME,
        ),
    ] = None,
    task_seconds: Annotated[
        float | None,
        typer.Option(
            metavar="SECONDS",
            envvar="IMGOPEN_MOCK_TASK_SECONDS",
            help="How long every task takes, in seconds of the clock.",
            show_default="it depends on the work",
            rich_help_panel=_TIME,
        ),
    ] = None,
    seed: Annotated[
        int,
        typer.Option(
            metavar="NUMBER",
            envvar="IMGOPEN_MOCK_SEED",
            help="Where chance begins; the same number and the same requests give the same results.",
            rich_help_panel=_TIME,
        ),
    ] = Settings.seed,
    callback_allow: Annotated[
        list[str] | None,
        typer.Option(
            metavar="HOST",
            envvar="IMGOPEN_MOCK_CALLBACK_ALLOW",
            help="Let callbacks go to this host name, IP address or network (10.0.0.0/8) too; may be given several "
            "times. In the variable, spaces or commas stand between them.",
            show_default="loopback only",
            rich_help_panel=_CALLBACKS,
        ),
    ] = None,
    callback_timeout: Annotated[
        float,
        typer.Option(
            metavar="SECONDS",
            envvar="IMGOPEN_MOCK_CALLBACK_TIMEOUT",
            help="After how many seconds, of real time, a callback counts as unanswered.",
            rich_help_panel=_CALLBACKS,
        ),
    ] = 10.0,
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit."),
    ] = False,
) -> None:
    """Serve a local stand-in for the Img Open API. It needs no account and costs nothing.

    Every request is checked against the API's OpenAPI document. A good one is answered as documented, a bad one with
    a refusal that names the field and the rule. Any value will do as a key. Tasks take their time, give pictures, and
    call back; to anywhere but this computer only if that is allowed.

    Once the server listens, it says so on stderr in a line of its own, "Listening on http://HOST:PORT", and
    shows a request to try. Under /_mock/docs it can be looked into, and told to fail.

    Exit codes: 0 stopped with Ctrl-C, 1 cannot listen there, 2 bad option or bundle.
    """
    ticking = _clock(clock, time_scale)
    if task_seconds is not None:
        _check_seconds("--task-seconds", task_seconds, least=0)
    _check_seconds("--callback-timeout", callback_timeout, least=0.001)
    allowed = [host for value in callback_allow or () for host in re.split(r"[,\s]+", value) if host]
    callbacks = _callbacks(allowed)
    settings = Settings(pace=Pace(fixed=task_seconds), seed=seed, keep_tasks=keep_tasks)
    try:
        simulator = load_simulator(bundle, ticking, settings)
    except BundleError as error:
        _fail(_BAD_OPTION, str(error))
    try:
        listener = listen(host, port)
    except (OSError, UnicodeError) as error:  # a name that cannot be one is a UnicodeError
        reason = getattr(error, "strerror", None) or error
        _fail(_CANNOT_LISTEN, f"cannot listen on {host}:{port}: {reason}")

    with listener, suppress(KeyboardInterrupt):
        from imgopen_mock import serving  # it takes its time, so --help and errors do without it
        from imgopen_mock.server import create_app

        application = create_app(
            simulator,
            max_body=max_body * _MEBIBYTE,
            callback_allow=allowed,
            callback_timeout=callback_timeout,
        )
        said = banner(simulator.bundle, address_of(listener), ticking, callbacks)
        print(said, file=sys.stderr, flush=True)
        serving.serve(application, listener, log_level.value)
    print("Stopped.", file=sys.stderr)


def _clock(kind: ClockKind, scale: float | None) -> Clock:
    if kind is ClockKind.VIRTUAL:
        if scale is not None:
            _refuse("--time-scale", "a virtual clock does not run by itself; it is for --clock real")
        return VirtualClock()
    if scale is not None and not 1 / _FASTEST <= scale <= _FASTEST:
        _refuse("--time-scale", f"{scale:g} is not from {1 / _FASTEST:g} to {_FASTEST}")
    return RealClock(1.0 if scale is None else scale)


def _check_seconds(option: str, seconds: float, *, least: float) -> None:
    if not (seconds >= least and math.isfinite(seconds) and seconds <= _LONGEST):
        _refuse(option, f"{seconds:g} is not from {least:g} to {_LONGEST:.0f} seconds")


def _callbacks(allowed: list[str]) -> str:
    """Check where callbacks may go, and say it in words."""
    from imgopen_mock.courier.addresses import AddressPolicy  # brings asyncio, which --help does without

    try:
        return AddressPolicy(allowed).text
    except ValueError as error:
        _refuse("--callback-allow", str(error))


def _refuse(option: str, problem: str) -> NoReturn:
    raise typer.BadParameter(problem, param_hint=option)


def _fail(code: int, problem: str) -> NoReturn:
    """Say in one line what is wrong, and exit."""
    _complain(problem)
    raise typer.Exit(code)


def _complain(problem: str) -> None:
    print(f"{_COMMAND}: {' '.join(problem.split())}", file=sys.stderr)
