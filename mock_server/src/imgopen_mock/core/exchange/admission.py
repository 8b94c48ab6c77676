"""At the door of an operation: who may come in, and with what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from imgopen_mock.core.description.media import is_json
from imgopen_mock.core.description.operation import Operation, RequestBody
from imgopen_mock.core.description.parameters import Parameter, RawValues
from imgopen_mock.core.exchange.bodies import NotJsonError, parse
from imgopen_mock.core.exchange.messages import Request
from imgopen_mock.core.exchange.refusals import Problem, broken_rules, cut, sentence, show

_LONGEST_BODY_TO_EXPLAIN = 16 * 1024
"""Finding every broken rule takes time and memory for each; of a longer body only the first is found."""


class RefusedError(Exception):
    """The request breaks a rule; the message names field and rule."""


@dataclass(frozen=True)
class Call:
    """A request that was admitted: every value in it is known to keep the contract.

    Attributes:
        account: The value of the first key header, which tells accounts apart.
        exchange: What runtime expressions read.
        origin: Where the request was sent to; empty if that is not known.
    """

    operation: Operation
    account: str = field(repr=False)
    exchange: Mapping[str, Any] = field(repr=False)
    origin: str = ""

    @property
    def body(self) -> Any:
        """The body of the request, parsed; None if it has none."""
        return self.exchange["request"]["body"]


def admit(operation: Operation, path: Mapping[str, str], request: Request) -> Call:
    """Let a request in, or raise RefusedError: first come the keys, then the parameters, then the body."""
    account = _account(operation, request.headers)
    query = dict(parse_qsl(request.query, keep_blank_values=True)) if request.query else {}
    raw = {"path": path, "query": query, "header": request.headers}
    values = _parameters(operation.parameters, raw) if operation.parameters else {}
    body = None if operation.body is None else _body(operation.body, request)
    return Call(operation, account, {"request": {**raw, **values, "body": body}}, request.origin)


def _account(operation: Operation, headers: Mapping[str, str]) -> str:
    """Return the account's key; it is never repeated in a message."""
    for names in operation.credentials:
        if all(headers.get(name.lower(), "").strip() for name in names):
            return headers[names[0].lower()]
    if not operation.credentials:
        return ""
    raise RefusedError(
        sentence(
            f"{name}: the header is {'empty' if name.lower() in headers else 'missing'}"
            for name in operation.credentials[0]
            if not headers.get(name.lower(), "").strip()
        )
    )


def _parameters(parameters: Iterable[Parameter], raw: RawValues) -> dict[str, dict[str, Any]]:
    """Return the values of the parameters by place, turned into the types of their schemas."""
    values: dict[str, dict[str, Any]] = {place: dict(texts) for place, texts in raw.items()}
    problems: list[str] = []
    for parameter in parameters:
        text = raw[parameter.place].get(parameter.key)
        if text is None:
            problems += [f"{parameter.name}: is required"] if parameter.required else []
            continue
        value = values[parameter.place][parameter.key] = parameter.value(text)
        if parameter.validator and not parameter.validator.is_valid(value):
            found = broken_rules(parameter.validator, value)
            problems += [_about_parameter(parameter, value, problem) for problem in found]
    if problems:
        raise RefusedError(sentence(problems))
    return values


def _about_parameter(parameter: Parameter, value: Any, problem: Problem) -> str:
    """Name the parameter and the rule; the value of a header is left out, since headers hold secrets."""
    text = problem.text
    if parameter.place == "header":
        text = text.replace(show(value), "its value", 1)
    return f"{parameter.name}: {text}"


def _body(expected: RequestBody, request: Request) -> Any:
    if not request.body and not expected.required:
        return None
    content_type = request.headers.get("content-type", "")
    if not _is_accepted(content_type, expected.media_types):
        wanted = " or ".join(expected.media_types)
        got = f"{cut(content_type, 60)} is not" if content_type else "the header is missing, it should be"
        raise RefusedError(f"Content-Type: {got} {wanted}")
    if not request.body:
        raise RefusedError("body: is required")
    try:
        body = parse(request.body)
    except NotJsonError as error:
        raise RefusedError(str(error)) from error
    if not expected.validator.is_valid(body):
        every = len(request.body) <= _LONGEST_BODY_TO_EXPLAIN
        raise RefusedError(sentence(broken_rules(expected.validator, body, every=every)))
    return body


def _is_accepted(content_type: str, media_types: tuple[str, ...]) -> bool:
    if content_type in media_types:
        return True
    name = content_type.partition(";")[0].strip().lower()
    return is_json(name) and name in media_types
