"""Which class of the new package stands where one of the old package stood, and in which messages."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from generator.diff.findings import Context
from generator.ir import Api
from generator.ir.model import Model
from generator.ir.types import ListOf, MapOf, Named, OneOf, Type
from generator.naming import class_name

_SUFFIX: Final = "Input"
OF_NAMES: Final = frozenset({"schema-replaced", "schema-named", "schema-inlined"})
"""Kinds that say no more than that a class has another name."""

Pair = tuple[str, str]


@dataclass
class ClassPairs:
    """The classes that stand in the same places of two packages, from the types of messages down."""

    old: Api
    new: Api
    _users: dict[Pair, set[Context | Pair]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._models = tuple({model.ref.name: model for model in api.models} for api in (self.old, self.new))

    def add(self, context: Context, old: Type, new: Type) -> None:
        """Note what stands in a message, and all that follows from it."""
        waiting: list[tuple[Context | Pair, Type, Type]] = [(context, old, new)]
        while waiting:
            user, one, other = waiting.pop()
            for pair in _pairs(_named(one), _named(other)):
                is_new = pair not in self._users
                self._users.setdefault(pair, set()).add(user)
                if is_new:
                    waiting += [(pair, first, second) for first, second in self._fields(pair)]

    def models(self, pair: Pair) -> tuple[Model, Model] | None:
        """Return two classes; None where one of them is no model."""
        old, new = self._models[0].get(pair[0]), self._models[1].get(pair[1])
        return (old, new) if old is not None and new is not None else None

    def __iter__(self) -> Iterator[Pair]:
        """Yield the pairs in the order of their names."""
        return iter(sorted(self._users))

    @property
    def replaced(self) -> set[Pair]:
        """The pairs in which the new class has another name."""
        return {pair for pair in self._users if pair[0] != pair[1]}

    def contexts(self, pair: Pair) -> frozenset[Context]:
        """Return the messages in which a pair of classes is met."""
        found: set[Context] = set()
        seen, waiting = {pair}, [pair]
        while waiting:
            for user in self._users.get(waiting.pop(), ()):
                if isinstance(user, Context):
                    found.add(user)
                elif user not in seen:
                    seen.add(user)
                    waiting.append(user)
        return frozenset(found)

    def says(self, data: Mapping[str, str], contexts: Collection[Context]) -> bool:
        """Say whether the classes tell what the document's comparison says of a schema's name in some messages."""
        if not contexts:
            return False
        wanted = [class_name(data[key]) if key in data else None for key in ("old", "new")]
        told: set[Context] = set()
        for pair in self.replaced:
            if all(name in (None, own, _root(own)) for name, own in zip(wanted, pair, strict=True)):
                told |= self.contexts(pair)
        return told.issuperset(contexts)

    def _fields(self, pair: Pair) -> Iterator[tuple[Type, Type]]:
        models = self.models(pair)
        if models is None:
            return
        new = {entry.wire_name: entry.type for entry in models[1].fields}
        for entry in models[0].fields:
            if entry.wire_name in new:
                yield entry.type, new[entry.wire_name]


def _named(kind: Type) -> list[str]:
    """Return the names of the models in a type."""
    if isinstance(kind, Named):
        return [kind.name] if kind.is_model else []
    if isinstance(kind, ListOf):
        return _named(kind.item)
    if isinstance(kind, MapOf):
        return _named(kind.value)
    if isinstance(kind, OneOf):
        return list(dict.fromkeys(name for member in kind.members for name in _named(member)))
    return []


def _pairs(old: list[str], new: list[str]) -> Iterator[Pair]:
    """Yield the classes that belong together: of one name, of one schema, or left alone on both sides."""
    gone = [name for name in old if name not in new]
    fresh = [name for name in new if name not in old]
    yield from ((name, name) for name in old if name in new)
    for name in list(gone):
        other = next((each for each in fresh if _root(each) == _root(name)), None)
        if other is not None:
            gone.remove(name)
            fresh.remove(other)
            yield name, other
    if len(gone) == len(fresh) == 1:
        yield gone[0], fresh[0]


def _root(name: str) -> str:
    return name.removesuffix(_SUFFIX)
