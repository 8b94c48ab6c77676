"""Roles of operations as the text of calls that make them."""

from __future__ import annotations

import dataclasses
from typing import Any, Final

from generator.ir.model import Callback, Operation
from generator.render.text import literal
from generator.render.types import Imports

MODULE: Final = "roles"


def role_settings(operation: Operation, imports: Imports) -> list[tuple[str, str]]:
    """Return the keyword arguments that tell the runtime what an operation does for tasks and lists."""
    roles = operation.roles
    settings = [
        (name, _made(value, imports))
        for name in ("submission", "report", "pagination")
        if (value := getattr(roles, name)) is not None
    ]
    if roles.callback is not None:
        settings.append(("callback", _callback(roles.callback, imports)))
    return settings


def _callback(callback: Callback, imports: Imports) -> str:
    role = imports.add(f"{imports.package}._runtime.operation", "CallbackRole")
    answer = imports.add_model(callback.answer)
    report, acknowledgement = _made(callback.report, imports), _made(callback.acknowledgement, imports)
    url = _made(callback.url, imports)
    return f"{role}(url={url}, answer={answer}, report={report}, acknowledgement={acknowledgement})"


def _made(value: Any, imports: Imports) -> str:
    """Return the call that makes a role again; what is as its class has it by default is left out."""
    if isinstance(value, tuple):
        entries = [_made(entry, imports) for entry in value]
        return f"({', '.join(entries)}{',' if len(entries) == 1 else ''})"
    if not dataclasses.is_dataclass(value):
        return literal(value)
    imports.add(f"{imports.package}._runtime", MODULE)
    arguments = ", ".join(
        f"{field.name}={_made(getattr(value, field.name), imports)}"
        for field in dataclasses.fields(value)
        if getattr(value, field.name) != field.default
    )
    return f"{MODULE}.{type(value).__name__}({arguments})"
