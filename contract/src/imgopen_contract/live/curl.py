"""A request as a shell command that anybody may see."""

from __future__ import annotations

import shlex
from collections.abc import Mapping

from imgopen_contract.cases import HttpRequest


def curl(base_url: str, request: HttpRequest, names: Mapping[str, str]) -> str:
    """Write a request as a command; in the place of a key stands the variable that holds it.

    Args:
        base_url: Where the service is.
        request: The request.
        names: What stands in the place of each key, by its header.
    """
    parts = [f"curl -X {request.method} {shlex.quote(base_url + request.path)}"]
    for name, value in request.headers.items():
        if name in names and value:
            parts.append(f'-H "{name}: {names[name]}"')
        else:
            parts.append(f"-H {shlex.quote(f'{name}: {value}' if value else f'{name};')}")
    if request.body:
        parts.append(f"--data-raw {shlex.quote(request.body.decode())}")
    return " \\\n  ".join(parts)
