"""Checks that post one payload after the other, each of which has to be acknowledged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from imgopen_contract.receiver import payloads, variants
from imgopen_contract.receiver.check import Check, Probe
from imgopen_contract.receiver.kind import Kind
from imgopen_contract.receiver.parcel import compact, escaped, pretty, reordered
from imgopen_contract.receiver.payloads import Payload, plain
from imgopen_contract.receiver.trial import Exchange, Trial


@dataclass(frozen=True)
class _Family:
    name: str
    title: str
    hint: str
    payloads: Callable[[Kind], tuple[Payload, ...]]


_FAMILIES = (
    _Family(
        "documented",
        "every documented payload is acknowledged",
        "answer with the JSON object that the document asks for once the result is stored, whatever the HTTP "
        "status; an empty answer does not acknowledge",
        payloads.documented,
    ),
    _Family(
        "results",
        "what the other operations give is acknowledged",
        "several operations share this callback, and their results stand in other fields",
        payloads.results,
    ),
    _Family(
        "failed",
        "a task that failed is acknowledged",
        "acknowledge failed tasks too, also in a state that no list has; a callback that is not acknowledged is "
        "sent again and says the same",
        payloads.failed,
    ),
    _Family(
        "unknown-fields",
        "fields that nobody knows yet are overlooked",
        "let the model of the payload ignore unknown fields at every depth; the document leaves it open",
        variants.unknown_fields,
    ),
    _Family(
        "all-fields",
        "a payload with every field that the document names is acknowledged",
        "a field that your code does not need must not disturb it",
        variants.all_fields,
    ),
    _Family(
        "optional-parts",
        "what may be left out may be missing",
        "give optional fields a default, and reckon with empty lists; sent again, the callback will not have more",
        variants.optional_parts,
    ),
    _Family(
        "nulls",
        "null is taken where the document admits it",
        "let the fields named here be null in the model of the payload",
        variants.nulls,
    ),
    _Family(
        "long-texts",
        "long texts and long addresses are taken",
        "the document sets no length: look at limits of the body, of columns of the database, of log lines",
        variants.long_texts,
    ),
    _Family(
        "other-scripts",
        "texts in any script are taken",
        "read the body as UTF-8, and store it in columns that hold all of Unicode",
        variants.other_scripts,
    ),
)


def valid_checks(kind: Kind) -> Iterator[Check]:
    """Give the checks of single payloads, without those for which the document gives no payload."""
    for family in _FAMILIES:
        chosen = family.payloads(kind)
        if chosen:
            yield Check(kind, family.name, family.title, family.hint, _each(chosen))
    yield Check(
        kind,
        "acknowledgement",
        "the acknowledgement looks as the document has it",
        "answer with the documented HTTP status and Content-Type; some proxies and clients look at them",
        lambda trial: [trial.form(trial.parcel(plain(kind)))],
    )
    yield Check(
        kind,
        "json-forms",
        "JSON may be written in any way",
        "parse the body with a JSON parser, and do not look for texts in it",
        _in_forms,
    )
    yield Check(
        kind,
        "charset",
        "the Content-Type may have a charset",
        "compare the media type without its parameters",
        _with_charset,
    )
    yield Check(
        kind,
        "no-length",
        "a body of unknown length, sent in chunks, is read",
        "read the body to its end instead of Content-Length bytes; behind a server that cannot do that, put a "
        "proxy that can",
        lambda trial: [trial.send(replace(trial.parcel(plain(kind)), sized=False))],
    )


def _each(chosen: Iterable[Payload]) -> Probe:
    return lambda trial: (trial.send(trial.parcel(payload)) for payload in chosen)


def _in_forms(trial: Trial) -> Iterator[Exchange]:
    payload = plain(trial.kind)
    for encode, form in (
        (compact, "as short as can be"),
        (escaped, "in ASCII"),
        (pretty, "on many lines"),
        (reordered, "in the opposite order"),
    ):
        parcel = trial.parcel(payload, encode=encode)
        yield trial.send(replace(parcel, label=f"{parcel.label}, {form}"))


def _with_charset(trial: Trial) -> Iterator[Exchange]:
    for ending in ("; charset=utf-8", ";charset=UTF-8"):
        parcel = trial.parcel(plain(trial.kind))
        named = f"{parcel.content_type}{ending}"
        yield trial.send(replace(parcel, content_type=named, label=f"{parcel.label} as {named}"))
