"""The options of commands: those that the spec decides, and those that stand beside them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

import typer

from .params import Param, made
from .table import Form, Parameter

REQUIRED: Final = "Required"
VALUES: Final = "Options"
WAITING: Final = "Waiting and output"
LISTING: Final = "Listing and output"
OUTPUT: Final = "Output"
CONNECTION: Final = "Connection"

_METAVARS: Final[dict[Form, str]] = {
    "text": "TEXT",
    "integer": "INTEGER",
    "number": "NUMBER",
    "boolean": "true|false",
    "json": "JSON|@FILE",
    "file": "FILE|-",
}
_LONGEST_CHOICES: Final = 22


def value_name(index: int) -> str:
    """Return under which name the value of a command's parameter is handed over."""
    return f"value_{index}"


def value_option(parameter: Parameter, index: int) -> Param:
    """Return the option for a parameter of a command."""
    is_flag = parameter.forms == ("boolean",) and not parameter.is_list and bool(parameter.negative)
    text: Any = list[str] if parameter.is_list else str
    described = typer.Option(
        f"--{parameter.flag}/--{parameter.negative}" if is_flag else f"--{parameter.flag}",
        metavar=None if is_flag else _metavar(parameter),
        autocompletion=_completion(parameter) if parameter.choices else None,
        help=parameter.help,
        rich_help_panel=REQUIRED if parameter.is_required and not parameter.is_object else VALUES,
    )
    kind = bool if is_flag else text
    return made(value_name(index), kind | None, described, facts=_facts(parameter))


def option(
    name: str,
    text: str,
    section: str,
    *,
    metavar: str | None = None,
    kind: Any = str,
    default: Any = None,
    negative: str = "",
    complete: Callable[[], list[str]] | None = None,
) -> Param:
    """Return an option that does not come from the spec; one without `metavar` is a flag."""
    is_flag = metavar is None
    described = typer.Option(
        f"--{name}{f'/--{negative}' if negative else ''}",
        metavar=metavar,
        autocompletion=None if complete is None else _completed(complete),
        help=text,
        rich_help_panel=section,
    )
    if is_flag and not negative:
        return made(name.replace("-", "_"), bool, described, default=False)
    return made(name.replace("-", "_"), (bool if is_flag else kind) | None, described, default=default)


def shown_value(value: object) -> str:
    """Return a value as it is typed."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _facts(parameter: Parameter) -> str:
    choices = ", ".join(shown_value(choice) for choice in parameter.choices)
    facts = [parameter.rule, f"One of: {choices}." if choices else ""]
    if parameter.is_list:
        facts.append("May be given several times.")
    if parameter.is_object:
        facts.append("Or part by part, with the options below.")
    if parameter.default is not None:
        facts.append(f"[default: {shown_value(parameter.default)}]")
    return " ".join(fact for fact in facts if fact)


def _metavar(parameter: Parameter) -> str:
    choices = "|".join(shown_value(choice) for choice in parameter.choices)
    if choices:
        return choices if len(choices) <= _LONGEST_CHOICES and choices.isprintable() else "CHOICE"
    return "|".join(_METAVARS[form] for form in parameter.forms)


def _completion(parameter: Parameter) -> Callable[[str], list[str]]:
    return _completed(lambda: [shown_value(choice) for choice in parameter.choices])


def _completed(words: Callable[[], list[str]]) -> Callable[[str], list[str]]:
    def complete(incomplete: str) -> list[str]:
        return [word for word in words() if word.startswith(incomplete)]

    return complete
