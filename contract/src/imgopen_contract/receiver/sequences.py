"""Checks that post several callbacks, one after the other or at the same time."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from imgopen_contract.receiver.check import Check
from imgopen_contract.receiver.kind import Kind
from imgopen_contract.receiver.parcel import Parcel, Pieces, cut
from imgopen_contract.receiver.payloads import Payload, failed, plain
from imgopen_contract.receiver.trial import Exchange, Task, Trial
from imgopen_contract.receiver.variants import other_text

_MOST_REPEATED = 20
_AT_ONCE = 8
_PIECES = 10
_PAUSE = 0.2


def sequence_checks(kind: Kind) -> Iterator[Check]:
    """Give the checks of callbacks that follow or accompany others."""
    yield Check(
        kind,
        "duplicates",
        "the same callback is acknowledged each time it comes",
        "a callback comes again if your answer was lost: find the result in store, change nothing, acknowledge",
        _duplicates,
    )
    yield Check(
        kind,
        "changed",
        "the same task with other content is acknowledged",
        "tell tasks apart by their id, and let what comes later replace what came before, or overlook it",
        _changed,
    )
    yield Check(
        kind,
        "out-of-order",
        "an older attempt that comes after a newer one is acknowledged",
        "attempts can overtake each other: acknowledge what is out of date as well, and keep what you have",
        _out_of_order,
    )
    yield Check(
        kind,
        "interleaved",
        "callbacks of several tasks in any order are acknowledged",
        "do not expect the callbacks of one task to follow each other",
        _interleaved,
    )
    yield Check(
        kind,
        "at-once",
        f"{_AT_ONCE} callbacks at the same time are acknowledged",
        "tasks end when they like; let callbacks wait for each other if they must, but answer them all in time",
        _at_once,
    )
    yield Check(
        kind,
        "slow-body",
        "a body that comes in small pieces is read to its end",
        "read until the body ends, and not only what is there at once; allow the sender some seconds",
        _slow_body,
    )
    yield Check(
        kind,
        "slow-and-quick",
        "while a slow body is on its way, another callback is acknowledged",
        "hold no lock while you read a body, and serve more than one connection",
        _slow_and_quick,
    )


def _duplicates(trial: Trial) -> Iterator[Exchange]:
    parcel = trial.parcel(plain(trial.kind))
    times = min(max(trial.kind.rule.attempts, 2), _MOST_REPEATED)
    for number in range(1, times + 1):
        yield trial.send(replace(parcel, label=f"{parcel.label}, time {number} of {times}"))


def _changed(trial: Trial) -> Iterator[Exchange]:
    yield from _of_one_task(trial, _versions(trial.kind))


def _out_of_order(trial: Trial) -> Iterator[Exchange]:
    older, *_, newer = _versions(trial.kind)
    yield from _of_one_task(trial, [newer, older, newer])


def _interleaved(trial: Trial) -> Iterator[Exchange]:
    first, second, third = (trial.task() for _ in range(3))
    for task in (first, second, first, third, second, third, first):
        yield trial.send(trial.parcel(plain(trial.kind), task))


def _versions(kind: Kind) -> list[Payload]:
    """Return payloads that may come of the same task, as it fails, is done in the end, and is told once more."""
    start = plain(kind)
    return [*failed(kind)[:1], start, other_text(kind, start)]


def _of_one_task(trial: Trial, payloads: Sequence[Payload]) -> Iterator[Exchange]:
    task: Task = trial.task()
    for number, payload in enumerate(payloads, 1):
        parcel = trial.parcel(payload, task)
        yield trial.send(replace(parcel, label=f"{parcel.label}, {number} of {len(payloads)} for one task"))


def _at_once(trial: Trial) -> Iterator[Exchange]:
    """No body ends before all have begun, so that they really are under way at the same time."""
    gate = _Gate(_AT_ONCE, trial.endpoint.timeout)
    parcels = [trial.parcel(plain(trial.kind)) for _ in range(_AT_ONCE)]
    parcels = [
        replace(
            parcel,
            label=f"{parcel.label}, one of {_AT_ONCE} at the same time",
            pieces=gate.within(parcel, number),
            patience=trial.endpoint.timeout,
        )
        for number, parcel in enumerate(parcels)
    ]
    pending = [trial.begin(parcel) for parcel in parcels]
    for number, begun in enumerate(pending):
        begun.when_done(partial(gate.arrive, number))
    for parcel, begun in zip(parcels, pending, strict=True):
        yield trial.judge(parcel, begun.wait())


def _slow_body(trial: Trial) -> Iterator[Exchange]:
    parcel = trial.parcel(plain(trial.kind))

    def pieces() -> Iterator[bytes]:
        first, *rest = cut(parcel.body, _PIECES)
        yield first
        for piece in rest:
            trial.endpoint.pause(_PAUSE)
            yield piece

    label = f"{parcel.label}, in {_PIECES} pieces with {_PAUSE:g} s between them"
    yield trial.send(replace(parcel, label=label, pieces=pieces, patience=_PIECES * _PAUSE))


def _slow_and_quick(trial: Trial) -> Iterator[Exchange]:
    """The slow body stops half-way until the other callback was answered or its time is over."""
    begun, answered = threading.Event(), threading.Event()
    limit = trial.endpoint.timeout
    parcel = trial.parcel(plain(trial.kind))

    def pieces() -> Iterator[bytes]:
        first, *rest = cut(parcel.body, 2)
        yield first
        begun.set()
        answered.wait(2 * limit)
        yield from rest

    label = f"{parcel.label}, which stops half-way for another"
    slow = replace(parcel, label=label, pieces=pieces, patience=2 * limit)
    pending = trial.begin(slow)
    pending.when_done(begun.set)
    begun.wait(limit)
    quick = trial.parcel(plain(trial.kind))
    try:
        yield trial.send(replace(quick, label=f"{quick.label}, while another is on its way"))
    finally:
        answered.set()
    yield trial.judge(slow, pending.wait())


class _Gate:
    """Lets nobody pass before all have come or gone, but nobody wait for ever."""

    def __init__(self, count: int, limit: float) -> None:
        self._missing = set(range(count))
        self._limit = limit
        self._lock = threading.Lock()
        self._open = threading.Event()

    def arrive(self, number: int) -> None:
        """Tell that one has come, or will not come any more."""
        with self._lock:
            self._missing.discard(number)
            if not self._missing:
                self._open.set()

    def within(self, parcel: Parcel, number: int) -> Pieces:
        """Put the gate into the middle of a body."""

        def pieces() -> Iterator[bytes]:
            first, *rest = cut(parcel.body, 2)
            yield first
            self.arrive(number)
            if not self._open.wait(self._limit):
                self._open.set()  # one has waited long enough for all: the receiver takes them one by one
            yield from rest

        return pieces
