"""Receivers of callbacks as teams write them: a right one, and others that are broken in one place each.

They know the names that the document has for its callbacks, and nothing of the kit.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from imgopen_contract.document import load_document
from pydantic import BaseModel, ConfigDict, ValidationError, create_model
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from tests.contract.receiver.forms import Form, form_of

DOCUMENT = load_document()
PATH = "/callbacks"

Take: TypeAlias = Callable[[Request, "Store"], Awaitable[Response]]
"""Takes a callback, and answers it."""


class Store:
    """What a receiver keeps.

    Attributes:
        results: The first payload of each task.
        under_way: How many callbacks are being taken right now.
        broken: Whether the next callback has to fail.
    """

    def __init__(self, form: Form) -> None:
        self.form = form
        self.results: dict[str | int, Any] = {}
        self.under_way = 0
        self.broken = False
        self.lock = asyncio.Lock()

    @property
    def heard(self) -> Response:
        """The documented acknowledgement."""
        return JSONResponse(dict(self.form.acknowledgement))


class Refused(HTTPException):
    """What came is no callback."""

    def __init__(self, detail: str) -> None:
        super().__init__(400, detail)


FORM = form_of(DOCUMENT)


def application(take: Take, form: Form = FORM) -> Starlette:
    """Return an application that takes callbacks so."""
    store = Store(form)

    async def endpoint(request: Request) -> Response:
        return await take(request, store)

    return Starlette(routes=[Route(PATH, endpoint, methods=list(form.methods))])


async def right(request: Request, store: Store) -> Response:
    """Parse, store under the task's id unless it is there already, acknowledge."""
    payload = await payload_of(request)
    store.results.setdefault(task_of(payload, store), payload)
    return store.heard


async def payload_of(request: Request) -> Any:
    try:
        return json.loads(await request.body())
    except ValueError as error:
        raise Refused("not JSON") from error


def task_of(payload: Any, store: Store) -> str | int:
    task_id = store.form.task_id(payload)
    if task_id is None:
        raise Refused("no task's id")
    return task_id


async def empty_answer(request: Request, store: Store) -> Response:
    """(1) Takes HTTP 200 for an acknowledgement."""
    await right(request, store)
    return Response(status_code=200)


async def before_parsing(request: Request, store: Store) -> Response:
    """(2) Acknowledges at once, and looks into the body later."""
    await request.body()
    return store.heard


async def refuses_duplicates(request: Request, store: Store) -> Response:
    """(3) Takes a task that it knows for a mistake."""
    task_id = task_of(await payload_of(request), store)
    if task_id in store.results:
        return JSONResponse({"error": "known already"}, status_code=409)
    return await right(request, store)


def strict_about(name: str, payload: Any) -> type[BaseModel]:
    """Make a closed model of a documented payload: exactly its fields, of exactly its types, and nothing null."""
    fields: dict[str, Any] = {
        key: (strict_about(f"{name}_{key}", value) if isinstance(value, dict) else type(value), ...)
        for key, value in payload.items()
        if value is not None
    }
    optional: dict[str, Any] = {key: (Any, None) for key, value in payload.items() if value is None}
    return create_model(name, __config__=ConfigDict(extra="forbid"), **fields, **optional)


MODELS = [
    strict_about(f"{callback.name}_{name}", value)
    for operation in DOCUMENT.operations
    for callback in operation.callbacks
    for name, value in callback.examples.items()
]


async def strict_model(request: Request, store: Store) -> Response:
    """(4) Takes what looks like the documented payloads, and nothing else."""
    payload = await payload_of(request)
    for model in MODELS:
        try:
            model.model_validate(payload)
        except ValidationError:
            continue
        return await right(request, store)
    raise Refused("not as documented")


def without_nulls(value: Any) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return value is not None and all(map(without_nulls, inner))


async def refuses_nulls(request: Request, store: Store) -> Response:
    """(4b) Cannot store null."""
    if not without_nulls(await payload_of(request)):
        raise Refused("null")
    return await right(request, store)


async def one_at_a_time(request: Request, store: Store) -> Response:
    """(5) Holds a lock while it reads."""
    async with store.lock:
        return await right(request, store)


async def busy(request: Request, store: Store) -> Response:
    """(5b) Sends everybody away while it reads."""
    if store.under_way:
        return JSONResponse({"error": "busy"}, status_code=503)
    store.under_way += 1
    try:
        return await right(request, store)
    finally:
        store.under_way -= 1


async def only_success(request: Request, store: Store) -> Response:
    """(5c) Knows the state of finished tasks alone."""
    if not store.form.is_done(await payload_of(request)):
        raise Refused("not done")
    return await right(request, store)


async def answers_true(request: Request, store: Store) -> Response:
    """Acknowledges with `true`."""
    await right(request, store)
    return JSONResponse(dict.fromkeys(store.form.acknowledgement, True))


async def answers_the_word(request: Request, store: Store) -> Response:
    """Answers the word that acknowledges, and no JSON object with it."""
    await right(request, store)
    return PlainTextResponse(str(next(iter(store.form.acknowledgement.values()))))


async def answers_text(request: Request, store: Store) -> Response:
    """Acknowledges, but says that it is plain text."""
    await right(request, store)
    return PlainTextResponse(json.dumps(store.form.acknowledgement))


async def answers_an_error(request: Request, store: Store) -> Response:
    """Acknowledges under an HTTP status of failure."""
    await right(request, store)
    return JSONResponse(dict(store.form.acknowledgement), status_code=500)


async def answers_at_length(request: Request, store: Store) -> Response:
    """Acknowledges in an answer of megabytes."""
    await right(request, store)
    return JSONResponse({"padding": "x" * 100_000, **store.form.acknowledgement})


async def redirects(request: Request, store: Store) -> Response:
    """Sends the caller elsewhere, and acknowledges beside it."""
    await right(request, store)
    moved = RedirectResponse(f"{PATH}/")
    return Response(json.dumps(store.form.acknowledgement), moved.status_code, dict(moved.headers))


async def needs_a_length(request: Request, store: Store) -> Response:
    """Reads as many bytes as the header says."""
    if "content-length" not in request.headers:
        return PlainTextResponse("Length Required", 411)
    return await right(request, store)


async def needs_a_bare_type(request: Request, store: Store) -> Response:
    """Compares the whole Content-Type."""
    if request.headers["content-type"] != "application/json":
        return PlainTextResponse("Unsupported Media Type", 415)
    return await right(request, store)


async def reads_once(request: Request, store: Store) -> Response:
    """Takes the first piece of a body for all of it."""
    message = await request.receive()
    try:
        payload = json.loads(message["body"])
    except ValueError as error:
        raise Refused("not JSON") from error
    store.results.setdefault(task_of(payload, store), payload)
    return store.heard


async def searches_the_text(request: Request, store: Store) -> Response:
    """Looks for the id's name in the text instead of parsing it."""
    text = await request.body()
    if not any(b'"%s":"' % name.encode() in text for name in store.form.id_names):
        raise Refused("no task's id")
    return await right(request, store)


async def narrow_columns(request: Request, store: Store) -> Response:
    """Has room for 255 characters of each text."""
    if any(len(text) > 255 for text in texts_of(await payload_of(request))):
        return JSONResponse({"error": "value too long"}, status_code=500)
    return await right(request, store)


async def latin_columns(request: Request, store: Store) -> Response:
    """Has room for letters of the west alone."""
    try:
        "".join(texts_of(await payload_of(request))).encode("latin-1")
    except UnicodeEncodeError:
        return JSONResponse({"error": "incorrect string value"}, status_code=500)
    return await right(request, store)


def texts_of(value: Any) -> list[str]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [value] if isinstance(value, str) else [text for item in inner for text in texts_of(item)]


async def never_changes(request: Request, store: Store) -> Response:
    """Takes another payload of a known task for an attack."""
    payload = await payload_of(request)
    if store.results.get(task_of(payload, store), payload) != payload:
        return JSONResponse({"error": "already has another result"}, status_code=409)
    return await right(request, store)


async def stays_broken(request: Request, store: Store) -> Response:
    """Does not notice that what was no JSON has broken its transaction, until the next callback fails."""
    try:
        payload = await payload_of(request)
    except Refused:
        store.broken = True
        raise
    if store.broken and store.form.task_id(payload) is not None:
        store.broken = False
        return JSONResponse({"error": "current transaction is aborted"}, status_code=500)
    return await right(request, store)


async def needs_results(request: Request, store: Store) -> Response:
    """Fails where a finished task lacks what the documented one has."""
    payload = await payload_of(request)
    documented = [
        example
        for model in DOCUMENT.operations
        for call in model.callbacks
        for example in call.examples.values()
    ]
    if store.form.is_done(payload) and not any(has_all(payload, example) for example in documented):
        raise KeyError("result")
    return await right(request, store)


def has_all(value: Any, example: Any) -> bool:
    if isinstance(example, dict):
        return isinstance(value, dict) and all(
            name in value and has_all(value[name], inner) for name, inner in example.items()
        )
    if isinstance(example, list):
        return isinstance(value, list) and len(value) > 0 and all(has_all(item, example[0]) for item in value)
    return True


async def acknowledges_any_json(request: Request, store: Store) -> Response:
    """Parses, and looks no further."""
    await payload_of(request)
    return store.heard


async def acknowledges_without_id(request: Request, store: Store) -> Response:
    """Wants an object that is no empty one, whatever is in it."""
    if not isinstance(payload := await payload_of(request), dict) or not payload:
        raise Refused("no object")
    return store.heard


async def raw_application(scope: Scope, receive: Receive, send: Send) -> None:
    """A right one without any framework."""
    assert scope["type"] == "http"
    body, more = b"", True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        body, more = body + message.get("body", b""), message.get("more_body", False)
    try:
        known = FORM.task_id(json.loads(body)) is not None
    except ValueError:
        known = False
    answer = json.dumps(FORM.acknowledgement if known else {"error": "no callback"}).encode()
    await send(
        {
            "type": "http.response.start",
            "status": 200 if known else 400,
            "headers": [(b"content-type", b"application/json; charset=utf-8")],
        }
    )
    await send({"type": "http.response.body", "body": answer})


RAW: ASGIApp = raw_application
