"""A request as a call of curl, with the keys from the environment."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

from generator.ir.media import is_form, is_json, is_multipart
from generator.ir.model import Api, Credential, Operation
from generator.reference.forms import form_options
from generator.reference.parts import address, cookies, headers
from generator.reference.samples import Request
from generator.reference.text import json_text

_HEADER: Final = re.compile(r"[A-Za-z0-9-]+")


def curl(api: Api, operation: Operation, request: Request) -> str:
    """Return a request as a call of curl."""
    keys = keys_of(api, operation)
    base_url = operation.server or api.base_url
    url = _with_keys(f"{base_url}{address(operation, request)}", keys)
    if not base_url:
        url = f'"${api.base_url_variable}"{url}'
    method = [] if operation.http_method == "GET" else ["-X", shlex.quote(operation.http_method)]
    lines = [" ".join(["curl", *method, url])]
    lines += _key_options(keys)
    lines += _cookie_options(operation, request, keys)
    lines += _header_options(operation, request)
    lines += _body_options(operation, request)
    return " \\\n  ".join(lines)


def keys_of(api: Api, operation: Operation) -> list[Credential]:
    """Return the keys that go with an operation: of several ways to prove who calls, the first."""
    if operation.security is None:
        return list(api.credentials)
    wanted = operation.security[0] if operation.security else ()
    return [credential for credential in api.credentials if credential.argument in wanted]


def _with_keys(url: str, keys: list[Credential]) -> str:
    """Return an address as a word of the shell, with the keys that stand in its query."""
    written = shlex.quote(url)
    mark = "&" if "?" in url else "?"
    for key in keys:
        if key.kind == "query":
            written += f'{shlex.quote(f"{mark}{quote(key.header)}=")}"${key.variable}"'
            mark = "&"
    return written


def _key_options(keys: list[Credential]) -> Iterator[str]:
    for key in keys:
        if key.kind == "header":
            yield f"-H {_with_variable(key.header, key.variable)}"
        elif key.kind == "bearer":
            yield f'-H "Authorization: Bearer ${key.variable}"'
    names = [key.variable for key in keys if key.kind == "basic-username"]
    passwords = [key.variable for key in keys if key.kind == "basic-password"]
    for name, password in zip(names, passwords, strict=False):
        yield f'-u "${name}:${password}"'


def _cookie_options(operation: Operation, request: Request, keys: list[Credential]) -> Iterator[str]:
    """Yield one option for all cookies: of several, some versions of curl send the last one alone."""
    written = "; ".join(cookies(operation, request))
    words = [shlex.quote(written)] if written else []
    for key in keys:
        if key.kind == "cookie":
            mark = "; " if words else ""
            words.append(f'{shlex.quote(f"{mark}{key.header}=")}"${key.variable}"')
    if words:
        yield f"-b {''.join(words)}"


def _with_variable(header: str, variable: str) -> str:
    """Return a header whose value the shell takes from the environment."""
    if _HEADER.fullmatch(header):
        return f'"{header}: ${variable}"'
    return f'{shlex.quote(f"{header}: ")}"${variable}"'


def _header_options(operation: Operation, request: Request) -> Iterator[str]:
    for name, text in headers(operation, request):
        # A header without a text after its colon is one that curl is not to send.
        yield f"-H {shlex.quote(f'{name}: {text}' if text else f'{name};')}"


def _body_options(operation: Operation, request: Request) -> Iterator[str]:
    if not request.content_type:
        return
    if is_multipart(request.content_type) or is_form(request.content_type):
        yield from form_options(operation, request)
    elif is_json(request.content_type):
        yield _content_type(request)
        yield f"-d {shlex.quote(json_text(request.body, indent=2))}"
    else:
        yield _content_type(request)
        is_shown = isinstance(request.body, str) and request.is_documented
        yield f"--data-raw {shlex.quote(request.body)}" if is_shown else "--data-binary @FILE"


def _content_type(request: Request) -> str:
    return f"-H {shlex.quote(f'Content-Type: {request.content_type}')}"
