"""Bodies of requests and answers, to be shown."""

from __future__ import annotations

from typing import Any

from imgopen_mock.core.exchange.bodies import NotJsonError, parse


def content(body: bytes) -> Any:
    """Return a body as JSON, or as text if it is none, such as one of which only the beginning was kept."""
    if not body:
        return None
    try:
        return parse(body)
    except NotJsonError:
        return body.decode("utf-8", "replace")
