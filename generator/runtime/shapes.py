"""How values are written into requests and read from answers, where that is not one JSON object each way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    from pydantic import TypeAdapter

AnswerKind: TypeAlias = Literal["json", "text", "bytes", "nothing"]
"""What an answer holds, as the caller gets it."""

Encoding: TypeAlias = Literal["json", "form", "multipart", "text", "bytes", "json-or-multipart"]
"""How a body is written; the last one is JSON, and multipart where a file is given."""

StyleName: TypeAlias = Literal[
    "form", "simple", "label", "matrix", "spaceDelimited", "pipeDelimited", "deepObject", "json"
]
"""The styles of OpenAPI, and `json` for a parameter whose content is JSON."""


@dataclass(frozen=True)
class Answer:
    """What the service answers with one status, or with some.

    Attributes:
        status: such as `200`, `2XX`, or `default` for all that no other answer of the operation names.
        kind: what it holds.
        type: what JSON becomes, as pydantic's `TypeAdapter` takes it, such as `list[Model]` or `Model | None`; None
            leaves it as it is.
    """

    status: str
    kind: AnswerKind
    type: Any = None

    @cached_property
    def adapter(self) -> TypeAdapter[Any]:
        """What reads the JSON; it is made when the first answer has come."""
        from .tags import lenient_adapter

        return lenient_adapter(Any if self.type is None else self.type)


@dataclass(frozen=True)
class Style:
    """How a list or an object is written as text; `explode` means an entry of its own for each part of it."""

    name: StyleName
    explode: bool


@dataclass(frozen=True)
class Content:
    """How a body is written.

    Attributes:
        media_type: what the header `Content-Type` says, without the boundary of a multipart body.
        encoding: how the fields are written.
        files: the fields, by their Python names, that hold a file or a list of files.
        parts: the media types of parts of a multipart body, by the names in the API, where they are not the usual.
        styles: how lists and objects in a form are written, by the names in the API, where not in the usual way.
    """

    media_type: str
    encoding: Encoding
    files: frozenset[str] = frozenset()
    parts: Mapping[str, str] = field(default_factory=dict, hash=False)
    styles: Mapping[str, Style] = field(default_factory=dict, hash=False)
