"""Lets the tags of models choose which member of a union an answer becomes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Annotated, Any, Final, TypeAlias, cast

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, TypeAdapter
from pydantic_core import CoreSchema, core_schema

from .models import ResponseModel
from .unions import Resolve, Schema, chosen_by_tags

_annotated: Any = Annotated
_ANY_MEMBER: Final = "any"
_MOST_COMBINATIONS: Final = 256
_LENIENT: Final = ConfigDict(coerce_numbers_to_str=True)

Names: TypeAlias = tuple[str, ...]
Tags: TypeAlias = tuple[tuple[Names, frozenset[object]], ...]
"""The values of each tag of a model, by the names that the tag may have in the data."""


@dataclass(frozen=True)
class _Member:
    """A member of a union."""

    schema: Any
    name: str
    tags: Tags

    def fits(self, value_of: Callable[[Names], object]) -> bool:
        return bool(self.tags) and all(value_of(names) in values for names, values in self.tags)


class _ByTags:
    """An annotation for a type that stands alone, outside of a model."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return chosen_by_tags(handler(source), handler.resolve_ref_schema)


def lenient_adapter(kind: Any) -> TypeAdapter[Any]:
    """Return what reads JSON as a type, as leniently as the models of answers read theirs."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return TypeAdapter(kind)
    return TypeAdapter(_annotated[kind, _ByTags()], config=_LENIENT)


def tagged(union: Schema, resolve: Resolve) -> Schema:
    """Return a union that looks at the tags of its members first; the same one where none has any."""
    members = _members(union["choices"], resolve)
    if not any(member.tags for member in members):
        return union
    choices: dict[str, Any] = {_ANY_MEMBER: {key: value for key, value in union.items() if key != "ref"}}
    for fitting in _combinations(members):
        schemas = [member.schema for member in fitting]
        choices[_name(fitting)] = schemas[0] if len(schemas) == 1 else core_schema.union_schema(schemas)

    def choose(data: Any) -> str:
        if not isinstance(data, Mapping):
            return _ANY_MEMBER
        name = _name([member for member in members if member.fits(lambda names: _value(data, names))])
        return name if name in choices else _ANY_MEMBER

    return cast("Schema", core_schema.tagged_union_schema(choices, choose, ref=union.get("ref")))


def _name(members: list[_Member]) -> str:
    return "|".join(member.name for member in members) or _ANY_MEMBER


def _combinations(members: list[_Member]) -> list[list[_Member]]:
    """Return all sets of members that some data may fit; those of one alone where there are too many to tell."""
    values: dict[Names, dict[object, None]] = {}
    for names, allowed in (tag for member in members for tag in member.tags):
        values.setdefault(names, {}).update(dict.fromkeys([*sorted(allowed, key=repr), None]))
    if len(values) > 1 and prod(map(len, values.values())) > _MOST_COMBINATIONS:
        return [[member] for member in members if member.tags]
    found: dict[str, list[_Member]] = {}
    for combination in product(*values.values()):
        data: dict[Names, object] = dict(zip(values, combination, strict=True))
        fitting = [member for member in members if member.fits(data.get)]
        if fitting:
            found[_name(fitting)] = fitting
    return list(found.values())


def _members(choices: list[Any], resolve: Resolve) -> list[_Member]:
    found: dict[str, _Member] = {}
    for index, choice in enumerate(choices):
        schema = choice[0] if isinstance(choice, tuple) else choice
        kind = _class_of(schema, resolve)
        name = str(index) if kind is None else kind.__name__
        name = f"{name}:{index}" if name in (*found, _ANY_MEMBER) else name
        found[name] = _Member(schema, name, () if kind is None else _tags(kind))
    return list(found.values())


def _class_of(schema: Schema, resolve: Resolve) -> type[BaseModel] | None:
    if schema.get("type") == "definition-ref":
        try:
            schema = resolve(schema)
        except LookupError:
            # The model is still in the making, as one is that has itself in a union.
            return _class_in_making(schema["schema_ref"])
    while schema.get("type") != "model":
        inner = schema.get("schema")
        if not isinstance(inner, dict):
            return None
        schema = cast("Schema", inner)
    return cast("type[BaseModel]", schema["cls"])


def _class_in_making(reference: str) -> type[BaseModel] | None:
    """Return the class that a reference means; it ends with the class's identity."""
    waiting: list[type[BaseModel]] = [ResponseModel]
    while waiting:
        kind = waiting.pop()
        if reference.endswith(f":{id(kind)}"):
            return kind
        waiting += kind.__subclasses__()
    return None


def _tags(kind: type[BaseModel]) -> Tags:
    found: list[tuple[Names, frozenset[object]]] = []
    for name, field in kind.model_fields.items():
        extra = field.json_schema_extra
        tags = extra.get("tags") if isinstance(extra, dict) else None
        if isinstance(tags, list):
            names = (name,) if field.alias is None else (field.alias, name)
            found.append((names, frozenset(map(_key, tags))))
    return tuple(found)


def _value(data: Mapping[str, object], names: Names) -> object:
    return next((_key(data[name]) for name in names if name in data), None)


def _key(value: object) -> object:
    """Return what a value of a tag is compared by: true and 1 are two, and a list is no tag."""
    if isinstance(value, bool):
        return ("bool", value)
    return value if isinstance(value, (str, int, float)) else None
