"""A first call in Python, made from the spec's own example."""

from __future__ import annotations

from typing import Any

from generator.ir.model import Api, Group, Operation
from generator.ir.types import NONE, Named
from generator.render.methods import infos, submits
from generator.render.text import literal


def first_steps(api: Api) -> str:
    """Return what a user does first: the first operation that has an example, with what is required alone.

    A task is waited for, and its pictures are saved.
    """
    for group in api.groups:
        for operation in group.operations:
            if operation.example and all(
                argument.wire_name in operation.example and argument.place == "body"
                for argument in operation.arguments
                if argument.is_required
            ):
                return _steps(api, operation, _call(api, group, operation, operation.example))
    return _without_example(api)


def _without_example(api: Api) -> str:
    """Return a call that needs nothing, where there is one."""
    for group in api.groups:
        for operation in group.operations:
            if (
                operation.http_method == "GET"
                and operation.result != NONE
                and not any(argument.is_required for argument in operation.arguments)
            ):
                return f"print(client.{group.attribute}.{operation.method}())"
    return 'answer = client.post("/some/path", {})'


def _steps(api: Api, operation: Operation, call: str) -> str:
    if not submits(operation):
        return f"answer = {call}"
    lines = [f"task = {call}", "result = task.wait(on_progress=print)"]
    report = infos(api, operation)[0].roles.report
    has_pictures = report is not None and report.pictures is not None
    lines.append('print(result.images.save_all("pictures"))' if has_pictures else "print(result.info)")
    return "\n".join(lines)


def _call(api: Api, group: Group, operation: Operation, example: dict[str, Any]) -> str:
    lines = []
    for argument in operation.arguments:
        if argument.is_required and argument.wire_name in example:
            value = _required_part(api, argument.type, example[argument.wire_name])
            lines.append(f"    {argument.name}={_text(value, 1)},")
    return "\n".join([f"client.{group.attribute}.{operation.method}(", *lines, ")"])


def _required_part(api: Api, kind: object, value: Any) -> Any:
    model = (
        next((model for model in api.models if model.ref == kind), None) if isinstance(kind, Named) else None
    )
    if model is None or not isinstance(value, dict):
        return value
    return {
        field.wire_name: _required_part(api, field.type, value[field.wire_name])
        for field in model.fields
        if field.is_required and field.wire_name in value
    }


def _text(value: Any, depth: int) -> str:
    pad, outer = "    " * (depth + 1), "    " * depth
    if isinstance(value, dict) and value:
        entries = "".join(
            f"{pad}{_text(key, 0)}: {_text(entry, depth + 1)},\n" for key, entry in value.items()
        )
        return f"{{\n{entries}{outer}}}"
    if isinstance(value, list) and value:
        entries = "".join(f"{pad}{_text(entry, depth + 1)},\n" for entry in value)
        return f"[\n{entries}{outer}]"
    quoted = literal(value)
    is_plain = isinstance(value, str) and quoted[0] == "'" and '"' not in quoted and "\\" not in quoted
    return f'"{quoted[1:-1]}"' if is_plain else quoted
