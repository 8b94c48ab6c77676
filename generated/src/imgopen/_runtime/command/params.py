"""Options and arguments of commands, made by typer as it makes them of a function's own."""

from __future__ import annotations

import inspect
from typing import Annotated, Any, TypeAlias

import typer
from typer.main import get_command

Param: TypeAlias = Any
"""An option or an argument; typer's own classes for them differ from version to version."""


def made(name: str, kind: Any, described: Any, *, default: Any = None, facts: str = "") -> Param:
    """Return what typer makes of one parameter of a function.

    Args:
        name: under which name the function gets the value.
        kind: the type of the value.
        described: `typer.Option(...)` or `typer.Argument(...)`.
        default: the value where none is given; `inspect.Parameter.empty` where one must be.
        facts: what help says of the values besides, such as a range.
    """
    parameter = inspect.Parameter(
        name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[kind, described]
    )

    def command(**_given: Any) -> None: ...

    command.__signature__ = inspect.Signature([parameter])  # type: ignore[attr-defined]
    command.__annotations__ = {name: parameter.annotation}
    app = typer.Typer(add_completion=False)
    app.command()(command)
    found: Param = next(param for param in get_command(app).params if param.name == name)
    found.facts = facts
    return found
