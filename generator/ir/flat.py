"""Schemas without `allOf`: what several schemas ask of one value, as one schema."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from generator.document.grammar import EXTENSION_PREFIX
from generator.document.pointer import follow, split_pointer
from generator.document.view import deref
from generator.source.nodes import MapNode, SeqNode

ANNOTATIONS: Final = frozenset(
    (
        *("title", "description", "default", "example", "examples", "deprecated", "format", "$comment"),
        *(
            "externalDocs",
            "readOnly",
            "writeOnly",
            "contentMediaType",
            "contentEncoding",
            "xml",
            "$schema",
            "$id",
            "$defs",
        ),
    )
)
"""Keywords that refuse no value."""
UNIONS: Final = ("oneOf", "anyOf")
_HIGHEST: Final = frozenset({"minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"})
_LOWEST: Final = frozenset({"maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"})
_MOST_MEMBERS: Final = 64


class Flattener:
    """Makes one schema of several; a schema is always turned into the same one."""

    def __init__(self, document: MapNode) -> None:
        self._document = document
        self._known: dict[int, tuple[MapNode, MapNode]] = {}
        self._busy: set[int] = set()
        self._without_null: dict[int, tuple[MapNode, MapNode]] = {}

    def target(self, schema: Any) -> Any:
        """Return what a schema finally is: its references followed, its `allOf` merged."""
        seen: set[int] = set()
        while isinstance(schema, MapNode) and id(schema) not in seen:
            seen.add(id(schema))
            reference = self.reference(schema)
            if reference is None:
                return self.flat(schema)
            schema = self.named(reference)
        return None

    def named(self, reference: MapNode) -> Any:
        """Return what the `$ref` of a schema names, which may be a reference again."""
        try:
            return follow(self._document, split_pointer(str(reference["$ref"]).partition("#")[2]))
        except (LookupError, ValueError):
            return None

    def last(self, reference: MapNode) -> tuple[MapNode, MapNode | None]:
        """Return the last of references that name one another, and the schema that it names."""
        seen: set[int] = set()
        while id(reference) not in seen:
            seen.add(id(reference))
            target = self.named(reference)
            if not isinstance(target, MapNode):
                break
            if not isinstance(target.get("$ref"), str):
                return reference, target
            reference = target
        return reference, None

    def reference(self, schema: MapNode) -> MapNode | None:
        """Return the reference that a schema is: itself, or the only member of its `allOf`, `oneOf` or `anyOf`."""
        if isinstance(schema.get("$ref"), str):
            return schema
        for key in ("allOf", *UNIONS):
            members = schema.get(key)
            if isinstance(members, SeqNode):
                if not _is_plain({name: value for name, value in schema.items() if name != key}):
                    return None
                return self._only_reference(members, may_annotate=key == "allOf")
        return None

    def _only_reference(self, members: SeqNode, *, may_annotate: bool) -> MapNode | None:
        real = [
            member
            for member in members
            if not (may_annotate and isinstance(member, MapNode) and _is_plain(member))
        ]
        only = real[0] if len(real) == 1 else None
        return self.reference(only) if isinstance(only, MapNode) else None

    def non_null(self, schema: MapNode) -> tuple[MapNode, bool]:
        """Return an object's schema without the type null, and whether it had it; always the same one."""
        kinds = schema.get("type")
        if not isinstance(kinds, SeqNode) or "null" not in kinds or "object" not in kinds:
            return schema, False
        known = self._without_null.get(id(schema))
        if known is None:
            copy = schema.without()
            others = SeqNode(kinds.location)
            for kind in kinds:
                if kind != "null":
                    others.push(kind, kinds.location)
            copy.put("type", others[0] if len(others) == 1 else others, schema.at("type"))
            known = self._without_null[id(schema)] = (schema, copy)
        return known[1], True

    def flat(self, schema: MapNode) -> MapNode:
        """Return the schema with its `allOf` merged, and with properties that stand beside a union put into it."""
        if "allOf" not in schema and not _has_both(schema):
            return schema
        known = self._known.get(id(schema))
        if known is not None:
            return known[1]
        if id(schema) in self._busy:
            return schema.without("allOf", *UNIONS)
        self._busy.add(id(schema))
        try:
            result = self._merged(schema)
        finally:
            self._busy.discard(id(schema))
        self._known[id(schema)] = (schema, result)
        return result

    def _merged(self, schema: MapNode) -> MapNode:
        parts = [*self._members(schema), schema.without("allOf")]
        unions = [(part, key) for part in parts for key in UNIONS if isinstance(part.get(key), SeqNode)]
        if len(unions) == 1 and self._can_distribute(*unions[0]):
            return self._distributed(schema, parts, *unions[0])
        merged = MapNode(schema.location)
        for part in parts:
            for key, value in part.items():
                self._put(merged, key, value, part)
        return merged

    def _members(self, schema: MapNode) -> Iterator[MapNode]:
        members = schema.get("allOf")
        for member in members if isinstance(members, SeqNode) else ():
            target = deref(self._document, member)
            if isinstance(target, MapNode):
                yield self.flat(target.without(*UNIONS) if self._offers(target, schema) else target)

    def _offers(self, base: MapNode, schema: MapNode) -> bool:
        """Say whether a schema is one of the alternatives of what it is based on."""
        return any(
            deref(self._document, member) is schema
            for key in UNIONS
            if isinstance(base.get(key), SeqNode)
            for member in base[key]
        )

    def _can_distribute(self, owner: MapNode, key: str) -> bool:
        members = [self.target(member) for member in owner[key]]
        return 1 <= len(members) <= _MOST_MEMBERS and all(
            isinstance(member, MapNode) and (member.get("properties") or member.get("type") == "null")
            for member in members
        )

    def _distributed(self, schema: MapNode, parts: list[MapNode], owner: MapNode, key: str) -> MapNode:
        """Return the union of what every member gives together with all the rest."""
        common = [part.without(key) if part is owner else part for part in parts]
        union = SeqNode(owner[key].location)
        for index, member in enumerate(owner[key]):
            both = SeqNode(schema.location)
            for part in (*common, member):
                both.push(part, schema.location)
            whole = MapNode(owner[key].at(index))
            whole.put("allOf", both, owner[key].at(index))
            union.push(whole, owner[key].at(index))
        result = MapNode(schema.location)
        for name in ("title", "description"):
            if name in schema:
                result.put(name, schema[name], schema.at(name))
        for name in ("discriminator",):
            for part in parts:
                if name in part:
                    result.put(name, part[name], part.at(name))
        result.put(key, union, owner.at(key))
        return result

    def _put(self, merged: MapNode, key: str, value: Any, part: MapNode) -> None:
        if key not in merged:
            merged.put(key, value, part.at(key))
            return
        known = merged[key]
        if key == "properties" and isinstance(known, MapNode) and isinstance(value, MapNode):
            value = _both_properties(known, value)
        elif key == "required" and isinstance(known, list) and isinstance(value, list):
            value = _both_lists(known, value)
        elif key == "type":
            value = _common_type(known, value)
        elif key == "enum" and isinstance(known, list) and isinstance(value, list):
            value = (_common_values(known, value) or known) if known else value
        elif key in _HIGHEST:
            value = max(known, value) if _are_numbers(known, value) else value
        elif key in _LOWEST:
            value = min(known, value) if _are_numbers(known, value) else value
        elif key == "additionalProperties":
            value = known if value is False else value
        merged.put(key, value, part.at(key))


def _has_both(schema: MapNode) -> bool:
    return bool(schema.get("properties")) and any(isinstance(schema.get(key), SeqNode) for key in UNIONS)


def _is_plain(schema: dict[str, Any]) -> bool:
    return all(key in ANNOTATIONS or key.startswith(EXTENSION_PREFIX) for key in schema)


def _both_properties(known: MapNode, more: MapNode) -> MapNode:
    merged = known.without()
    for name, value in more.items():
        if name in known and known[name] is not value and isinstance(known[name], MapNode):
            both = SeqNode(more.at(name))
            for part in (known[name], value):
                both.push(part, more.at(name))
            whole = MapNode(more.at(name))
            whole.put("allOf", both, more.at(name))
            merged.put(name, whole, more.at(name))
        else:
            merged.put(name, value, more.at(name))
    return merged


def _both_lists(known: list[Any], more: list[Any]) -> SeqNode:
    location = known.location if isinstance(known, SeqNode) else more.location  # type: ignore[attr-defined]
    merged = SeqNode(location)
    for value in dict.fromkeys([*known, *more]):
        merged.push(value, location)
    return merged


def _common_type(known: Any, more: Any) -> Any:
    first, second = (value if isinstance(value, list) else [value] for value in (known, more))
    both = {"integer", "number"} if "integer" in (*first, *second) else {"number"}
    common = list(
        dict.fromkeys(
            "integer" if kind == "number" and "integer" in both else kind
            for kind in first
            if kind in second or (kind in both and both & set(second))
        )
    )
    if len(common) == 1:
        return common[0]
    return common or more


def _common_values(known: list[Any], more: list[Any]) -> list[Any]:
    return [value for value in known if value in more]


def _are_numbers(*values: Any) -> bool:
    return all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in values)
