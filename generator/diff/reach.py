"""Which messages of which operations hold a component schema, and where in them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from generator.diff.findings import Context
from generator.diff.spots import shown
from generator.diff.verdicts import Face, Side
from generator.document.grammar import METHODS, child_of, walk
from generator.document.pointer import split_pointer
from generator.document.view import OperationView, deref
from generator.source.nodes import MapNode

_SCHEMAS: Final = "#/components/schemas/"

Words = tuple[str, ...]


@dataclass(frozen=True)
class _Found:
    """A component schema that a schema refers to: where in it, and which face cannot see that place."""

    name: str
    words: Words
    without: frozenset[Face]


@dataclass(frozen=True)
class _Use:
    """What refers to a component schema: a message, or another component."""

    user: Context | str
    found: _Found


class Reach:
    """Knows what every component schema of a document is used for."""

    def __init__(self, document: MapNode, views: Mapping[str, OperationView]) -> None:
        self._document = document
        self._views = views
        self._cache: dict[int, tuple[_Found, ...]] = {}
        self._known: dict[str, dict[Context, Words]] = {}

    def of(self, name: str) -> dict[Context, Words]:
        """Return the messages that hold a component schema, each with the shortest way to it."""
        if name not in self._known:
            self._known[name] = self._search(name)
        return self._known[name]

    def _search(self, name: str) -> dict[Context, Words]:
        reached: dict[Context, Words] = {}
        waiting: deque[tuple[str, Words, frozenset[Face]]] = deque([(name, (), frozenset())])
        seen = {(name, frozenset[Face]())}
        while waiting:
            current, words, without = waiting.popleft()
            for use in self._users.get(current, ()):
                way, hidden = (*use.found.words, *words), without | use.found.without
                if isinstance(use.user, Context):
                    if use.user.side.face not in hidden:
                        reached.setdefault(use.user, way)
                elif (use.user, hidden) not in seen:
                    seen.add((use.user, hidden))
                    waiting.append((use.user, way, hidden))
        return reached

    @cached_property
    def _users(self) -> dict[str, list[_Use]]:
        """What refers to each component schema; found when it is first asked for."""
        users: dict[str, list[_Use]] = {}
        for use in self._uses():
            users.setdefault(use.found.name, []).append(use)
        return users

    def _uses(self) -> Iterator[_Use]:
        for label, view in self._views.items():
            yield from self._of_operation(label, view.item, view.node)
        for name, item in _items(self._document.get("webhooks")):
            yield from self._of_posted(webhook_label(name), deref(self._document, item))
        for name, schema in _schemas(self._document):
            yield from self._of_schema(name, schema)
        yield from self._of_descendants()

    def _of_operation(self, label: str, item: MapNode, node: MapNode) -> Iterator[_Use]:
        request, response = Context(label, Side.request), Context(label, Side.response)
        for holder in (item, node):
            for parameter in holder.get("parameters") or ():
                yield from self._of_carrier(request, deref(self._document, parameter))
        yield from self._of_carrier(request, deref(self._document, node.get("requestBody")))
        yield from self._of_answers(response, node)
        for _, callback in _items(node.get("callbacks")):
            for _, posted in _items(deref(self._document, callback)):
                yield from self._of_posted(label, deref(self._document, posted))

    def _of_posted(self, label: str, item: Any) -> Iterator[_Use]:
        for method in METHODS:
            node = item.get(method) if isinstance(item, dict) else None
            if isinstance(node, dict):
                posted = Context(label, Side.callback)
                for parameter in node.get("parameters") or ():
                    yield from self._of_carrier(posted, deref(self._document, parameter))
                yield from self._of_carrier(posted, deref(self._document, node.get("requestBody")))
                yield from self._of_answers(Context(label, Side.acknowledgement), node)

    def _of_answers(self, context: Context, node: dict[str, Any]) -> Iterator[_Use]:
        for _, response in _items(node.get("responses")):
            answer = deref(self._document, response)
            yield from self._of_carrier(context, answer)
            for _, header in _items(answer.get("headers") if isinstance(answer, dict) else None):
                yield from self._of_carrier(context, deref(self._document, header))

    def _of_carrier(self, context: Context, carrier: Any) -> Iterator[_Use]:
        if not isinstance(carrier, dict):
            return
        words = (shown(carrier["name"]),) if "in" in carrier and "name" in carrier else ()
        if "schema" in carrier:
            yield from self._of_schema(context, carrier["schema"], words)
        for _, media in _items(carrier.get("content")):
            yield from self._of_schema(
                context, media.get("schema") if isinstance(media, dict) else None, words
            )

    def _of_schema(self, user: Context | str, schema: Any, words: Words = ()) -> Iterator[_Use]:
        for found in self._found_in(schema):
            way = _Found(found.name, (*words, *found.words), found.without)
            yield _Use(user, way)

    def _of_descendants(self) -> Iterator[_Use]:
        """Yield that whatever takes a schema with a discriminator also takes those that extend it."""
        schemas = dict(_schemas(self._document))
        for name, schema in schemas.items():
            for part in schema.get("allOf") or () if isinstance(schema, dict) else ():
                base = _name_of(part)
                parent = schemas.get(base) if base is not None else None
                if base is not None and isinstance(parent, dict) and "discriminator" in parent:
                    yield _Use(base, _Found(name, (), frozenset()))

    def _found_in(self, schema: Any) -> tuple[_Found, ...]:
        if not isinstance(schema, dict):
            return ()
        if id(schema) not in self._cache:
            self._cache[id(schema)] = tuple(self._search_schema(schema, (), frozenset()))
        return self._cache[id(schema)]

    def _search_schema(self, schema: Any, words: Words, without: frozenset[Face]) -> Iterator[_Found]:
        if not isinstance(schema, dict):
            return
        name = _name_of(schema)
        if name is not None:
            yield _Found(name, words, without)
        for _, target in _items(
            (schema.get("discriminator") or {}).get("mapping")
            if isinstance(schema.get("discriminator"), dict)
            else None
        ):
            if isinstance(target, str):
                yield _Found(target.removeprefix(_SCHEMAS), words, without)
        for key, value in schema.items():
            child = child_of("schema", key)
            if child.kind != "schema":
                continue
            if child.shape == "one":
                step = {"items": ("[]",), "additionalProperties": ("*",)}.get(key, ())
                yield from self._search_schema(value, (*words, *step), without)
            elif child.shape == "list":
                for entry in value if isinstance(value, list) else ():
                    yield from self._search_schema(entry, words, without)
            else:
                for field, entry in _items(value):
                    hidden = without | self._hidden(entry)
                    yield from self._search_schema(entry, (*words, shown(field)), hidden)

    def _hidden(self, field: Any) -> frozenset[Face]:
        said = [each for each in (field, deref(self._document, field)) if isinstance(each, dict)]
        flags: tuple[tuple[str, Face], ...] = (("readOnly", "sent"), ("writeOnly", "received"))
        return frozenset(face for key, face in flags if any(each.get(key) is True for each in said))


def webhook_label(name: str) -> str:
    """Return what a webhook is called in reports."""
    return f"webhook {shown(name)}"


def used_components(document: MapNode) -> set[tuple[str, str]]:
    """Return section and name of the components that operations and webhooks lead to."""
    found: set[tuple[str, str]] = set()
    waiting: list[tuple[Any, str]] = []
    for key in ("paths", "webhooks"):
        waiting += [(item, "pathItem") for _, item in _items(document.get(key))]
    while waiting:
        node, kind = waiting.pop()
        for visit in walk(node, kind):
            reference = visit.node.get("$ref")
            if isinstance(reference, str) and reference.startswith("#/components/"):
                steps = split_pointer(reference[1:])
                if len(steps) == 3 and (steps[1], steps[2]) not in found:
                    found.add((steps[1], steps[2]))
                    waiting.append((deref(document, visit.node), visit.kind))
    return found


def _schemas(document: MapNode) -> list[tuple[str, Any]]:
    components = document.get("components")
    return _items(components.get("schemas")) if isinstance(components, dict) else []


def _items(value: Any) -> list[tuple[str, Any]]:
    return list(value.items()) if isinstance(value, dict) else []


def _name_of(schema: Any) -> str | None:
    reference = schema.get("$ref") if isinstance(schema, dict) else None
    if not isinstance(reference, str) or not reference.startswith(_SCHEMAS):
        return None
    return reference.removeprefix(_SCHEMAS).replace("~1", "/").replace("~0", "~")
