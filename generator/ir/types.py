"""The types of values, as a caller passes and receives them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ScalarName = Literal["str", "int", "float", "bool", "object", "None"]


@dataclass(frozen=True)
class Scalar:
    """A type without parts; `object` where the document says nothing."""

    name: ScalarName


@dataclass(frozen=True)
class Choice:
    """One of several constants."""

    values: tuple[str | int | float | bool | None, ...]


@dataclass(frozen=True)
class ListOf:
    """A list of values of one type."""

    item: Type


@dataclass(frozen=True)
class MapOf:
    """A mapping from text to values of one type."""

    value: Type


@dataclass(frozen=True)
class OneOf:
    """A value of any of several types."""

    members: tuple[Type, ...]


@dataclass(frozen=True)
class Named:
    """A model, or a named choice."""

    name: str
    module: str
    is_model: bool
    is_open: bool = False
    """Whether the model admits fields that it does not name."""


Type = Scalar | Choice | ListOf | MapOf | OneOf | Named

ANY = Scalar("object")
NONE = Scalar("None")


def one_of(members: list[Type]) -> Type:
    """Return the union of types, without repeats; the type itself where there is only one."""
    flat: list[Type] = []
    for member in members:
        for part in member.members if isinstance(member, OneOf) else (member,):
            if part not in flat:
                flat.append(part)
    if ANY in flat:
        return ANY
    return flat[0] if len(flat) == 1 else OneOf(tuple(flat))
