"""Answers as forms: which of their fields mean something, so that they can be filled in with facts.

A schema marks such fields with `x-meaning`. The words are the spec's; this module knows none of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from imgopen_mock.core.description.document import Document, JsonObject
from imgopen_mock.core.description.pointers import MISSING, lookup
from imgopen_mock.core.description.schemas import clone, complete, flatten, sample

MEANING = "x-meaning"

_DEEPEST = 8

Facts: TypeAlias = Mapping[str, Any]
"""What is known, by meaning; the facts about a part are facts themselves, those about parts are a list."""


@dataclass(frozen=True)
class Form:
    """An object of an answer: its meaningful fields, and the objects in it that have some.

    Attributes:
        meanings: All meanings in here and further inside.
    """

    slots: tuple[Slot, ...] = ()
    parts: tuple[tuple[str, Form], ...] = ()
    meanings: frozenset[str] = frozenset()

    @classmethod
    def read(cls, document: Document, schema: Any, example: Any, depth: int = _DEEPEST) -> Form:
        """Read the form of an object from its schema; `example` shows what its lists have in them."""
        flat = flatten(document, schema)
        slots: list[Slot] = []
        parts: list[tuple[str, Form]] = []
        if depth > 0:
            shown = example if isinstance(example, dict) else {}
            required = flat.get("required", ())
            for name, inner in flat.get("properties", {}).items():
                property_schema = _not_null(document, inner)
                value = shown.get(name)
                if MEANING in property_schema:
                    slots.append(Slot.read(document, name, property_schema, value, name in required, depth))
                    continue
                part = cls.read(document, property_schema, value, depth - 1)
                if part.meanings:
                    parts.append((name, part))
        return cls(
            tuple(slots),
            tuple(parts),
            frozenset().union(*(slot.meanings for slot in slots), *(part.meanings for _, part in parts)),
        )

    def fill(self, value: JsonObject, facts: Facts) -> JsonObject:
        """Write facts into an object, in place; a field of which there is no fact is emptied or removed."""
        for slot in self.slots:
            fact = facts.get(slot.meaning)
            if fact is not None:
                value[slot.name] = slot.written(fact)
            elif slot.absent is MISSING:
                value.pop(slot.name, None)
            else:
                value[slot.name] = clone(slot.absent)
        for name, part in self.parts:
            inner = value.get(name)
            if isinstance(inner, dict):
                part.fill(inner, facts)
        return value


@dataclass(frozen=True)
class Row:
    """What an element of a documented list looks like."""

    form: Form
    template: JsonObject = field(repr=False)

    @classmethod
    def read(cls, document: Document, schema: Any, example: Any, tokens: tuple[str, ...]) -> Row:
        """Read the elements of the list at `tokens` inside an object from its schema and an example of it."""
        for token in tokens:
            schema = _not_null(document, schema).get("properties", {}).get(token)
        items = _not_null(document, schema).get("items")
        rows = lookup(example, tokens)
        first = next(iter(rows), None) if isinstance(rows, list) else None
        template = clone(first) if isinstance(first, dict) else sample(document, items)
        if not isinstance(template, dict):
            template = {}
        return cls(Form.read(document, items, template), template)


@dataclass(frozen=True)
class Slot:
    """A field that means something.

    Attributes:
        kinds: The types that the schema allows; empty if it allows any.
        template: What an object or an element of a list looks like before it is filled; None for plain values.
        absent: What stands here when there is no fact; MISSING if the field is left out then.
    """

    name: str
    meaning: str
    kinds: tuple[str, ...]
    form: Form
    template: JsonObject | None = field(repr=False)
    absent: Any

    @classmethod
    def read(
        cls, document: Document, name: str, schema: JsonObject, example: Any, required: bool, depth: int
    ) -> Slot:
        """Read one field; `schema` is flat."""
        kinds = _kinds(schema)
        inner = schema.get("items") if "array" in kinds else schema
        if isinstance(example, list):
            example = next(iter(example), None)
        template = clone(example) if isinstance(example, dict) else sample(document, inner)
        form = Form.read(document, inner, template, depth - 1)
        return cls(
            name=name,
            meaning=str(schema[MEANING]),
            kinds=kinds,
            form=form,
            template=complete(document, inner, template) if isinstance(template, dict) else None,
            absent=_absent(document, schema, kinds, required),
        )

    @property
    def meanings(self) -> frozenset[str]:
        """The field's meaning, and those inside."""
        return self.form.meanings | {self.meaning}

    def written(self, fact: Any) -> Any:
        """Return the field's value for a fact, in the type that the schema asks for."""
        if isinstance(fact, list):
            return [self._part(element) for element in fact]
        return self._part(fact)

    def _part(self, fact: Any) -> Any:
        if isinstance(fact, Mapping):
            if self.form.meanings:
                return self.form.fill(clone(self.template or {}), fact)
            return dict(fact)
        return _typed(fact, self.kinds)


def _typed(fact: Any, kinds: tuple[str, ...]) -> Any:
    """Turn a number into a text, or a fraction into a whole number, where nothing else is allowed."""
    if isinstance(fact, (int, float)) and not isinstance(fact, bool):
        if kinds and not {"integer", "number"} & set(kinds) and "string" in kinds:
            return str(fact)
        if isinstance(fact, float) and "integer" in kinds and "number" not in kinds:
            return round(fact)
    return fact


def _absent(document: Document, schema: JsonObject, kinds: tuple[str, ...], required: bool) -> Any:
    if "null" in kinds:
        return None
    if not required:
        return MISSING
    return [] if "array" in kinds else sample(document, schema)


def _kinds(schema: JsonObject) -> tuple[str, ...]:
    declared = schema.get("type", ())
    return (declared,) if isinstance(declared, str) else tuple(declared)


def _not_null(document: Document, schema: Any) -> JsonObject:
    """Return a flat schema; of one that allows null beside something else, that something, marked nullable."""
    flat = flatten(document, schema)
    for keyword in ("oneOf", "anyOf"):
        alternatives = [flatten(document, option) for option in flat.get(keyword, ())]
        others = [option for option in alternatives if option.get("type") != "null"]
        if len(others) == 1 and len(alternatives) == 2:
            merged = {**others[0], **{key: value for key, value in flat.items() if key != keyword}}
            return {**merged, "type": [*_kinds(others[0]), "null"]}
    return flat
