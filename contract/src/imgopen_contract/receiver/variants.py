"""Payloads that say the same in other words: everything that the schema lets the service do to the documented one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from imgopen_contract.document.expressions import NOTHING, read, written
from imgopen_contract.receiver.kind import Kind, Way
from imgopen_contract.receiver.payloads import Payload, kept, plain, without
from imgopen_contract.receiver.shape import completed, ways_of

_NEW = "added_later"
_NEW_VALUE = {"version": 2, "of": ["the", "service", None], "text": ""}
_LONG = 4000
_SCRIPTS = ' äöüß çñ 漢字 עברית देवनागरी 🦊 "quotes" \\ / <b>&amp;</b> %s {0}\ttab\nline'


def unknown_fields(kind: Kind) -> tuple[Payload, ...]:
    """Return payloads with a field that nobody knows yet: in one object after the other, and in all at once."""
    start = plain(kind).value
    objects = [way for way in ways_of(start) if isinstance(read(start, way), Mapping)]
    single = [(way, written(start, (*way, _NEW), _NEW_VALUE)) for way in objects]
    every = start
    for way, value in reversed(single):
        if kind.keeps(value):
            every = written(every, (*way, _NEW), _NEW_VALUE)
    return kept(
        kind,
        (
            *(Payload(f"an unknown field {_shown((*way, _NEW))}", value) for way, value in single),
            Payload("an unknown field in every object", every),
        ),
    )


def all_fields(kind: Kind) -> tuple[Payload, ...]:
    """Return the payload with every field that the document names."""
    return kept(kind, [Payload("every field that the document names", _completed(kind))])


def optional_parts(kind: Kind) -> tuple[Payload, ...]:
    """Return payloads without what may be left out: one field after the other, emptied lists, and all at once."""
    start = plain(kind).value
    ways = [way for way in ways_of(start) if not kind.places.protects(way)]
    fields = [way for way in ways if isinstance(way[-1], str)]
    lists = [way for way in ways if isinstance(read(start, way), list)]
    return kept(
        kind,
        (
            *(Payload(f"without {_shown(way)}", written(start, way, NOTHING)) for way in fields),
            *(Payload(f"with an empty {_shown(way)}", written(start, way, [])) for way in lists),
            Payload("without anything that may be left out", without(kind, start, fields)),
        ),
    )


def nulls(kind: Kind) -> tuple[Payload, ...]:
    """Return payloads with null wherever the schema admits it, also where the documented payload has one."""
    start = plain(kind).value
    admitting = [way for way in ways_of(_completed(kind)) if _admits_null(kind, start, way)]
    every = start
    for way in admitting:
        every = written(every, way, None)
    at_once = Payload(f"null in {' and '.join(map(_shown, admitting))}", every)
    single = (Payload(f"null in {_shown(way)}", written(start, way, None)) for way in admitting)
    return (at_once, *kept(kind, single)) if admitting else ()


def long_texts(kind: Kind) -> tuple[Payload, ...]:
    """Return the payload with long texts, and with long addresses such as signed ones are."""
    return _with_texts(kind, f"texts of {_LONG} characters", _lengthened)


def other_scripts(kind: Kind) -> tuple[Payload, ...]:
    """Return the payload with texts in many scripts and with the characters that are often escaped wrongly."""
    return _with_texts(
        kind, "texts in many scripts", lambda text: text if _is_address(text) else text + _SCRIPTS
    )


def other_text(kind: Kind, start: Payload) -> Payload:
    """Return a payload that says something else in one of its texts; the same one if it has no free text."""
    for way, value in _texts(kind, start.value):
        changed = written(start.value, way, f"{value} (again)")
        if not _is_address(value) and kind.keeps(changed):
            return Payload(f"{start.label}, told in other words", changed)
    return start


def _admits_null(kind: Kind, start: Any, way: Way) -> bool:
    """Tell whether null may stand at a place, in an object that the payload has."""
    inside = not kind.places.protects(way) and read(start, way[:-1]) is not NOTHING
    return inside and kind.keeps(written(start, way, None))


def _with_texts(kind: Kind, label: str, change: Callable[[str], str]) -> tuple[Payload, ...]:
    value = plain(kind).value
    for way, text in _texts(kind, value):
        changed = written(value, way, change(text))
        value = changed if kind.keeps(changed) else value
    return kept(kind, [Payload(label, value)])


def _texts(kind: Kind, value: Any) -> Iterator[tuple[Way, str]]:
    for way in ways_of(value):
        text = read(value, way)
        if isinstance(text, str) and not kind.places.protects(way):
            yield way, text


def _completed(kind: Kind) -> Any:
    return completed(kind.document, kind.callback.schema, plain(kind).value)


def _lengthened(text: str) -> str:
    if _is_address(text):
        return f"{text}{'&' if urlsplit(text).query else '?'}signature={'f' * (_LONG - len(text))}"
    return f"{text} " + "long " * ((_LONG - len(text)) // 5)


def _is_address(text: str) -> bool:
    return "://" in text


def _shown(way: Way) -> str:
    return ".".join(map(str, way))
