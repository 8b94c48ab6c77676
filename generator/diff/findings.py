"""What is found while two documents are compared, before anybody asks whom it reaches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from generator.diff.spots import Spot, Steps
from generator.diff.verdicts import Face, Side
from generator.document.grammar import EXTENSION_PREFIX
from generator.source.nodes import locate


@dataclass(frozen=True, order=True)
class Context:
    """Where something is used: in which message of which operation."""

    operation: str
    side: Side


@dataclass(frozen=True)
class Scope:
    """What is being compared: a part of a message, or of a component schema that many messages may share."""

    contexts: frozenset[Context] = frozenset()
    component: tuple[str, str] | None = None
    """The names of the component schema in the old and the new document."""
    words: tuple[str, ...] = ()
    """The way to the part in words: fields, `[]` for the items of a list."""
    holder: str = ""
    """The class that has the innermost field, without what depends on the side; empty where there is none."""
    made: str = ""
    """The class that an object here becomes, without what depends on the side."""
    field: str = ""
    """The innermost field or parameter."""
    is_argument: bool = False
    """Whether the field is a parameter, and so an argument of the method."""
    place: str = ""
    """Where a parameter stands: `path`, `query`, `header`, `cookie`; empty for a field."""
    is_required: bool = False
    nullness: bool = True
    """Whether null is still to be compared; it is not where a schema around this one said it."""
    without: Face | None = None
    """The face that cannot see the part: what is read-only is not sent."""

    def at(self, *words: str) -> Scope:
        """Return the scope of a part that is no field."""
        return replace(self, words=(*self.words, *words))

    def on(self, side: Side) -> Scope:
        """Return the scope of one message of the same operations."""
        return replace(self, contexts=frozenset(Context(each.operation, side) for each in self.contexts))

    @property
    def operations(self) -> tuple[str, ...]:
        """The operations that are named, in order."""
        return tuple(sorted({context.operation for context in self.contexts}))


@dataclass(frozen=True)
class Finding:
    """One difference."""

    kind: str
    scope: Scope
    old: Steps
    new: Steps
    data: Mapping[str, str] = field(hash=False)
    anchors: tuple[object, ...] = ()
    """What is equal for one place that was copied to several: an extension in a file of its own."""

    @property
    def key(self) -> tuple[object, ...]:
        """What is equal for one difference that is met from several operations."""
        sides = frozenset(context.side for context in self.scope.contexts)
        return self.kind, self.anchors, sides, tuple(sorted(self.data.items()))


class Findings:
    """Collects differences; one that is met again from another operation is kept once, with both."""

    def __init__(self) -> None:
        self._found: dict[tuple[object, ...], Finding] = {}
        self._count = 0

    @property
    def count(self) -> int:
        """How many were reported so far, repeats included."""
        return self._count

    @property
    def all(self) -> list[Finding]:
        """The differences in the order in which they were found."""
        return list(self._found.values())

    def add(self, kind: str, scope: Scope, old: Spot, new: Spot, /, **data: str) -> None:
        """Report a difference; `data` fills the sentence of its kind."""
        self._count += 1
        finding = Finding(kind, scope, old.steps, new.steps, data, (_anchor(old), _anchor(new)))
        known = self._found.get(finding.key)
        if known is not None:
            joined = replace(known.scope, contexts=known.scope.contexts | scope.contexts)
            finding = replace(known, scope=joined)
        self._found[finding.key] = finding


def _anchor(spot: Spot) -> object:
    """Return the way to a place; of one in an extension, line and way from the extension on."""
    for index, step in enumerate(spot.steps):
        if isinstance(step, str) and step.startswith(EXTENSION_PREFIX):
            return locate(spot.document, spot.steps), spot.steps[index:]
    return spot.steps
