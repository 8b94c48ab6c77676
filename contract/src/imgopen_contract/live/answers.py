"""What the service answers, and what that means."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, TypeAlias

from imgopen_contract.cases import HttpRequest
from imgopen_contract.document import Operation
from imgopen_contract.report import Provenance
from imgopen_contract.rules import way_text

_NO_SUCH_PATH = (404, 405)


@dataclass(frozen=True)
class Answer:
    """An answer as it came over the wire.

    Attributes:
        headers: Names in lower case.
    """

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


class NoAnswerError(Exception):
    """The service could not be reached, or did not answer in time. The message holds no key."""


Send: TypeAlias = Callable[[HttpRequest], Answer]
"""Sends a request; a NoAnswerError says that no answer came."""


class Verdict(str, Enum):
    """What the service thinks of a request."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    NO_PATH = "no such path"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class Problem:
    """Where an answer is not what the document says of it.

    Attributes:
        provenance: How far the document is sure of what is broken.
    """

    text: str
    provenance: Provenance


@dataclass(frozen=True)
class Reading:
    """An answer, understood.

    Attributes:
        message: The service's own words; empty if there are none.
        text: What it did, in a sentence.
        problems: What is wrong with the answer itself, whatever it says.
        data: The answer as JSON; None if it is none.
    """

    verdict: Verdict
    message: str
    text: str
    problems: tuple[Problem, ...]
    data: Any = field(repr=False)


def read_answer(operation: Operation, answer: Answer, clean: Callable[[str], str] = str) -> Reading:
    """Understand an answer. The code in its envelope tells, never the HTTP status alone.

    Args:
        operation: What answered.
        answer: What came.
        clean: Takes out of the service's own words what nobody may see.
    """
    envelope = operation.document.envelope
    data = _json(answer.body)
    if not isinstance(data, dict) or envelope.code not in data:
        what = (
            "an answer without envelope" if isinstance(data, (dict, list)) else "an answer that is not JSON"
        )
        text = f"HTTP {answer.status}, {what}"
        verdict = Verdict.NO_PATH if answer.status in _NO_SUCH_PATH else Verdict.UNCLEAR
        return Reading(verdict, "", text, (Problem(text, _of_answer(operation)),), data)
    code, message = clean(_text(data[envelope.code])), clean(_text(data.get(envelope.message, "")))
    verdict = {envelope.success: Verdict.ACCEPTED, envelope.refusal: Verdict.REFUSED}.get(
        code, Verdict.UNCLEAR
    )
    said = f": {message}" if message else ""
    text = f"{verdict.value}{said if verdict is Verdict.REFUSED else ''}"
    if verdict is Verdict.UNCLEAR:
        text = f"code {code}, which the document does not know{said}"
    problems = [*_status_problem(operation, answer), *_schema_problems(operation, data, code, clean)]
    return Reading(verdict, message, text, tuple(problems), data)


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _status_problem(operation: Operation, answer: Answer) -> Iterator[Problem]:
    if answer.status != operation.http_status:
        yield Problem(f"HTTP {answer.status} instead of {operation.http_status}", _of_answer(operation))


def _of_answer(operation: Operation) -> Provenance:
    """How sure the document is that the operation answers in this way at all."""
    return Provenance(operation.status, "") if operation.is_inferred else Provenance()


def _schema_problems(
    operation: Operation, data: Mapping[str, Any], code: str, clean: Callable[[str], str]
) -> Iterator[Problem]:
    schema = _branch(operation, code)
    for error in operation.document.validator(schema).iter_errors(data):
        where = way_text(tuple(error.absolute_path)) or "the answer"
        yield Problem(
            clean(f"{where}: {error.message}"), _of_error(operation, schema, error.absolute_schema_path)
        )


def _branch(operation: Operation, code: str) -> dict[str, Any]:
    """Return the schema of answers with this code, so that errors are not about the other kind of answer."""
    document, schema = operation.document, operation.answer_schema
    for keyword in ("oneOf", "anyOf"):
        for branch in schema.get(keyword, ()):
            properties = document.resolve(branch).get("properties", {})
            const = document.resolve(properties.get(document.envelope.code, {})).get("const")
            if const is not None and str(const) == code:
                return dict(branch)
    return schema


def _of_error(operation: Operation, schema: Any, path: Any) -> Provenance:
    """Find out whether anything on the way to the broken keyword is marked as supposed."""
    document, found = operation.document, [operation.answer.get("x-provenance")]
    for token in (*path, None):
        node = document.resolve(schema)
        if isinstance(node, dict):
            found.append(node.get("x-provenance"))
        if token is None or token == "$ref":  # noqa: S105 - a keyword of JSON Schema
            schema = node
        elif isinstance(node, list):
            schema = node[int(token)]
        else:
            schema = node.get(token, {}) if isinstance(node, dict) else {}
    if operation.is_inferred:
        return Provenance(operation.status)
    return next(
        (Provenance(str(mark["status"]), str(mark.get("note", ""))) for mark in found if mark), Provenance()
    )
