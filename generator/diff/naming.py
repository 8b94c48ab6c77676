"""Which names of the generated package a difference affects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from generator.diff.findings import Context, Finding, Scope
from generator.diff.names import PythonNames
from generator.diff.reach import Reach, Words
from generator.diff.verdicts import Side
from generator.naming import class_name

_RENAMED: Final = frozenset(
    {"operation-id-changed", "tag-changed", "parameter-renamed", "property-renamed", "schema-renamed"}
)
_COLLECTIONS: Final = frozenset({"pagination-stated", "pagination-no-longer-stated", "collection-renamed"})
_SCHEMAS: Final = frozenset({"schema-added", "schema-removed", "schema-renamed"})
_CLIENT: Final = frozenset({"title-renamed-client", "server-url-changed"})


class NameFinder:
    """Finds the Python names of differences: the old ones, the new ones of what is new, both of what is renamed."""

    def __init__(self, old: PythonNames, new: PythonNames, reaches: tuple[Reach, Reach]) -> None:
        self._old, self._new = old, new
        self._reaches = reaches

    def of(self, finding: Finding, ways: Mapping[Context, Words], side: Side) -> tuple[str, ...]:
        """Return the names for one difference on one side."""
        names = self._named(finding, ways, side)
        return tuple(dict.fromkeys(name for name in names if name))

    def _named(self, finding: Finding, ways: Mapping[Context, Words], side: Side) -> Iterable[str | None]:
        if "old_name" in finding.data:
            return finding.data["old_name"], finding.data["new_name"]
        if finding.kind in _CLIENT:
            return self._clients(finding)
        if finding.kind.startswith(("scheme-", "scope-")):
            return self._credentials(finding)
        if finding.kind in _COLLECTIONS:
            return (f"client.{finding.data[key]}" for key in ("old", "new") if key in finding.data)
        if finding.kind in _SCHEMAS:
            return self._classes(finding)
        if finding.scope.field:
            return self._fields(finding, ways, side)
        model = self._model(finding, side)
        return (model,) if model is not None else self._methods(finding, ways, side)

    def _model(self, finding: Finding, side: Side) -> str | None:
        """Return the class of a component that is no field of another."""
        if finding.scope.component is None or not finding.scope.made:
            return None
        return self._old.model(*self._called(finding.scope, finding.scope.made, side))

    def _clients(self, finding: Finding) -> Iterator[str]:
        yield from self._old.client()
        if finding.kind == "title-renamed-client":
            yield from self._new.client()

    def _credentials(self, finding: Finding) -> Iterator[str]:
        yield self._old.credential(finding.scope.field)
        if finding.kind == "scheme-renamed":
            yield self._new.credential(str(finding.new[-1]))

    def _methods(self, finding: Finding, ways: Mapping[Context, Words], side: Side) -> Iterator[str | None]:
        for label in sorted({context.operation for context in ways}):
            is_renamed = finding.kind in _RENAMED
            whole = self._old.whole(label) or self._new.whole(label) if side is Side.request else None
            yield whole or self._old.method(label) or self._new.method(label)
            if is_renamed:
                yield self._new.method(label)

    def _classes(self, finding: Finding) -> Iterator[str | None]:
        name = finding.scope.made
        if finding.kind != "schema-added":
            yield self._old.model(class_name(name), f"{class_name(name)}Input")
        if finding.kind != "schema-removed":
            name = str(finding.new[-1])
            yield self._new.model(class_name(name), f"{class_name(name)}Input")

    def _fields(self, finding: Finding, ways: Mapping[Context, Words], side: Side) -> Iterator[str | None]:
        scope = finding.scope
        is_new = finding.kind.endswith("-added") and (
            "property" in finding.kind or "parameter" in finding.kind
        )
        renamed = str(finding.new[-1]) if finding.kind == "property-renamed" else ""
        if finding.kind == "parameter-renamed":
            renamed = finding.data["new"]
        for names, field in (
            ((self._new, scope.field),) if is_new else ((self._old, scope.field), (self._new, renamed))
        ):
            if not field:
                continue
            found: list[str | None] = list(self._fields_of(names, field, finding, ways, side))
            if names is self._old and not any("(" in str(name) for name in found):
                more = self._fields_of(self._new, field, finding, ways, side)
                found = [*(name for name in more if "(" in name), *found]
            yield from found or [names.method(label) for label in sorted({each.operation for each in ways})]

    def _fields_of(
        self, names: PythonNames, field: str, finding: Finding, ways: Mapping[Context, Words], side: Side
    ) -> Iterator[str]:
        scope = finding.scope
        for context, way in sorted(ways.items()):
            if scope.is_argument or (context.side is Side.request and len((*way, *scope.words)) == 1):
                argument = names.argument(context.operation, scope.place or "body", field)
                if argument is not None:
                    yield argument
        if not scope.is_argument and scope.holder:
            attribute = names.attribute(field, *self._called(scope, scope.holder, side))
            if attribute is not None:
                yield attribute

    def _called(self, scope: Scope, name: str, side: Side) -> Iterator[str]:
        """Yield what a class may be called: what is sent has its own where both sides use it."""
        if side.face == "sent" and scope.component is not None:
            root = class_name(scope.component[0])
            if any(context.side.face == "received" for context in self._reaches[0].of(scope.component[0])):
                yield f"{root}Input{name.removeprefix(root)}"
        yield name
