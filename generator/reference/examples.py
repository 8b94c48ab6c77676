"""A request as one writes it: for curl, in Python sync and async, and in the shell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from generator.ir.model import Api, Argument, Group, Operation
from generator.ir.types import ListOf, without_none
from generator.reference.curl import curl
from generator.reference.samples import Request
from generator.reference.shell import shell
from generator.render.methods import infos, submits
from generator.render.text import literal

_WIDTH: Final = 88
_CONTENT: Final = b"..."
"""What stands for the content of a file."""


@dataclass(frozen=True)
class Form:
    """One way to write a request."""

    title: str
    language: str
    source: str


def forms_of(api: Api, group: Group, operation: Operation, request: Request) -> list[Form]:
    """Return a request in each form in which it can be written."""
    forms = [Form("curl", "bash", curl(api, operation, request))]
    arguments = _arguments(operation, request)
    if arguments is not None:
        forms.append(Form("Python", "python", _python(api, group, operation, arguments)))
        forms.append(Form("Python, async", "python", _async_python(api, group, operation, arguments)))
        has_files = operation.content is not None and operation.content.files
        command = "" if has_files else shell(api, group, operation, arguments)
        if command:
            forms.append(Form("Shell", "bash", command))
    return forms


def _arguments(operation: Operation, request: Request) -> dict[str, Any] | None:
    """Return the request as keyword arguments, or None where the method does not take its fields one by one."""
    names: dict[tuple[str, str], Argument] = {
        (argument.place, argument.wire_name): argument for argument in operation.arguments
    }
    found: dict[str, Any] = {}
    for (place, name), value in request.parameters.items():
        if (place, name) in names:
            found[names[place, name].name] = value
    body = _body_arguments(operation, names, request)
    if body is None:
        return None
    found |= body
    required = {argument.name for argument in operation.arguments if argument.is_required}
    return found if required <= found.keys() else None


def _body_arguments(
    operation: Operation, names: dict[tuple[str, str], Argument], request: Request
) -> dict[str, Any] | None:
    """Return the body as keyword arguments; what the method has no argument for goes on top of it unchecked."""
    files = operation.content.files if operation.content is not None else frozenset()
    if operation.body_field is not None:
        whole = [argument for argument in operation.arguments if argument.field == operation.body_field]
        is_file = operation.body_field in files
        if request.body is None and not is_file:
            return {}
        return {argument.name: _content(argument) if is_file else request.body for argument in whole}
    if request.body is None:
        return {}
    if not isinstance(request.body, dict):
        return None
    known = {name: names["body", name] for name in request.body if ("body", name) in names}
    found = {
        argument.name: _content(argument) if argument.field in files else request.body[name]
        for name, argument in known.items()
    }
    rest = {name: value for name, value in request.body.items() if name not in known}
    return {**found, **({"extra_body": rest} if rest else {})}


def _content(argument: Argument) -> Any:
    """Return what stands for the content of a file, or of a list of files."""
    return [_CONTENT] if isinstance(without_none(argument.type), ListOf) else _CONTENT


def _python(api: Api, group: Group, operation: Operation, arguments: dict[str, Any]) -> str:
    name = api.class_name
    lines = _steps(api, group, operation, arguments, wait="")
    body = "\n".join(f"    {line}" if line else "" for line in "\n".join(lines).split("\n"))
    return f"from {api.package} import {name}\n\nwith {name}() as client:\n{body}\n"


def _async_python(api: Api, group: Group, operation: Operation, arguments: dict[str, Any]) -> str:
    name = f"Async{api.class_name}"
    lines = _steps(api, group, operation, arguments, wait="await ")
    body = "\n".join(f"        {line}" if line else "" for line in "\n".join(lines).split("\n"))
    return (
        f"import asyncio\n\nfrom {api.package} import {name}\n\n\nasync def main() -> None:\n"
        f"    async with {name}() as client:\n{body}\n\n\nasyncio.run(main())\n"
    )


def _steps(api: Api, group: Group, operation: Operation, arguments: dict[str, Any], wait: str) -> list[str]:
    call = f"{wait}client.{group.attribute}.{operation.method}({_passed(arguments)})"
    if not submits(operation):
        return [f"answer = {call}", "print(answer)"]
    report = infos(api, operation)[0].roles.report
    has_pictures = report is not None and report.pictures is not None
    shown = f'{wait}result.images.save_all("pictures")' if has_pictures else "result.info"
    return [f"task = {call}", f"result = {wait}task.wait(on_progress=print)", f"print({shown})"]


def _passed(arguments: dict[str, Any]) -> str:
    if not arguments:
        return ""
    lines = [f"    {name}={_value(value, 1)}," for name, value in arguments.items()]
    return "\n".join(["", *lines, ""])


def _value(value: Any, depth: int) -> str:
    """Return a constant as Python, on one line where it fits."""
    if not isinstance(value, (dict, list)) or not value:
        return _constant(value)
    entries = (
        [f"{_constant(key)}: {_value(entry, depth + 1)}" for key, entry in value.items()]
        if isinstance(value, dict)
        else [_value(entry, depth + 1) for entry in value]
    )
    first, last = "{}" if isinstance(value, dict) else "[]"
    short = f"{first}{', '.join(entries)}{last}"
    if len(short) + 4 * depth <= _WIDTH // 2 and "\n" not in short:
        return short
    pad = "    " * (depth + 1)
    return "\n".join([first, *(f"{pad}{entry}," for entry in entries), f"{'    ' * depth}{last}"])


def _constant(value: Any) -> str:
    if isinstance(value, bytes):
        return 'b"..."'
    quoted = literal(value)
    is_plain = isinstance(value, str) and quoted[0] == "'" and '"' not in quoted and "\\" not in quoted
    return f'"{quoted[1:-1]}"' if is_plain else quoted
