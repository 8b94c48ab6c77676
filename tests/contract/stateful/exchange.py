"""A request as it went over the wire, and what came back; both read without asking whoever made them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias
from urllib.parse import parse_qsl, unquote, urlsplit

from imgopen_contract.document import Document, Operation
from imgopen_contract.document.expressions import NOTHING, read, steps_of
from schemathesis import Case, Response

_SINGLE = {"pictures": "picture"}
"""A result may stand in a field of its own where there is no array of them."""

AnyCase: TypeAlias = Case[Any]
"""A request of schemathesis, to any operation."""


@dataclass(frozen=True, eq=False)
class Exchange:
    """One request and its answer.

    Attributes:
        request: What was sent, by place: path, query, header (names in lower case) and body.
        answer: The answer's JSON; NOTHING if it is none.
    """

    operation: Operation
    request: Mapping[str, Any] = field(repr=False)
    answer: Any

    @classmethod
    def of(cls, document: Document, case: AnyCase, response: Response) -> Exchange:
        """Read what was sent for a case, and what was answered."""
        operation = operation_of(document, case)
        sent = response.request
        url = urlsplit(str(sent.url))
        request = {
            "path": _path_values(operation, url.path),
            "query": dict(parse_qsl(url.query, keep_blank_values=True)),
            "header": {name.lower(): _text(value) for name, value in sent.headers.items()},
            "body": _json(sent.body),
        }
        return cls(operation, request, _json(response.content))

    @property
    def account(self) -> str:
        """The key that tells accounts apart."""
        first, *_ = self.operation.document.credentials
        return str(self.request["header"].get(first.header.lower(), ""))

    @property
    def missing_keys(self) -> tuple[str, ...]:
        """The headers of keys that are missing or empty."""
        sent = self.request["header"]
        names = [credential.header for credential in self.operation.document.credentials]
        return tuple(name for name in names if not sent.get(name.lower(), "").strip())

    @property
    def code(self) -> Any:
        """The envelope's code; NOTHING if the answer has none."""
        return read(self.answer, (self.operation.document.envelope.code,))

    @property
    def accepted(self) -> bool:
        """Whether the answer is a success by its code."""
        return bool(self.code == self.operation.document.envelope.success)

    @property
    def refused(self) -> bool:
        """Whether the answer is a refusal by its code; an answer may be neither."""
        return bool(self.code == self.operation.document.envelope.refusal)

    @property
    def message(self) -> str:
        """The envelope's message."""
        return str(read(self.answer, (self.operation.document.envelope.message,)))

    def asked(self, name: str) -> Any:
        """Return what the request has where the operation's `x-task` says; NOTHING if it has nothing there."""
        return self._read(name, self.request)

    def told(self, name: str) -> Any:
        """Return what the answer has where the operation's `x-task` says; NOTHING if it has nothing there."""
        return self._read(name, {"body": self.answer})

    def shown(self, result: str) -> list[Any]:
        """Return what the answer has in the fields that mean a result, as `x-task` calls it."""
        meanings = {result, _SINGLE.get(result, result)}
        return list(_meaning(self.operation.document, self.operation.answer_schema, self.answer, meanings))

    def _read(self, name: str, values: Mapping[str, Any]) -> Any:
        expression = self.operation.task.get(name)
        return NOTHING if expression is None else read(values, steps_of(expression))


def operation_of(document: Document, case: AnyCase) -> Operation:
    """Return the operation that a case is for."""
    label = case.operation.label
    return next(found for found in document.operations if f"{found.method} {found.path}" == label)


def _meaning(document: Document, schema: Mapping[str, Any], value: Any, meanings: set[str]) -> Iterator[Any]:
    schema = document.resolve(schema)
    if schema.get("x-meaning") in meanings:
        yield value
    for keyword in ("oneOf", "anyOf", "allOf"):
        for branch in schema.get(keyword, ()):
            if document.keeps(value, branch):
                yield from _meaning(document, branch, value, meanings)
    if isinstance(value, dict):
        for name, inner in schema.get("properties", {}).items():
            if name in value:
                yield from _meaning(document, inner, value[name], meanings)
    if isinstance(value, list) and "items" in schema:
        for item in value:
            yield from _meaning(document, schema["items"], item, meanings)


def _path_values(operation: Operation, path: str) -> dict[str, str]:
    spanning = {found.name for found in operation.parameters if found.place == "path" and found.reserved}
    pattern, names = "", []
    for literal, name in re.findall(r"([^{]*)(?:\{([^{}]+)\}|$)", operation.path):
        pattern += re.escape(literal)
        if name:
            pattern += "(.+)" if name in spanning else "([^/]+)"
            names.append(name)
    match = re.fullmatch(pattern, path)
    assert match is not None, f"{path} is not a path of {operation.id}"
    return dict(zip(names, map(unquote, match.groups()), strict=True))


def _text(value: str | bytes) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else value


def _json(content: Any) -> Any:
    try:
        text = content.decode() if isinstance(content, bytes) else str(content or "")
        return json.loads(text, parse_constant=_no_number)
    except ValueError:
        return NOTHING


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")
