"""A service that holds every request to the document, and answers with a sample of what the document promises."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from typing import Any, Final
from urllib.parse import parse_qsl, unquote

import httpx

from tests.documents.described import Answer, Described, Document, Json
from tests.documents.samples import Samples
from tests.documents.writing import Pairs, form_pairs, pairs_of, step_of, text_of

BASE_PATH: Final = "/some/base"
BASE_URL: Final = f"https://service.example{BASE_PATH}"
BYTES: Final = b"\x89\x00bytes"
TEXT: Final = "some text"


@dataclass(frozen=True)
class Expected:
    """A call that is under way: the operation, the values that the caller gave, and which answer it shall get."""

    operation: Described
    parameters: dict[tuple[str, str], Any]
    body: Any = None
    has_body: bool = False
    answer: int = 0
    """The place of the answer among the successes."""
    is_full: bool = True


@dataclass
class Service:
    """Judges requests; `problems` tell what is wrong with the last one, `sent` is what it was answered."""

    document: Document
    samples: Samples
    secrets: dict[str, str]
    """What the caller gives for each security scheme, as it stands in the request."""
    expected: Expected | None = None
    problems: list[str] = field(default_factory=list)
    sent: Any = None
    count: int = 0

    def __post_init__(self) -> None:
        self._answers = Samples(self.document, is_request=False)

    def expect(self, expected: Expected) -> None:
        """Await a call."""
        self.expected, self.problems, self.sent, self.count = expected, [], None, 0

    def handle(self, request: httpx.Request) -> httpx.Response:
        """Judge a request, and answer it."""
        self.count += 1
        assert self.expected is not None
        self._judge(request, self.expected)
        return self._answer(request, self.expected)

    def _judge(self, request: httpx.Request, expected: Expected) -> None:
        operation = expected.operation
        self._same("method", request.method, operation.method)
        steps = {
            parameter.name: step_of(parameter, expected.parameters[parameter.key])
            for parameter in operation.parameters
            if parameter.place == "path" and parameter.key in expected.parameters
        }
        path = operation.path
        for name, text in steps.items():
            path = path.replace(f"{{{name}}}", text)
        target, _, query = request.url.raw_path.decode("ascii").partition("?")
        due = BASE_PATH + unquote(path.partition("#")[0].partition("?")[0])
        self._same("path", _canonical_path(unquote(target)), _canonical_path(due))
        self._judge_pairs(request, expected, query)
        for parameter in operation.parameters:
            if parameter.place == "header" and parameter.key in expected.parameters:
                found = request.headers.get(parameter.name)
                due = step_of(parameter, expected.parameters[parameter.key])
                self._same(parameter.name, _canonical_text(found or ""), _canonical_text(due))
            if parameter.is_required and parameter.key not in expected.parameters:
                self.problems.append(f"{parameter.place} {parameter.name} is required, and cannot be given")
        for parameter in operation.parameters:
            if parameter.key in expected.parameters:
                self._valid(parameter.name, parameter.schema, expected.parameters[parameter.key])
        self._judge_security(request, operation)
        self._judge_body(request, expected)

    def _judge_pairs(self, request: httpx.Request, expected: Expected, query: str) -> None:
        """Compare query and cookies with what the caller gave; keys come on top."""
        header = request.headers.get("Cookie", "")
        cookies = [entry.partition("=") for entry in header.split("; ") if entry]
        found = {
            "query": parse_qsl(query, keep_blank_values=True),
            "cookie": [(name, unquote(text)) for name, _, text in cookies],
        }
        path = expected.operation.path.partition("#")[0].partition("?")[2]
        for place, pairs in found.items():
            due: Pairs = parse_qsl(path, keep_blank_values=True) if place == "query" else []
            for parameter in expected.operation.parameters:
                if parameter.place == place and parameter.key in expected.parameters:
                    value = expected.parameters[parameter.key]
                    due += pairs_of(parameter.name, value, parameter.style, explode=parameter.explode)
            keys = {
                scheme.get("name") for scheme in self.document.schemes.values() if scheme.get("in") == place
            }
            names = {name for name, _ in due}
            self._same(
                place,
                _canonical(pair for pair in pairs if pair[0] in names or pair[0] not in keys),
                _canonical(due),
            )

    def _judge_security(self, request: httpx.Request, operation: Described) -> None:
        if operation.security is None or not operation.security:
            return
        known = [entry for entry in operation.security if self._can_be_given(entry)]
        if known and not any(all(self._is_there(request, name) for name in entry) for entry in known):
            self.problems.append(f"the keys do not match any of {operation.security}")

    def _can_be_given(self, entry: Json) -> bool:
        """Say whether the client has all of the keys, and no two of them stand in one header."""
        schemes = [self.document.schemes[name] for name in entry if name in self.secrets]
        shared = [scheme for scheme in schemes if scheme.get("type") != "apiKey"]
        return len(schemes) == len(entry) and len(shared) < 2

    def _is_there(self, request: httpx.Request, name: str) -> bool:
        scheme, secret = self.document.schemes[name], self.secrets[name]
        if scheme.get("type") == "apiKey":
            place, key = scheme["in"], scheme["name"]
            if place == "query":
                return bool(request.url.params.get(key) == secret)
            if place == "cookie":
                return f"{key}={secret}" in request.headers.get("Cookie", "").split("; ")
            return bool(request.headers.get(key) == secret)
        if str(scheme.get("scheme")).lower() == "basic":
            return bool(request.headers.get("Authorization") == basic(secret))
        return bool(request.headers.get("Authorization") == f"Bearer {secret}")

    def _judge_body(self, request: httpx.Request, expected: Expected) -> None:
        content = request.content
        if not expected.has_body:
            if content and not expected.operation.is_body_required:
                self.problems.append(f"a body that nobody gave: {content[:60]!r}")
            return
        media_type = request.headers.get("Content-Type", "")
        plain = media_type.partition(";")[0].strip().lower()
        media = media_of(expected.operation.content, plain)
        if media is None:
            self.problems.append(
                f"the body is {media_type or 'of no type'}, which the document does not tell of"
            )
            return
        if is_json(plain):
            value = json.loads(content)
            self._same("body", value, expected.body)
            self._valid("body", media.get("schema"), value)
        elif plain == "application/x-www-form-urlencoded":
            found = parse_qsl(content.decode("ascii"), keep_blank_values=True)
            self._same("body", _canonical(found), _canonical(self._form(expected.body, media)))
        elif plain.startswith("multipart/"):
            self._same(
                "body",
                _canonical(_parts(media_type, content)),
                _canonical(self._parts_due(expected.body, media)),
            )
        else:
            due = expected.body if isinstance(expected.body, bytes) else text_of(expected.body).encode()
            self._same("body", content, due)

    def _form(self, body: Any, media: Json) -> Pairs:
        found: Pairs = []
        for name, value in body.items():
            encoding = (media.get("encoding") or {}).get(name) or {}
            if "style" in encoding or "explode" in encoding:
                style = encoding.get("style", "form")
                found += pairs_of(name, value, style, explode=encoding.get("explode", style == "form"))
            else:
                found += form_pairs(name, value)
        return found

    def _parts_due(self, body: Any, media: Json) -> Pairs:
        found: Pairs = []
        for name, value in body.items():
            encoding = (media.get("encoding") or {}).get(name) or {}
            style = encoding.get("style")
            if style:
                found += pairs_of(name, value, style, explode=encoding.get("explode", style == "form"))
            else:
                for item in value if isinstance(value, list) else [value]:
                    is_json_text = isinstance(item, str) and is_json(str(encoding.get("contentType", "")))
                    found.append((name, json.dumps(item) if is_json_text else text_of(item)))
        return found

    def _answer(self, request: httpx.Request, expected: Expected) -> httpx.Response:
        answers = expected.operation.answers or (Answer(204, {}),)
        answer = answers[min(expected.answer, len(answers) - 1)]
        media_type = _chosen(answer.content, request.headers.get("Accept", "*/*"))
        if media_type is None or request.method == "HEAD":
            self.sent = None
            return httpx.Response(answer.status)
        schema = (answer.content[media_type] or {}).get("schema")
        plain = media_type.partition(";")[0].strip().lower()
        if is_json(plain) or (plain == "*/*" and self._is_structured(schema)):
            self.sent = self._answers.of(schema, is_full=expected.is_full)
            return httpx.Response(answer.status, json=self.sent)
        is_binary = (self.document.deref(schema) or {}).get("format") == "binary"
        is_text = (plain.startswith("text/") or plain.endswith("xml")) and not is_binary
        self.sent = TEXT if is_text else BYTES
        body = self.sent.encode() if isinstance(self.sent, str) else self.sent
        header = {"Content-Type": "application/octet-stream" if "*" in media_type else media_type}
        return httpx.Response(answer.status, content=body, headers=header)

    def _is_structured(self, schema: Any) -> bool:
        target = self.document.deref(schema)
        return isinstance(target, dict) and bool(target) and target.get("type") != "string"

    def _valid(self, what: str, schema: Any, value: Any) -> None:
        fault = self.samples.fault(schema, value)
        if fault is not None and not self.samples.admitted:
            self.problems.append(f"{what}: {fault}")

    def _same(self, what: str, found: Any, due: Any) -> None:
        if found != due:
            self.problems.append(f"{what}: {_short(found)} instead of {_short(due)}")


def basic(secret: str) -> str:
    """Return the header for a name and a password, `name:password`."""
    return "Basic " + base64.b64encode(secret.encode()).decode("ascii")


def is_json(media_type: str) -> bool:
    """Say whether a media type is JSON."""
    plain = media_type.partition(";")[0].strip().lower()
    return plain == "application/json" or plain.endswith(("+json", "/json"))


def media_of(content: Json, plain: str) -> Json | None:
    """Return what the document says of a body of a media type; None where it tells of none that fits."""
    for name, media in content.items():
        pattern = name.partition(";")[0].strip().lower()
        if pattern in (plain, "*/*") or (pattern.endswith("/*") and plain.startswith(pattern[:-1])):
            return media or {}
    return None


def _chosen(content: Json, accept: str) -> str | None:
    """Return the media type of an answer: what was asked for, JSON before others."""
    ranges = [entry.partition(";")[0].strip().lower() for entry in accept.split(",")]
    names = sorted(content, key=lambda name: not is_json(name))
    asked = [name for name in names if name.partition(";")[0].strip().lower() in ranges]
    return next(iter([*asked, *names]), None)


def _parts(media_type: str, content: bytes) -> Pairs:
    head = f"Content-Type: {media_type}\r\nMIME-Version: 1.0\r\n\r\n".encode()
    payload = message_from_bytes(head + content).get_payload()
    parts = [part for part in payload if isinstance(part, Message)] if isinstance(payload, list) else []
    return [(str(part.get_param("name", header="Content-Disposition")), _decoded(part)) for part in parts]


def _decoded(part: Message) -> str:
    content = part.get_payload(decode=True)
    return content.decode("utf-8", "replace") if isinstance(content, bytes) else ""


def _canonical(pairs: Iterable[tuple[str, str]]) -> Pairs:
    """Return pairs in order; texts that are JSON in one form, in which `1.0` is `1`."""
    return sorted((name, _canonical_text(text)) for name, text in pairs)


def _canonical_path(path: str) -> str:
    return "/".join(map(_canonical_text, path.split("/")))


def _canonical_text(text: str) -> str:
    if not text[:1].isdigit() and text[:1] not in ("{", "[", "-"):
        return text
    try:
        return json.dumps(json.loads(text, parse_int=float), sort_keys=True)
    except ValueError:
        return text


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) < 200 else text[:199] + "…"
