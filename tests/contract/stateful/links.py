"""What a link asks of its target, worked out from the request and the answer of its source."""

from __future__ import annotations

from typing import Any

from imgopen_contract.document import Link
from imgopen_contract.document.expressions import NOTHING, read, steps_of

from tests.contract.stateful.exchange import Exchange


def asked_by(link: Link, source: Exchange) -> dict[str, dict[str, Any]]:
    """Return the values that a link gives, by place and name; NOTHING where its expression leads nowhere."""
    given: dict[str, dict[str, Any]] = {"path": {}, "query": {}, "header": {}, "body": {}}
    for parameter in link.operation.parameters:
        for name in (parameter.name, f"{parameter.place}.{parameter.name}"):
            if name in link.parameters:
                given[parameter.place][parameter.name] = _value(link.parameters[name], source)
    given["body"] = {name: _value(value, source) for name, value in link.body.items()}
    return given


def followed(source: Exchange, target: Exchange) -> Link | None:
    """Return the link of the source that the target's request follows in every value; None if there is none."""
    for link in source.operation.links:
        if link.operation.id == target.operation.id and _is_sent(asked_by(link, source), target):
            return link
    return None


def _is_sent(asked: dict[str, dict[str, Any]], target: Exchange) -> bool:
    values = [
        (value, read(target.request, (place, name)))
        for place, given in asked.items()
        for name, value in given.items()
    ]
    return all(value is not NOTHING and value == sent for value, sent in values)


def _value(value: Any, source: Exchange) -> Any:
    if not isinstance(value, str) or not value.startswith("$"):
        return value
    place = value.removeprefix("$").partition(".")[0]
    return read(source.request if place == "request" else {"body": source.answer}, steps_of(value))
