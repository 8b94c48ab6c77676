"""What parameters and forms look like in a request, by the rules of OpenAPI."""

from __future__ import annotations

import json
from typing import Any, Final

from tests.documents.described import Parameter

Pairs = list[tuple[str, str]]
_DELIMITERS: Final = {"spaceDelimited": " ", "pipeDelimited": "|"}


def text_of(value: Any) -> str:
    """Return a single value as text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else json.dumps(value, separators=(",", ":"))


def pairs_of(name: str, value: Any, style: str, *, explode: bool) -> Pairs:
    """Return what a value gives in a query, a form or cookies: names and texts, decoded."""
    if style == "json":
        return [(name, text_of(value))]
    if style == "deepObject":
        return _deep(name, value)
    if isinstance(value, dict):
        if explode:
            return [
                (key, text_of(item))
                for key, entry in value.items()
                for item in (entry if isinstance(entry, list) else [entry])
            ]
        texts = [text for key, entry in value.items() for text in (key, text_of(entry))]
        return [(name, _DELIMITERS.get(style, ",").join(texts))]
    if isinstance(value, list):
        if explode:
            return [(name, text_of(entry)) for entry in value]
        return [(name, _DELIMITERS.get(style, ",").join(text_of(entry) for entry in value))] if value else []
    return [(name, text_of(value))]


def form_pairs(name: str, value: Any) -> Pairs:
    """Return what a field of a form gives where the document says nothing of its style."""
    is_deep = isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(entry, (dict, list)) for entry in value)
    )
    return _deep(name, value) if is_deep else pairs_of(name, value, "form", explode=True)


def step_of(parameter: Parameter, value: Any) -> str:
    """Return what stands in a path or a header for a value, decoded."""
    if parameter.style == "json":
        return text_of(value)
    if parameter.style == "matrix":
        return _matrix(parameter, value)
    if parameter.style == "label":
        return "." + _joined(value, "." if parameter.explode else ",", explode=parameter.explode)
    return _joined(value, ",", explode=parameter.explode)


def _matrix(parameter: Parameter, value: Any) -> str:
    if parameter.explode and isinstance(value, dict):
        return "".join(f";{key}={text_of(entry)}" for key, entry in value.items())
    if parameter.explode and isinstance(value, list):
        return "".join(f";{parameter.name}={text_of(entry)}" for entry in value)
    return f";{parameter.name}={_joined(value, ',', explode=False)}"


def _joined(value: Any, delimiter: str, *, explode: bool) -> str:
    if isinstance(value, dict):
        middle = "=" if explode else delimiter
        return delimiter.join(f"{key}{middle}{text_of(entry)}" for key, entry in value.items())
    return delimiter.join(text_of(entry) for entry in value) if isinstance(value, list) else text_of(value)


def _deep(name: str, value: Any) -> Pairs:
    if isinstance(value, dict):
        return [pair for key, entry in value.items() for pair in _deep(f"{name}[{key}]", entry)]
    if isinstance(value, list):
        is_numbered = any(isinstance(entry, (dict, list)) for entry in value)
        return [
            pair
            for index, entry in enumerate(value)
            for pair in _deep(f"{name}[{index if is_numbered else ''}]", entry)
        ]
    return [(name, text_of(value))]
