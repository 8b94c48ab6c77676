"""Docstrings of methods, for the reader of an editor's tooltip."""

from __future__ import annotations

import re
from typing import Final

from generator.ir.model import Api, Argument, Credential, Group, Operation
from generator.render.text import in_docstring, paragraph

_INDENT: Final = 8
_WORD: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_OPTIONS: Final = (
    ("timeout", "Seconds, or an `httpx.Timeout`, for this call alone."),
    ("max_retries", "How often this call is tried again after a failure that may pass."),
    ("extra_headers", "Headers to add or replace."),
)
_EXTRA_BODY: Final = (
    "extra_body",
    "Fields that are put on top of the body unchecked, for what the spec does not have.",
)


_PAGE_SIZE: Final = ("page_size", "How many items are fetched at once.")
_FILLED: Final = "Made by the client if left out."
_SIGNED: Final = "Where the client was given `callbacks`, a signed one if left out."


def method_docstring(api: Api, operation: Operation) -> str:
    """Return the inside of a method's docstring, escaped and indented, without the closing quotes."""
    options = (*_OPTIONS, _EXTRA_BODY) if operation.body is not None else _OPTIONS
    names = _python_names(api, operation)
    arguments = [
        (argument.name, _in_python(_full_text(operation, argument), names))
        for argument in operation.arguments
    ]
    parts = [
        _folded(_sentence(operation.summary)),
        _folded(_in_python(operation.description, names)),
        _folded(provenance_text(operation)),
        _folded("Deprecated: the service may drop it." if operation.is_deprecated else ""),
        _section("Args", [*arguments, *options]),
        _section("Returns", [("", _returned(operation))]),
        _section("Raises", _errors(api)),
        _folded(_source(operation)),
    ]
    return f"\n\n{' ' * _INDENT}".join(part for part in parts if part)


def list_docstring(api: Api, operation: Operation, arguments: list[Argument], *, is_async: bool) -> str:
    """Return the inside of the docstring of a collection's `list`."""
    names = _python_names(api, operation)
    entries = [(argument.name, _in_python(_argument_text(argument), names)) for argument in arguments]
    loop = "async for" if is_async else "for"
    returned = f"What `{loop}` takes item by item; `pages()` gives the pages."
    parts = [
        _folded(_sentence(operation.summary)),
        _folded("Nothing is fetched before the items are asked for, and then page by page."),
        _folded(provenance_text(operation)),
        _section("Args", [*entries, _PAGE_SIZE, *_OPTIONS, _EXTRA_BODY]),
        _section("Returns", [("", returned)]),
        _section("Raises", [("ConfigurationError", "`page_size` is less than 1."), *_errors(api)]),
        _folded(_source(operation)),
    ]
    return f"\n\n{' ' * _INDENT}".join(part for part in parts if part)


def client_docstring(api: Api, *, is_async: bool) -> str:
    """Return the inside of the docstring of a client class."""
    kind = "async client" if is_async else "client"
    http = "httpx.AsyncClient" if is_async else "httpx.Client"
    sleep = "asyncio.sleep" if is_async else "time.sleep"
    keys = [
        (
            credential.argument,
            _credential_text(credential),
        )
        for credential in api.credentials
    ]
    settings = [
        ("base_url", f"Where the service is; {_base_url(api)} if left out."),
        ("timeout", "Seconds, or an `httpx.Timeout`, for every call."),
        ("max_retries", "How often a call is tried again after a failure that may pass: 2 if left out."),
        ("http_client", f"An `{http}` of your own, or one of `httpx2`; it stays open."),
        ("task_id_prefix", "Begins the ids that are made for tasks: up to 24 letters, digits, - and _."),
        ("callbacks", "Signs a callback URL for every task whose result can be posted."),
        ("sleep", f"Stands in for `{sleep}`: takes seconds, and a test need not wait."),
    ]
    parts = [
        _class_text(f"A typed {kind} for {api.title}."),
        _class_text(api.summary),
        _section("Args", [*keys, *settings], indent=4),
        _section(
            "Raises", [("ConfigurationError", "A key is missing, or a setting cannot be used.")], indent=4
        ),
    ]
    return "\n\n    ".join(part for part in parts if part)


def _credential_text(credential: Credential) -> str:
    needed = "" if credential.is_required else "Only some calls may need it. "
    return f"{credential.description} {needed}The environment's {credential.variable} if left out.".strip()


def _base_url(api: Api) -> str:
    return f"{api.base_url_variable} or {api.base_url}" if api.base_url else api.base_url_variable


def _class_text(text: str) -> str:
    return paragraph(in_docstring(_sentence(text)), 4, 7) if text else ""


def group_docstring(group: Group) -> str:
    """Return the one-line docstring of a group of operations."""
    return in_docstring(group.description or f"The operations of {group.attribute}.")


def provenance_text(operation: Operation) -> str:
    """Return what a caller must know of how sure the spec is; empty where the operation is documented."""
    provenance = operation.provenance
    if provenance.status == "inferred":
        return f"Inferred, not documented, and warned of once: {provenance.note}"
    if provenance.status == "partial":
        return f"Documented in part: {provenance.note}"
    return provenance.note


def _python_names(api: Api, operation: Operation) -> dict[str, str]:
    """Return what fields and operations of the spec are called in Python, common words left out."""
    methods = {
        other.name: f"{group.attribute}.{other.method}" for group in api.groups for other in group.operations
    }
    arguments = {argument.wire_name: argument.name for argument in operation.arguments}
    return {name: python for name, python in {**methods, **arguments}.items() if not name.islower()}


def _in_python(text: str, names: dict[str, str]) -> str:
    return _WORD.sub(lambda match: names.get(match[0], match[0]), text)


def _source(operation: Operation) -> str:
    pages = ", ".join(operation.provenance.pages)
    source = f"; vendor's page {pages}" if pages else ""
    return f"Sends {operation.http_method} {operation.path}{source}."


def _full_text(operation: Operation, argument: Argument) -> str:
    callback = operation.roles.callback
    is_url = callback is not None and callback.url == (argument.name,)
    return " ".join(
        part
        for part in (
            _argument_text(argument),
            _FILLED if argument.is_filled else "",
            _SIGNED if is_url else "",
        )
        if part
    )


def _returned(operation: Operation) -> str:
    answer = operation.result_description or "What the answer holds."
    submission = operation.roles.submission
    if submission is None or not submission.questions:
        return answer
    return f"The submitted task, to be waited for with `wait()`. Its `receipt`: {answer}"


def _argument_text(argument: Argument) -> str:
    return (
        " ".join(part for part in (argument.description, argument.rule, argument.note) if part)
        or "Undescribed."
    )


def _errors(api: Api) -> list[tuple[str, str]]:
    refused = [("RefusedError", "The service refused the request; `code` and `msg` say why.")]
    return [
        ("InvalidRequestError", "A value breaks one of the rules above; nothing was sent."),
        *(refused if api.envelope is not None else []),
        ("TransportError", "No answer came, or not in time."),
        ("HTTPStatusError", "The HTTP status of the answer is not a success."),
        ("InvalidResponseError", "The answer is not what the spec promises."),
    ]


def _section(title: str, entries: list[tuple[str, str]], indent: int = _INDENT) -> str:
    inner, deep = indent + 4, indent + 8
    lines = [f"{title}:"]
    for name, text in entries:
        label = f"{name}: " if name else ""
        lines.append(" " * inner + label + paragraph(in_docstring(text), deep, inner + len(label)))
    return "\n".join(lines)


def _folded(text: str) -> str:
    return paragraph(in_docstring(text), _INDENT, _INDENT + 3) if text else ""


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
