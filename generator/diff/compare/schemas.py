"""Comparing schemas: each pair of component schemas once, by name; what is written in place where it stands."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from generator.diff.compare.composition import compare_composition
from generator.diff.compare.leaves import TEXTS, compare_keys
from generator.diff.compare.objects import compare_objects
from generator.diff.compare.parts import with_parts
from generator.diff.compare.ranges import compare_bounds, compare_pattern, compare_step, compare_unique
from generator.diff.compare.types import (
    compare_constants,
    compare_default,
    compare_format,
    compare_meaning,
    compare_nullability,
    compare_read_only,
    compare_type,
    compare_write_only,
)
from generator.diff.compare.words import in_words, is_null, is_nullable, makes_class, schema_name
from generator.diff.findings import Findings, Scope
from generator.diff.kinds.bounds import LOWER_BOUNDS, UPPER_BOUNDS
from generator.diff.spots import Spot, same, shown
from generator.document.grammar import EXTENSION_PREFIX
from generator.naming import class_name
from generator.source.nodes import MapNode

Pair = tuple[str, str]
_Leaf = Callable[[Findings, Scope, Spot, Spot], None]

_LEAVES: Final[tuple[tuple[tuple[str, ...], _Leaf], ...]] = (
    (("type", "nullable"), compare_type),
    (("enum", "const"), compare_constants),
    (("format",), compare_format),
    (("default",), compare_default),
    ((*LOWER_BOUNDS, *UPPER_BOUNDS), compare_bounds),
    (("multipleOf",), compare_step),
    (("pattern",), compare_pattern),
    (("uniqueItems",), compare_unique),
    (("readOnly",), compare_read_only),
    (("writeOnly",), compare_write_only),
    (("x-meaning",), compare_meaning),
)
_WRAPPERS: Final = ("oneOf", "anyOf", "allOf")
_DONE: Final = frozenset(
    (
        *(key for keys, _ in _LEAVES for key in keys),
        *("properties", "required", "additionalProperties", "patternProperties"),
        *("items", "oneOf", "anyOf", "allOf", "discriminator", "xml"),
        *("contentMediaType", "contentEncoding"),
    )
)


class SchemaComparer:
    """Compares schemas, and remembers which pairs of component schemas belong together."""

    def __init__(self, findings: Findings, old: MapNode, new: MapNode) -> None:
        self.findings = findings
        self.renamed: dict[str, str] = {}
        """New names of component schemas by their old ones."""
        self.named_alike: set[str] = set()
        """Component schemas whose class had the same name when it stood in place, or has it from now on."""
        self.origins: dict[Pair, list[Scope]] = {}
        """Where a component took the place of another one, for each such pair."""
        self._old, self._new = _schemas(old), _schemas(new)
        self._waiting: deque[Pair] = deque()

    def compare(self, scope: Scope, old: Spot, new: Spot) -> None:
        """Compare the schemas at two places."""
        if same(old.value, new.value):
            return
        one, other = schema_name(old), schema_name(new)
        if one is None and other is None:
            self._compare_in_place(scope, old, new)
        elif one is not None and other is not None:
            self._compare_beside(scope, old, new)
            if one != other:
                self._compare_other(scope, old, new, one, other)
        elif _wrapper(old) or _wrapper(new):
            compare_nullability(self.findings, scope, old, new)
            self._compare_unwrapped(scope, old, new)
        else:
            self._compare_moved(scope, old, new, one, other)

    def compare_components(self) -> None:
        """Compare the component schemas of the same name, and those that were found to be renamed."""
        for name, _ in self._old.entries():
            if self._new.has(name):
                self._compare_pair((name, name))
        while self._waiting:
            self._compare_pair(self._waiting.popleft())

    def alone(self) -> tuple[list[Spot], list[Spot]]:
        """Return the component schemas that only the new document has, and those that only the old one has."""
        known = {*self.renamed.values()}
        added = [spot for name, spot in self._new.entries() if not self._old.has(name) and name not in known]
        gone = [
            spot for name, spot in self._old.entries() if not self._new.has(name) and name not in self.renamed
        ]
        return added, gone

    def _compare_pair(self, pair: Pair) -> None:
        old, new = self._old.child(pair[0]), self._new.child(pair[1])
        self.compare(Scope(component=pair, made=class_name(pair[0])), old, new)

    def _compare_beside(self, scope: Scope, old: Spot, new: Spot) -> None:
        done = _DONE - {"default", "x-meaning", "readOnly", "writeOnly"}
        for keys, rule in _LEAVES:
            if keys[0] in ("default", "x-meaning", "readOnly", "writeOnly"):
                self._apply(rule, keys, scope, old, new)
        for key in sorted(done & (old.keys() | new.keys())):
            if not same(old.child(key).value, new.child(key).value):
                self.report_keyword(scope, key, old.child(key), new.child(key))
        compare_keys(self.findings, scope, old, new, {}, done=_DONE)

    def _compare_other(self, scope: Scope, old: Spot, new: Spot, one: str, other: str) -> None:
        is_gone = not self._new.has(one) and not self._old.has(other)
        if is_gone and self.renamed.get(one, other) == other and self._is_free(one, other):
            if one not in self.renamed:
                self.renamed[one] = other
                self._waiting.append((one, other))
            return
        kind = "schema-replaced" if makes_class(old) or makes_class(new) else "alias-replaced"
        self.findings.add(kind, scope, old, new, old=shown(one), new=shown(other))
        if (one, other) not in self.origins:
            self.origins[one, other] = []
            self._waiting.append((one, other))
        self.origins[one, other].append(scope)

    def _is_free(self, one: str, other: str) -> bool:
        return all(new != other or old == one for old, new in self.renamed.items())

    def _compare_moved(self, scope: Scope, old: Spot, new: Spot, one: str | None, other: str | None) -> None:
        """Compare a component with what is written in place."""
        name = one if one is not None else other
        if name is not None and class_name(name) == scope.made:
            self.named_alike.add(name)
        elif one is not None and makes_class(old):
            self.findings.add("schema-inlined", scope, old, new, old=shown(one))
        elif other is not None and makes_class(new):
            self.findings.add("schema-named", scope, old, new, new=shown(other))
        beside = (old, _nothing(new)) if one is not None else (_nothing(old), new)
        self._compare_beside(scope, *beside)
        before, after = old.target(), new.target()
        if not same(before.value, after.value):
            self._compare_in_place(scope, before, after)

    def _compare_in_place(self, scope: Scope, old: Spot, new: Spot) -> None:
        if not (isinstance(old.value, dict) and isinstance(new.value, dict)):
            self._compare_free(scope, old, new)
            return
        compare_nullability(self.findings, scope, old, new)
        if _unwrapped(old, new) != old or _unwrapped(new, old) != new:
            self._compare_unwrapped(scope, old, new)
            return
        self._compare_keywords(scope, old, new)

    def _compare_unwrapped(self, scope: Scope, old: Spot, new: Spot) -> None:
        """Compare two schemas of which one stands alone in an `allOf`, or beside null in a `oneOf`."""
        start = self.findings.count
        self.compare(replace(scope, nullness=False), _unwrapped(old, new), _unwrapped(new, old))
        if self.findings.count == start:
            keyword = _wrapper(old) or _wrapper(new) or "it"
            self.findings.add("written-differently", scope, old, new, keyword=keyword)

    def _compare_keywords(self, scope: Scope, old: Spot, new: Spot) -> None:
        if same_entry(old, new, "allOf"):
            self._compare_each(scope, old, new)
            return
        start = self.findings.count
        self._compare_each(scope, with_parts(old), with_parts(new))
        if self.findings.count == start:
            places = old.child("allOf"), new.child("allOf")
            self.findings.add("written-differently", scope, *places, keyword="allOf")

    def _compare_each(self, scope: Scope, old: Spot, new: Spot) -> None:
        for keys, rule in _LEAVES:
            self._apply(rule, keys, scope, old, new)
        compare_objects(self, scope, old, new)
        compare_composition(self, scope, old, new)
        for key in ("contentMediaType", "contentEncoding"):
            before, after = old.child(key), new.child(key)
            if not same(before.value, after.value):
                data = {"keyword": key, "old": shown(before.value), "new": shown(after.value)}
                self.findings.add("content-encoding-changed", scope, before, after, **data)
        if not same(old.child("xml").value, new.child("xml").value):
            self.findings.add("xml-changed", scope, old.child("xml"), new.child("xml"))
        rest = {key for key in old.keys() | new.keys() if _is_rule(key)} - _DONE
        for key in sorted(rest):
            if not same_entry(old, new, key):
                self.report_keyword(scope, key, old.child(key), new.child(key))
        compare_keys(self.findings, scope, old, new, {}, done=_DONE | rest)

    def _compare_free(self, scope: Scope, old: Spot, new: Spot) -> None:
        """Compare two schemas of which one is `true`, `false`, or missing."""
        if new.value is False:
            self.findings.add("schema-forbidden", scope, old, new)
        elif old.value is False:
            self.findings.add("schema-no-longer-forbidden", scope, old, new)
        elif old.value in (None, True) and new.value in (None, True, {}):
            self.findings.add("written-differently", scope, old, new, keyword="it")
        elif old.value in (None, True):
            self.findings.add("type-stated", scope, old, new, new=in_words(new))
        else:
            self.findings.add("type-no-longer-stated", scope, old, new, old=in_words(old))

    def _apply(self, rule: _Leaf, keys: tuple[str, ...], scope: Scope, old: Spot, new: Spot) -> None:
        """Apply a rule; where it finds nothing in what differs, the same was written in another way."""
        differing = [key for key in keys if not same_entry(old, new, key)]
        start = self.findings.count
        if differing:
            rule(self.findings, scope, old, new)
        if not differing or self.findings.count > start:
            return
        if "type" not in keys or (scope.nullness and is_nullable(old) == is_nullable(new)):
            before, after = old.child(differing[0]), new.child(differing[0])
            self.findings.add("written-differently", scope, before, after, keyword=differing[0])

    def is_renaming(self, one: str, other: str) -> bool:
        """Say whether a component schema of the old document has another name in the new one."""
        is_gone = not self._new.has(one) and not self._old.has(other)
        return is_gone and self.renamed.get(one, other) == other

    def may_be_one(self, one: str | None, other: str | None) -> bool:
        """Say whether two members of a list may be one: by name only where one name took the other's place."""
        if one is None or other is None:
            return one is other
        return self.is_renaming(one, other)

    def report_keyword(self, scope: Scope, key: str, old: Spot, new: Spot) -> None:
        """Report a keyword that has no rule of its own."""
        data = {"keyword": shown(key), "old": shown(old.value), "new": shown(new.value)}
        self.findings.add("keyword-changed", scope, old, new, **data)


def same_entry(old: Spot, new: Spot, key: str) -> bool:
    """Say whether two mappings have the same under a key."""
    return old.has(key) == new.has(key) and same(old.child(key).value, new.child(key).value)


def _is_rule(key: str) -> bool:
    return key not in TEXTS and key != "deprecated" and not key.startswith(EXTENSION_PREFIX)


def _schemas(document: MapNode) -> Spot:
    return Spot(document, (), document).child("components").child("schemas")


def _nothing(spot: Spot) -> Spot:
    return Spot(spot.document, spot.steps, None)


def _wrapper(spot: Spot) -> str | None:
    """Return the keyword that wraps a single schema: `allOf` of one, or `oneOf` of one and null."""
    found = [key for key in _WRAPPERS if spot.has(key)]
    if len(found) != 1 or {"type", "properties", "items", "enum", "const"} & spot.keys():
        return None
    return found[0] if len(_members(spot.child(found[0]))) == 1 else None


def _unwrapped(spot: Spot, other: Spot) -> Spot:
    keyword = _wrapper(spot)
    if keyword is None or other.has(keyword):
        return spot
    return _members(spot.child(keyword))[0]


def _members(spot: Spot) -> list[Spot]:
    return [member for member in spot.items() if not is_null(member.value)]
