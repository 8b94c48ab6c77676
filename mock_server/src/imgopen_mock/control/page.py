"""The page that explains the control."""

from __future__ import annotations

from html import escape
from typing import Any

_SWAGGER = "https://cdn.jsdelivr.net/npm/swagger-ui-dist@5"
_METHODS = ("get", "post", "put", "delete", "patch")

_PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="{swagger}/swagger-ui.css">
<style>body {{font-family: sans-serif; margin: 0 auto; max-width: 90rem}} #page {{padding: 0 1rem}}</style>
</head>
<body>
<div id="page">
<h1>{title}</h1>
<p>{summary}</p>
<p>All of it, as <a href="{document}">OpenAPI document</a>. With access to the internet, this page lets you try it.</p>
<dl>
{operations}
</dl>
</div>
<script src="{swagger}/swagger-ui-bundle.js"></script>
<script>SwaggerUIBundle({{url: "{document}", dom_id: "#page", deepLinking: true}})</script>
</body>
</html>
"""


def page(document: dict[str, Any], address: str) -> str:
    """Write the page, as HTML: a plain list, in the place of which Swagger UI puts itself if it can be loaded.

    Args:
        document: The OpenAPI document.
        address: Where that is.
    """
    return _PAGE.format(
        title=escape(document["info"]["title"]),
        summary=escape(document["info"]["summary"]),
        document=escape(address),
        operations="\n".join(_operations(document)),
        swagger=_SWAGGER,
    )


def _operations(document: dict[str, Any]) -> list[str]:
    return [
        f"<dt><code>{method.upper()} {escape(path)}</code></dt><dd>{escape(item[method]['summary'])}</dd>"
        for path, item in document["paths"].items()
        for method in _METHODS
        if method in item
    ]
