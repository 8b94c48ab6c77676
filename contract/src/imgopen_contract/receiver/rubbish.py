"""Checks that post what is no callback: an acknowledgement would count a lost result as delivered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from imgopen_contract.delivery import json_of
from imgopen_contract.document.expressions import NOTHING, read, written
from imgopen_contract.receiver.check import Check
from imgopen_contract.receiver.kind import Kind, text_of
from imgopen_contract.receiver.parcel import compact
from imgopen_contract.receiver.payloads import Payload, plain
from imgopen_contract.receiver.trial import Exchange, Grade, Trial

_OTHER_JSON: tuple[Any, ...] = ([], [{}], "a text", 7, True, None, {})
_NOT_JSON = (b"this is not JSON", b"a=1&b=2", b"<xml/>", b"{'single': 'quotes'}")


def rubbish_checks(kind: Kind) -> Iterator[Check]:
    """Give the checks of what must not be acknowledged."""
    parse_first = "parse the body before you answer, and answer with an error if it is no callback"
    yield Check(kind, "not-json", "a body that is not JSON is not acknowledged", parse_first, _not_json)
    yield Check(
        kind,
        "empty",
        "an empty body is not acknowledged",
        parse_first,
        lambda trial: [_post(trial, "no body", b"")],
    )
    others = tuple(value for value in _OTHER_JSON if not kind.keeps(value))
    if others:
        yield Check(
            kind,
            "no-payload",
            "JSON that is no payload is not acknowledged",
            parse_first,
            lambda trial: (
                _post(trial, f"JSON that is no payload, {text_of(value)}", compact(value)) for value in others
            ),
        )
    yield Check(
        kind,
        "truncated",
        "a payload that breaks off is not acknowledged",
        f"the rest would be lost for good: {parse_first}",
        _truncated,
    )
    if kind.places.ids or kind.places.assigned:
        yield Check(
            kind,
            "no-task-id",
            "a payload without the task's id is not acknowledged",
            "nobody can tell whose result it is, and acknowledging it loses it; answer with an error",
            _no_task_id,
        )
    yield Check(
        kind,
        "after-rubbish",
        "after what is no callback, the next one is acknowledged as ever",
        "what one request breaks must not stay broken for the next: look at connections and transactions left open",
        _after_rubbish,
    )


def _post(trial: Trial, label: str, body: bytes) -> Exchange:
    return trial.send_rubbish(trial.raw(label, body))


def _not_json(trial: Trial) -> Iterator[Exchange]:
    for body in _NOT_JSON:
        yield _post(trial, f"a body that is not JSON, {body.decode()}", body)


def _truncated(trial: Trial) -> Iterator[Exchange]:
    whole = trial.parcel(plain(trial.kind)).body
    for length in sorted({len(whole) // 4, len(whole) // 2, len(whole) - 1}):
        if json_of(whole[:length]) is NOTHING:
            yield _post(trial, f"the first {length} of {len(whole)} bytes of a payload", whole[:length])


def _no_task_id(trial: Trial) -> Iterator[Exchange]:
    """Both ids are gone, since a receiver may go by either; where the URL names the task, there is little to blame."""
    payload = plain(trial.kind)
    value = payload.value
    ways = [*trial.kind.places.ids, *trial.kind.places.assigned]
    for way in ways:
        if read(value, way) is not NOTHING:
            value = written(value, way, NOTHING)
    grade = Grade.DOUBTFUL if trial.endpoint.names_task else Grade.WRONG
    named = " and ".join(".".join(map(str, way)) for way in ways)
    yield trial.send_rubbish(trial.raw(f"{payload.label} without {named}", compact(value)), grade)


def _after_rubbish(trial: Trial) -> Iterator[Exchange]:
    for body in (*_NOT_JSON[:1], b"", compact([])):
        trial.endpoint.send(trial.raw("what is no callback", body))
        payload = plain(trial.kind)
        yield trial.send(trial.parcel(Payload(f"{payload.label} after what is no callback", payload.value)))
