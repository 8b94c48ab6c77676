"""Where a request breaks the document, judged by another JSON Schema library than the simulator's."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from imgopen_contract.document import Parameter
from imgopen_contract.document.expressions import NOTHING, read

from tests.contract.stateful.exchange import Exchange

_LETTERS = 40
"""How much of a long name has to be repeated."""

_PLAIN_NAME = re.compile(r"[A-Za-z_][\w-]*", re.ASCII)


def breaches(exchange: Exchange) -> tuple[str, ...]:
    """Return the names of the fields and parameters that break a rule; a body that does as a whole is `body`."""
    names = [
        name for parameter in exchange.operation.parameters for name in _in_parameter(exchange, parameter)
    ]
    names += _in_body(exchange)
    return tuple(dict.fromkeys(names))


def names(message: str, field: str) -> bool:
    """Tell whether a message names a field, as a word of its own, or in quotation marks if it is no plain name."""
    if _PLAIN_NAME.fullmatch(field) and len(field) <= _LETTERS:
        return re.search(rf"(?<!\w){re.escape(field)}(?!\w)", message) is not None
    return json.dumps(field[:_LETTERS], ensure_ascii=False)[:-1] in message


def _in_parameter(exchange: Exchange, parameter: Parameter) -> list[str]:
    header = parameter.place == "header"
    text = read(exchange.request, (parameter.place, parameter.name.lower() if header else parameter.name))
    if text is NOTHING:
        return [parameter.name] if parameter.required else []
    kept = any(exchange.operation.document.keeps(value, parameter.schema) for value in _readings(text))
    return [] if kept else [parameter.name]


def _readings(text: str) -> Iterator[Any]:
    """A parameter is text on the wire, whatever its type."""
    yield text
    try:
        yield json.loads(text)
    except ValueError:
        return


def _in_body(exchange: Exchange) -> list[str]:
    operation, body = exchange.operation, exchange.request["body"]
    if not operation.takes_body:
        return []
    if body is NOTHING:
        return ["body"]
    errors = operation.document.validator(operation.body_schema).iter_errors(body)
    return [name for error in errors for name in _names(error)]


def _names(error: Any) -> Iterator[str]:
    if error.validator == "required":
        yield from (name for name in error.validator_value if name not in error.instance)
    elif error.validator == "additionalProperties":
        yield from (name for name in error.instance if name not in error.schema.get("properties", {}))
    else:
        yield next((step for step in reversed(error.absolute_path) if isinstance(step, str)), "body")
    for inner in error.context or ():
        yield from _names(inner)
