"""What the service may post: the documented payloads, and those of other results and other states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from imgopen_contract.document.expressions import NOTHING, read, written
from imgopen_contract.receiver.kind import Kind, Way, text_of
from imgopen_contract.receiver.shape import items_of, parts_of, properties_of, sample, ways_of

_SINGLE = {"pictures": "picture"}
"""What stands for a result where there is no field for all of it, as `x-task` has it."""

_FAILED = "the task failed"


@dataclass(frozen=True)
class Payload:
    """A payload.

    Attributes:
        label: What is special about it, for people.
        value: The JSON; its ids are documented ones.
    """

    label: str
    value: Any = field(repr=False)


def documented(kind: Kind) -> tuple[Payload, ...]:
    """Return the documented payloads."""
    return tuple(Payload(f'the documented payload "{name}"', value) for name, value in kind.payloads.items())


def plain(kind: Kind) -> Payload:
    """Return the payload that others are made from: a documented one of a task that succeeded, if there is one."""
    places = kind.places
    told = [payload for payload in documented(kind) if read(payload.value, places.state) in places.succeeded]
    return (told or documented(kind))[0]


def failed(kind: Kind) -> tuple[Payload, ...]:
    """Return payloads of tasks that failed, with and without what is left of their results."""
    start, places = plain(kind).value, kind.places
    return kept(
        kind,
        (
            Payload(f"a task that failed, state {text_of(state)}{ending}", _failing(kind, value, state))
            for state in (*places.failed, *_unlisted(places.listed))
            for value, ending in ((_without_results(kind, start), ""), (start, ", and a result all the same"))
        ),
    )


def results(kind: Kind) -> tuple[Payload, ...]:
    """Return a payload for each sort of result that the operations have, as far as it differs from the documented."""
    by_result: dict[tuple[str, ...], list[str]] = {}
    for operation in kind.operations:
        by_result.setdefault(tuple(operation.task.get("results", ())), []).append(operation.id)
    return kept(
        kind,
        (
            Payload(f"a task of {names[0]}, which gives {_list(names_of)}", _with_results(kind, names_of))
            for names_of, names in by_result.items()
        ),
    )


def kept(kind: Kind, payloads: Iterable[Payload]) -> tuple[Payload, ...]:
    """Return those that keep the schema, each once, and none that is documented."""
    seen = [text_of(value) for value in kind.payloads.values()]
    chosen = []
    for payload in payloads:
        text = text_of(payload.value)
        if text not in seen and kind.keeps(payload.value):
            seen.append(text)
            chosen.append(payload)
    return tuple(chosen)


def without(kind: Kind, value: Any, ways: Iterable[Way]) -> Any:
    """Return a copy without what stands at some places, as far as the schema lets it be left out."""
    for way in ways:
        if read(value, way) is not NOTHING:
            less = written(value, way, NOTHING)
            value = less if kind.keeps(less) else value
    return value


def _failing(kind: Kind, value: Any, state: Any) -> Any:
    changed = written(value, kind.places.state, state)
    with_message = written(changed, kind.places.message, _FAILED) if kind.places.message else changed
    return with_message if kind.keeps(with_message) else changed


def _unlisted(listed: tuple[Any, ...]) -> Iterator[Any]:
    """Give a state that no list has, which means failure as well."""
    if listed and all(isinstance(value, str) for value in listed):
        yield "-".join(listed)
    elif listed and all(isinstance(value, int) for value in listed):
        yield max(listed) + 93


def _without_results(kind: Kind, value: Any) -> Any:
    return without(kind, value, [way for way, _, _ in _result_places(kind, value)])


def _with_results(kind: Kind, wanted: tuple[str, ...]) -> Any:
    """Return the plain payload with these results and no others."""
    value = plain(kind).value
    every = {_SINGLE.get(name, name) for name in wanted} | set(wanted)
    value = without(
        kind, value, [way for way, meaning, _ in _result_places(kind, value) if meaning not in every]
    )
    for name in wanted:
        fields = {meaning: (way, schema) for way, meaning, schema in _result_places(kind, value)}
        way, schema = fields.get(name) or fields.get(_SINGLE.get(name, name)) or ((), {})
        if way and read(value, way) is NOTHING:
            value = written(value, way, sample(kind.document, schema))
    return value


def _result_places(kind: Kind, value: Any) -> list[tuple[Way, str, Mapping[str, Any]]]:
    """Return where objects of a payload have a result or could have one: the way, which one, and its schema."""
    words = {word for found in kind.document.operations for word in found.task.get("results", ())}
    words |= {_SINGLE[word] for word in words & _SINGLE.keys()}
    places: list[tuple[Way, str, Mapping[str, Any]]] = []
    for way in ways_of(value):
        if isinstance(read(value, way), Mapping) and not any(
            way[: len(outer)] == outer for outer, _, _ in places
        ):
            for name, schema in properties_of(kind.document, _schema_at(kind, way)).items():
                meaning = next(
                    (part["x-meaning"] for part in parts_of(kind.document, schema) if "x-meaning" in part), ""
                )
                if meaning in words:
                    places.append(((*way, name), meaning, schema))
    return places


def _schema_at(kind: Kind, way: Way) -> Mapping[str, Any]:
    schema: Mapping[str, Any] = kind.callback.schema
    for step in way:
        if isinstance(step, int):
            schema = items_of(kind.document, schema)
        else:
            schema = properties_of(kind.document, schema).get(step, {})
    return schema


def _list(names: tuple[str, ...]) -> str:
    return " and ".join(names) or "no result"
