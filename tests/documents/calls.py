"""A typed call of every operation of a generated package, sync and async."""

from __future__ import annotations

import asyncio
import importlib
import inspect
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
from pydantic import BaseModel, TypeAdapter

from generator.ir.model import Api, Argument, Operation
from tests.documents.described import Described, Document
from tests.documents.samples import Samples, UnsampleableError
from tests.documents.service import BASE_URL, BYTES, TEXT, Expected, Service, media_of


@dataclass(frozen=True)
class Failure:
    """An operation that cannot be called as the document has it."""

    operation: str
    reason: str


@dataclass(frozen=True)
class _Given:
    """What a caller gives to a method, and what the service shall see of it."""

    arguments: dict[str, Any]
    parameters: dict[tuple[str, str], Any]
    body: Any
    has_body: bool


class Caller:
    """Calls the operations of a package that is on the path, and compares what came with what was sent."""

    def __init__(self, api: Api, document: Document) -> None:
        self._api = api
        self._document = document
        self._samples = Samples(document, is_request=True)
        self._package = importlib.import_module(api.package)
        self._secrets = {
            credential.argument: f"secret-{credential.argument}" for credential in api.credentials
        }
        self._service = Service(document, self._samples, self._shown_secrets())

    def failures(self) -> Iterator[Failure | None]:
        """Yield for each operation what is wrong with it, or None."""
        with asyncio.Runner() as runner:
            transport = httpx.MockTransport(self._service.handle)
            client = self._client("", httpx.Client(transport=transport))
            async_client = self._client("Async", httpx.AsyncClient(transport=transport))
            for group in self._api.groups:
                for operation in group.operations:
                    sync = getattr(getattr(client, group.attribute), operation.method)
                    other = getattr(getattr(async_client, group.attribute), operation.method)
                    reason = self._reason(operation, sync, other, runner)
                    yield (
                        None
                        if reason is None
                        else Failure(f"{operation.http_method} {operation.path}", reason)
                    )

    def _client(self, prefix: str, http_client: object) -> Any:
        make = getattr(self._package, f"{prefix}{self._api.class_name}")
        return make(**self._secrets, base_url=BASE_URL, http_client=http_client)

    def _shown_secrets(self) -> dict[str, str]:
        """Return what the service shall see for each security scheme, by the schemes' names."""
        found: dict[str, str] = {}
        arguments = {credential.argument: credential for credential in self._api.credentials}
        for name, scheme in self._document.schemes.items():
            place = scheme.get("name") if scheme.get("type") == "apiKey" else "Authorization"
            own = [
                argument
                for argument, credential in arguments.items()
                if credential.header == place and _is_for(argument, credential.scheme, name)
            ]
            own = own if _method(scheme) == "basic" else sorted(own, key=len)[:1]
            if own:
                found[name] = ":".join(self._secrets[argument] for argument in own)
        return found

    def _reason(self, operation: Operation, sync: Any, other: Any, runner: asyncio.Runner) -> str | None:
        described = self._document.operations.get((operation.http_method, operation.path))
        if described is None:
            return "the document has no such operation"
        self._samples.admitted.clear()
        last = max(0, len(described.answers) - 1)
        try:
            rounds = ((True, 0, False), (True, 0, True), (False, last, False))
            for is_full, answer, is_async in rounds:
                given = self._given(operation, described, is_full=is_full)
                _check_signature(sync, operation, given)
                self._service.expect(
                    Expected(described, given.parameters, given.body, given.has_body, answer, is_full)
                )
                result = (
                    runner.run(_awaited(other(**given.arguments))) if is_async else sync(**given.arguments)
                )
                problem = self._problem(result, sync)
                if problem is not None:
                    return f"{'async' if is_async else 'sync'}, {'full' if is_full else 'least'}: {problem}"
        except UnsampleableError as error:
            return f"no sample: {error}"
        except self._package.InvalidRequestError as error:
            if self._samples.admitted:
                return f"the document admits no value: {self._samples.admitted[-1]}"
            return f"InvalidRequestError: {error}"[:300]
        except Exception as error:  # whatever a client raises is a finding
            return f"{type(error).__name__}: {str(error)[:300]}"
        return None

    def _problem(self, result: Any, method: Any) -> str | None:
        service = self._service
        if service.problems:
            return service.problems[0]
        if service.count != 1:
            return f"{service.count} requests instead of one"
        shown = plain(result)
        if not _are_equal(shown, service.sent):
            return f"answer: {_short(shown)} instead of {_short(service.sent)}"
        annotation = typing.get_type_hints(method)["return"]
        TypeAdapter(annotation).validate_python(result, strict=True)
        return None

    def _given(self, operation: Operation, described: Described, *, is_full: bool) -> _Given:
        arguments: dict[str, Any] = {}
        parameters: dict[tuple[str, str], Any] = {}
        by_key = {parameter.key: parameter for parameter in described.parameters}
        for argument in operation.arguments:
            found = by_key.get((argument.place, argument.wire_name))
            if argument.place != "body" and found is not None and (is_full or found.is_required):
                value = self._samples.of(found.schema, is_full=is_full or found.place == "path")
                if value in ([], {}) and not found.is_required:
                    continue
                parameters[found.key] = arguments[argument.name] = value
        own = [argument for argument in operation.arguments if argument.place == "body"]
        if not own or not (is_full or described.is_body_required or not operation.is_body_optional):
            return _Given(arguments, parameters, None, has_body=False)
        body = self._body(operation, described, is_full=is_full)
        if body is None and not described.is_body_required:
            return _Given(arguments, parameters, None, has_body=False)
        arguments |= _body_arguments(operation, own, body)
        return _Given(arguments, parameters, body, has_body=True)

    def _body(self, operation: Operation, described: Described, *, is_full: bool) -> Any:
        content = operation.content
        name = content.media_type if content is not None else "application/json"
        media = media_of(described.content, name.partition(";")[0].strip().lower())
        if media is None:
            raise UnsampleableError(f"the document tells of no body of the type {name}")
        if content is not None and content.encoding in ("text", "bytes"):
            return BYTES if content.encoding == "bytes" else TEXT
        value = self._samples.of(media.get("schema"), is_full=is_full)
        if content is not None and content.encoding in ("form", "multipart") and not isinstance(value, dict):
            raise UnsampleableError("a form without fields")
        return value


def plain(result: Any) -> Any:
    """Return a result as the JSON that it was."""
    if isinstance(result, BaseModel):
        return result.model_dump(mode="json", by_alias=True, exclude_unset=True)
    if isinstance(result, list):
        return [plain(item) for item in result]
    if isinstance(result, dict):
        return {key: plain(value) for key, value in result.items()}
    return result


def _body_arguments(operation: Operation, own: list[Argument], body: Any) -> dict[str, Any]:
    files = operation.content.files if operation.content is not None else frozenset[str]()
    if operation.body_field is not None:
        return {own[0].name: body}
    known = {argument.wire_name for argument in own}
    more = {name: value for name, value in body.items() if name not in known}
    given = {
        argument.name: _uploaded(body[argument.wire_name])
        if argument.field in files
        else body[argument.wire_name]
        for argument in own
        if argument.wire_name in body
    }
    return {**given, "extra_body": more} if more else given


def _uploaded(value: Any) -> Any:
    return [_uploaded(item) for item in value] if isinstance(value, list) else str(value).encode()


def _check_signature(method: Any, operation: Operation, given: _Given) -> None:
    """Require that what is given suits the method's signature."""
    inspect.signature(method).bind(**given.arguments)


def _are_equal(found: Any, due: Any) -> bool:
    if isinstance(found, dict) and isinstance(due, dict):
        return set(found) == set(due) and all(_are_equal(found[key], due[key]) for key in found)
    if isinstance(found, list) and isinstance(due, list):
        return len(found) == len(due) and all(map(_are_equal, found, due))
    return type(found) is type(due) and found == due if isinstance(found, bool) else bool(found == due)


def _is_for(argument: str, scheme: str, name: str) -> bool:
    return scheme == name if scheme else _plain(argument).startswith(_plain(name))


def _plain(name: str) -> str:
    return "".join(char for char in name.lower() if char.isalnum())


def _method(scheme: Any) -> str:
    return str(scheme.get("scheme", "")).lower()


async def _awaited(result: Any) -> Any:
    return await result


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) < 300 else text[:299] + "…"
