"""The `x-` keys that a spec may use, their shapes, and where each may stand; `spec/README.md` explains them."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Annotated, Final, Literal, TypeVar, get_args

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    RootModel,
    StringConstraints,
    ValidationError,
    model_validator,
)
from pydantic_core import PydanticCustomError

from generator.document.grammar import Kind
from generator.source.complaint import fault
from generator.source.nodes import MapNode

_Name = Annotated[str, StringConstraints(min_length=1)]
_Text = Annotated[str, StringConstraints(min_length=1)]
_Expression = Annotated[str, StringConstraints(pattern=r"^\$(request|response)\.body#/.+$")]
_Collection = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z-]*$")]
_State = int | str
_ShapeT = TypeVar("_ShapeT", bound=BaseModel)


_Work = Literal["prompt", "source", "format", "count", "steps", "width-factor", "height-factor"]
_Enlarging = Literal["enlarge", "enlarge-factor", "enlarged-width", "enlarged-height"]
_Picture = Literal["pictures", "picture", "passed", "progress", "percentage", "preview"]
_Finding = Literal["caption", "prompts", "styles", "faces", "number", "left", "top", "confidence"]
_Row = Literal["title", "file", "base", "hash", "kind", "version", "word", "sample"]

RequestMeaning = Literal[_Work, _Enlarging]
AnswerMeaning = Literal[_Picture, _Finding, _Row]
MeaningName = Literal[RequestMeaning, "width", "height", "seed", AnswerMeaning]
"""What a value means to whoever acts the service."""

ResultName = Literal["pictures", "caption", "prompts", "styles", "faces"]
"""What a finished task gives; each is also a meaning."""

MEANINGS: Final[tuple[str, ...]] = get_args(MeaningName)


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Envelope(_Shape):
    """`x-envelope`: the properties of every answer, and the codes that tell success from refusal."""

    code: _Name
    message: _Name
    data: _Name
    success: str
    refusal: str


class OperationProvenance(_Shape):
    """`x-provenance` on an operation: how sure the spec is of it."""

    status: Literal["documented", "partial", "inferred"]
    pages: list[_Text] = Field(default_factory=list)
    note: _Text | None = None


class FieldProvenance(_Shape):
    """`x-provenance` on anything smaller: why it is not simply what its page says."""

    status: Literal["inferred", "contradicted"]
    note: _Text
    flag: Literal["required", "optional"] | None = None


class TaskStates(_Shape):
    """Which values of the state mean what; a value that is not listed counts as failed."""

    pending: list[_State] = Field(default_factory=list)
    running: list[_State] = Field(default_factory=list)
    succeeded: list[_State] = Field(min_length=1)
    failed: list[_State] = Field(default_factory=list)


class Task(_Shape):
    """`x-task`: the part that an operation has in the life of a task."""

    role: Literal["submit", "query", "immediate"]
    results: list[ResultName] | None = None
    id: _Expression
    receipt: _Expression | None = None
    assigned: _Expression | None = None
    state: _Expression | None = None
    message: _Expression | None = None
    states: TaskStates | None = None


class Pagination(_Shape):
    """`x-pagination`: what is listed, and how the list is read page by page."""

    collection: _Collection
    page: _Expression
    size: _Expression
    first: int
    items: _Expression
    total: _Expression


class Acknowledgement(_Shape):
    """What the receiver of a callback must answer: a JSON property, and the values that count."""

    property: _Name
    values: list[str | int] = Field(min_length=1)


class Delivery(_Shape):
    """`x-delivery`: when a callback is acknowledged, and when it is sent again."""

    acknowledgement: Acknowledgement
    intervals: list[Annotated[int | float, Field(gt=0)]] = Field(min_length=1)
    retries: Annotated[int, Field(ge=0)]
    note: _Text | None = None


class AllowReserved(RootModel[Literal[True]]):
    """`x-allow-reserved` on a path parameter: the value is sent as it is and may hold slashes."""


class Meaning(RootModel[MeaningName]):
    """`x-meaning` on a property: what its value means to whoever acts the service."""

    @model_validator(mode="before")
    @classmethod
    def _is_known(cls, value: object) -> object:
        if value in MEANINGS:
            return value
        close = get_close_matches(str(value), MEANINGS, n=1)
        hint = f"did you mean {close[0]}?" if close else f"known are {', '.join(MEANINGS)}"
        raise PydanticCustomError("meaning", "{problem}", {"problem": f"is not a known meaning; {hint}"})


_EVERYWHERE_SMALL: Final = ("parameter", "response", "schema", "header", "requestBody", "securityScheme")

_SHAPES: Final[dict[str, dict[Kind, type[BaseModel]]]] = {
    "x-envelope": {"document": Envelope},
    "x-provenance": {"operation": OperationProvenance} | dict.fromkeys(_EVERYWHERE_SMALL, FieldProvenance),
    "x-task": {"operation": Task},
    "x-pagination": {"operation": Pagination},
    "x-delivery": {"operation": Delivery},
    "x-allow-reserved": {"parameter": AllowReserved},
    "x-meaning": {"schema": Meaning},
}


def known_extensions() -> tuple[str, ...]:
    """Return the names of all extensions."""
    return tuple(_SHAPES)


def homes_of(name: str) -> tuple[Kind, ...]:
    """Return the kinds of object on which the extension may stand; empty where there is no such extension."""
    return tuple(_SHAPES.get(name, {}))


def shape_of(name: str, kind: Kind) -> type[BaseModel] | None:
    """Return the model of the extension on an object of `kind`, or None where it has no place there."""
    return _SHAPES.get(name, {}).get(kind)


def read_extension(node: MapNode, name: str, shape: type[_ShapeT]) -> _ShapeT | None:
    """Return the extension of `node`, or None where it has none.

    Raises:
        SpecError: it does not have its shape.
    """
    if node.get(name) is None:
        return None
    try:
        return shape.model_validate(node[name])
    except ValidationError as error:
        raise fault(node.at(name), name, error.errors(include_url=False)[0]["msg"].lower()) from None
