"""Where the service is."""

from __future__ import annotations

import re
from typing import Any, Final
from urllib.parse import urlsplit

from generator.document.view import OperationView
from generator.source.nodes import MapNode, SeqNode

_VARIABLE: Final = re.compile(r"\{([^{}]*)\}")


def base_url_of(holder: MapNode) -> str:
    """Return the first absolute URL among the servers of a document, a path or an operation; empty without one.

    Variables have their defaults.
    """
    servers = holder.get("servers")
    for server in servers if isinstance(servers, SeqNode) else ():
        url = _url(server)
        parts = urlsplit(url) if url else None
        if parts is not None and parts.scheme in ("http", "https") and parts.netloc and "{" not in url:
            return url.rstrip("/")
    return ""


def own_server(view: OperationView, base_url: str) -> str | None:
    """Return the base URL of an operation alone, where it is not the document's."""
    for holder in (view.node, view.item):
        if "servers" in holder:
            url = base_url_of(holder)
            return url if url and url != base_url else None
    return None


def _url(server: Any) -> str:
    url = server.get("url") if isinstance(server, MapNode) else None
    if not isinstance(url, str):
        return ""
    variables = server.get("variables")

    def default(match: re.Match[str]) -> str:
        variable = variables.get(match[1]) if isinstance(variables, MapNode) else None
        value = variable.get("default") if isinstance(variable, MapNode) else None
        return match[0] if value is None else str(value)

    try:
        filled = _VARIABLE.sub(default, url)
        urlsplit(filled)
    except ValueError:
        return ""
    return filled
