"""The types of values, as a caller passes and receives them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ScalarName = Literal["str", "int", "float", "bool", "bytes", "object", "None"]


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


@dataclass(frozen=True)
class File:
    """The content of a file, for an upload."""


Type = Scalar | Choice | ListOf | MapOf | OneOf | Named | File

ANY = Scalar("object")
NONE = Scalar("None")
FILE = File()


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


def members_of(kind: Type) -> tuple[Type, ...]:
    """Return the types of a union, or the type itself."""
    return kind.members if isinstance(kind, OneOf) else (kind,)


def without_none(kind: Type) -> Type:
    """Return a type without None."""
    if not isinstance(kind, OneOf):
        return kind
    return one_of([member for member in kind.members if member != NONE])


def may_be_null(kind: Type) -> bool:
    """Say whether null is a value of a type, as it is where anything is."""
    return kind == ANY or admits_none(kind)


def admits_none(kind: Type) -> bool:
    """Say whether None is a value of a type."""
    if isinstance(kind, Choice):
        return None in kind.values
    return kind == NONE or (isinstance(kind, OneOf) and any(admits_none(member) for member in kind.members))
