"""The whole command: made from the spec, run, and ended with an exit code."""

from __future__ import annotations

import io
import os
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from shlex import quote
from typing import Any, Final

import typer
from typer.main import get_install_completion_arguments

from ..errors import InferredOperationWarning
from ..product import BASE_URL_VARIABLE, CREDENTIALS, VERSION, BaseError
from . import NAME
from .contents import command_of, groups, submitting, summary, title
from .exits import INTERRUPTED, MEANINGS, OTHER, PIPE_CLOSED, CommandError, code_of
from .groups import Commands, HelpfulCommand, HelpfulGroup
from .help import Row, Section
from .options import option
from .plain import one_line
from .profiles import VARIABLE
from .screens import tell
from .settings import variable_of
from .table import FOLLOWING, SETUP, TASKS, Command, Entry, Group

_API: Final = "Commands"
_FOLLOW: Final = "Follow a task"
_SETUP: Final = "Set up"


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command, and return its exit code; whatever goes wrong is said on standard error."""
    try:
        with _warnings_told():
            code = _run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        _silence(sys.stdout)
        return PIPE_CLOSED
    return code


def _run(arguments: Sequence[str] | None) -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = root()(args=arguments, prog_name=NAME, standalone_mode=False)
    except CommandError as error:
        return _complain(str(error), error.code)
    except typer.TyperException as error:
        return _complain(error.format_message(), error.exit_code)
    except (KeyboardInterrupt, EOFError, typer.Abort):
        return _complain("interrupted", INTERRUPTED)
    except BrokenPipeError:
        raise
    except BaseError as error:
        return _complain(_in_the_shell(error), code_of(error))
    except OSError as error:
        return _complain(one_line(error), OTHER)
    return code if isinstance(code, int) else 0


def root() -> HelpfulGroup:
    """Return the whole command."""
    commands = Commands()
    for group in _all_groups():
        commands.add(_API, group.name, group.help, partial(_group, group))
    from .setup import SUMMARIES

    for name in SETUP:
        commands.add(_SETUP, name, SUMMARIES[name], partial(_setup, name))
    version = option("version", "Print the version and stop.", "")
    version.callback, version.is_eager, version.expose_value = _show_version, True, False
    return HelpfulGroup(
        NAME,
        paragraphs=(f"{title()} from the command line.", summary()),
        commands=commands,
        closing=(_environment(), _exit_codes()),
        params=[version, *get_install_completion_arguments()],
    )


def _all_groups() -> Iterator[Group]:
    """Yield the groups of the spec, and the one to follow tasks where the spec has none of its name."""
    yield from groups()
    if submitting() and all(group.name != TASKS for group in groups()):
        from .tasks import HELP

        yield Group(TASKS, HELP, ())


def _group(group: Group) -> HelpfulGroup:
    commands = Commands()
    if group.name == TASKS and submitting():
        from .tasks import SUMMARIES

        for name in FOLLOWING:
            commands.add(_FOLLOW, name, SUMMARIES[name], partial(_following, name))
    for entry in group.entries:
        commands.add(_API, entry.name, entry.summary, partial(_command, group, entry))
    return HelpfulGroup(group.name, paragraphs=(group.help or group.name,), commands=commands)


def _command(group: Group, entry: Entry) -> HelpfulCommand:
    from .common import bytes_options, connection_options, json_option, listing_options, waiting_options
    from .options import value_option

    command = command_of(group, entry)
    files = bytes_options() if command.gives_bytes else []
    own = {"call": lambda: [json_option(), *files], "submit": waiting_options, "list": listing_options}
    values = [value_option(parameter, index) for index, parameter in enumerate(command.parameters)]

    def call(**given: Any) -> None:
        from .calling import run_command

        run_command(command, given)

    return HelpfulCommand(
        command.name,
        paragraphs=(_sentence(command.summary), command.description, command.note),
        notes=_notes(command) if values else (),
        callback=call,
        params=[*values, *own[command.does](), *connection_options(makes_id=command.makes_id)],
    )


def _notes(command: Command) -> tuple[str, ...]:
    name = ".".join((command.group, command.name))
    flag = command.parameters[0].flag
    profile = f'[profiles.NAME.defaults."{name}"] with {flag} = ...'
    return (
        "For a text or JSON, - stands for what standard input holds; @FILE stands for the JSON in a file.",
        f"Defaults of your own: in the environment, as in {variable_of(name, flag)}=...; in a profile, as in {profile}",
    )


def _following(name: str) -> HelpfulCommand:
    from .tasks import SUMMARIES, follow, following_params

    return _own(name, SUMMARIES, following_params(name), follow)


def _setup(name: str) -> HelpfulCommand:
    from .setup import SUMMARIES, set_up, setup_params

    return _own(name, SUMMARIES, setup_params(name), set_up)


def _own(
    name: str,
    summaries: Mapping[str, str],
    params: list[Any],
    runs: Callable[[str, Mapping[str, Any]], None],
) -> HelpfulCommand:
    def call(**given: Any) -> None:
        runs(name, given)

    return HelpfulCommand(name, paragraphs=(_sentence(summaries[name]),), callback=call, params=params)


def _show_version(_context: Any, _parameter: Any, wanted: bool) -> None:
    if wanted:
        typer.echo(f"{NAME} {VERSION}")
        raise typer.Exit


def _environment() -> Section:
    keys = [
        Row(credential.variable, "", "A key; used before those of a profile.") for credential in CREDENTIALS
    ]
    prefix = BASE_URL_VARIABLE.removesuffix("_BASE_URL")
    return Section(
        "Environment",
        (
            *keys,
            Row(VARIABLE, "", "The profile, where --profile names none."),
            Row(BASE_URL_VARIABLE, "", "Where the service is. TIMEOUT, MAX_RETRIES and ID_PREFIX likewise."),
            Row(f"{prefix}_GROUP_COMMAND_OPTION", "", "Any option of a command that stands for a value."),
        ),
    )


def _exit_codes() -> Section:
    return Section("Exit codes", tuple(Row(str(code), "", meaning) for code, meaning in MEANINGS))


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _in_the_shell(error: BaseError) -> str:
    """Return the text of an error, with the command that finds a task in the place of the method."""
    from ..losses import way_back

    task_id = error.task_id or ""
    here = f"if the task was submitted, {NAME} {TASKS} wait {quote(task_id)} finds it"
    return one_line(str(error).replace(way_back(task_id), here))


def _complain(message: str, code: int) -> int:
    for line in message.splitlines() or [""]:
        tell(f"{NAME}: {line}")
    return code


@contextmanager
def _warnings_told() -> Iterator[None]:
    """Tell warnings as remarks, without the place in the code."""

    def show(message: Any, *_rest: Any, **_more: Any) -> None:
        tell(f"{NAME}: {one_line(message)}")

    with warnings.catch_warnings():
        warnings.simplefilter("always", InferredOperationWarning)
        warnings.showwarning = show
        yield


def _silence(stream: Any) -> None:
    """Let nothing more be written to a stream whose reader went away."""
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123
        os.dup2(nowhere.fileno(), stream.fileno())
