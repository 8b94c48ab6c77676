"""From differences to changes: whom each one reaches, what it means to them, and what to call it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.diff.change import Change, Position
from generator.diff.compare.schemas import SchemaComparer
from generator.diff.findings import Context, Finding, Scope
from generator.diff.kinds import KINDS
from generator.diff.naming import NameFinder
from generator.diff.reach import Reach, Words
from generator.diff.source import Source
from generator.diff.spots import Steps
from generator.diff.verdicts import Face, Impact, Side
from generator.document.pointer import join_pointer
from generator.source.nodes import locate

_SIDES = {
    Side.none: "",
    Side.request: "",
    Side.response: "answer",
    Side.callback: "callback",
    Side.acknowledgement: "acknowledgement",
}
_FEW = 3
_RENAMED = frozenset({"property-renamed", "parameter-renamed"})
_OF_SCHEMAS = frozenset({"schema-added", "schema-removed", "schema-renamed"})
"""Kinds that name the schema themselves."""


@dataclass(frozen=True)
class _Users:
    """The messages that a difference reaches, each with the way to the component in which it lies."""

    ways: Mapping[Context, Words]
    is_used: bool


class Assembler:
    """Makes changes of differences."""

    def __init__(
        self,
        old: Source,
        new: Source,
        reaches: tuple[Reach, Reach],
        schemas: SchemaComparer,
        names: NameFinder,
    ) -> None:
        self._old, self._new = old, new
        self._reaches = reaches
        self._schemas = schemas
        self._names = names

    def changes(self, findings: Iterable[Finding]) -> tuple[Change, ...]:
        """Return the changes, the worst first, then by what they are about."""
        found = dict.fromkeys(change for finding in findings for change in self._judged(finding))
        return tuple(
            sorted(
                found,
                key=lambda change: (change.impact.rank, *_first(change.operations), change.new, change.kind),
            )
        )

    def broken(self, findings: Iterable[Finding]) -> frozenset[tuple[Context, str]]:
        """Return the messages that findings break, each with the outermost field; none where it is the message."""
        found = set()
        for finding in findings:
            kind, scope = KINDS[finding.kind], finding.scope
            for context, words in self._users(scope).ways.items():
                is_seen = context.side.face != scope.without
                if is_seen and kind.verdict_on(context.side).impact is Impact.breaking:
                    way = (*words, *scope.words)
                    found.add((context, way[0] if way else ""))
                    if len(way) == 1 and finding.kind in _RENAMED:
                        found.add((context, finding.data["new"]))
        return frozenset(found)

    def contexts(self, scope: Scope) -> frozenset[Context]:
        """Return the messages that a scope is about."""
        return frozenset(self._users(scope).ways)

    def _judged(self, finding: Finding) -> Iterable[Change]:
        users = self._users(finding.scope)
        faces: dict[Face, dict[Context, Words]] = {}
        for context, words in sorted(users.ways.items()):
            if context.side.face != finding.scope.without:
                faces.setdefault(context.side.face, {})[context] = words
        kind = KINDS[finding.kind]
        if not faces or ("api" in kind.verdicts and kind.verdicts.keys() == {"api"}):
            yield self._change(finding, users.ways, Side.none, is_used=users.is_used)
            return
        for ways in faces.values():
            sides = tuple(side for side in Side if any(context.side is side for context in ways))
            yield self._change(finding, ways, *sides)

    def _change(
        self, finding: Finding, ways: Mapping[Context, Words], *sides: Side, is_used: bool = True
    ) -> Change:
        kind, side = KINDS[finding.kind], sides[0]
        verdict = kind.verdict_on(side)
        operations = tuple(sorted({context.operation for context in ways}))
        return Change(
            kind=kind.id_on(side, is_used=is_used),
            impact=verdict.impact,
            bump=verdict.bump,
            topic=kind.topic,
            side=side,
            sides=sides,
            operations=operations,
            where=_where(finding.kind, finding.scope, ways, sides, operations),
            what=kind.sentence.format_map(finding.data),
            old=_position(self._old, finding.old),
            new=_position(self._new, finding.new),
            python=self._names.of(finding, ways, side),
        )

    def _users(self, scope: Scope, above: frozenset[tuple[str, str]] = frozenset()) -> _Users:
        if scope.component is None:
            return _Users(dict.fromkeys(scope.contexts, ()), is_used=True)
        pair = scope.component
        if pair in self._schemas.origins and pair not in above:
            ways: dict[Context, Words] = {}
            for origin in self._schemas.origins[pair]:
                found = self._users(origin, above | {pair})
                for context, words in found.ways.items():
                    ways.setdefault(context, (*words, *origin.words))
            return _Users(ways, is_used=bool(ways))
        old, new = self._reaches[0].of(pair[0]), self._reaches[1].of(pair[1])
        both = {context: words for context, words in old.items() if context in new} or {**new, **old}
        return _Users(both, is_used=bool(both))


def _where(
    kind: str,
    scope: Scope,
    ways: Mapping[Context, Words],
    sides: tuple[Side, ...],
    operations: tuple[str, ...],
) -> str:
    word = next((_SIDES[side] for side in sides if _SIDES[side]), "")
    words = scope.words
    subject = ""
    if len(operations) == 1:
        subject = operations[0]
        words = (*min(ways.values(), key=len), *words)
    elif scope.component is not None and kind not in _OF_SCHEMAS:
        word, subject = "", scope.component[0]
    elif operations:
        subject = ", ".join(operations) if len(operations) <= _FEW else f"{len(operations)} operations"
    return ": ".join(part for part in (subject, word, path_in_words(words)) if part)


def path_in_words(words: Words) -> str:
    """Return the way to a field: `data.rows[].name`."""
    text = ""
    for word in words:
        text += word if word == "[]" or not text else f".{word}"
    return text


def _position(source: Source, steps: Steps) -> Position:
    location = locate(source.document, steps)
    node: object = source.document
    depth = 0
    for step in steps:
        if isinstance(node, dict) and step in node:
            node = node[step]
        elif isinstance(node, list) and isinstance(step, int) and step < len(node):
            node = node[step]
        else:
            break
        depth += 1
    return Position(
        source.shown(location.file), location.line, join_pointer(steps[:depth]), exists=depth == len(steps)
    )


def _first(operations: tuple[str, ...]) -> tuple[str, int]:
    return (operations[0], 0) if operations else ("", 1)
