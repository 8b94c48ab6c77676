"""The options of commands: those that the spec decides, and those that stand beside them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

from typer.core import TyperOption

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
}
_LONGEST_CHOICES: Final = 22


class PanelOption(TyperOption):
    """An option that stands in a section of the help, with facts about its values."""

    def __init__(self, *, facts: str = "", **settings: Any) -> None:
        super().__init__(**settings)
        self.facts = facts


def value_name(index: int) -> str:
    """Return under which name the value of a command's parameter is handed over."""
    return f"value_{index}"


def value_option(parameter: Parameter, index: int) -> TyperOption:
    """Return the option for a parameter of a command."""
    is_flag = parameter.forms == ("boolean",) and not parameter.is_list and bool(parameter.negative)
    flags = f"--{parameter.flag}/--{parameter.negative}" if is_flag else f"--{parameter.flag}"
    settings: dict[str, Any] = {} if is_flag else {"type": str, "metavar": _metavar(parameter)}
    if parameter.choices:
        settings["autocompletion"] = _completion(parameter)
    return PanelOption(
        param_decls=[value_name(index), flags],
        default=None,
        is_flag=is_flag or None,
        multiple=parameter.is_list,
        help=parameter.help,
        facts=_facts(parameter),
        rich_help_panel=REQUIRED if parameter.is_required and not parameter.is_object else VALUES,
        **settings,
    )


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
) -> TyperOption:
    """Return an option that does not come from the spec; one without `metavar` is a flag."""
    is_flag = metavar is None
    settings: dict[str, Any] = {} if is_flag else {"type": kind, "metavar": metavar}
    if complete is not None:
        settings["autocompletion"] = _completed(complete)
    return PanelOption(
        param_decls=[name.replace("-", "_"), f"--{name}{f'/--{negative}' if negative else ''}"],
        default=default if not is_flag or negative else False,
        is_flag=is_flag or None,
        help=text,
        rich_help_panel=section,
        **settings,
    )


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


def _completion(parameter: Parameter) -> Callable[[Any, Any, str], list[str]]:
    return _completed(lambda: [shown_value(choice) for choice in parameter.choices])


def _completed(words: Callable[[], list[str]]) -> Callable[[Any, Any, str], list[str]]:
    def complete(_context: Any, _parameter: Any, incomplete: str) -> list[str]:
        return [word for word in words() if word.startswith(incomplete)]

    return complete
