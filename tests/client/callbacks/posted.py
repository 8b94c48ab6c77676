"""Payloads as the service posts them, derived from the document and the operations' data."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pytest
from imgopen._runtime.catalogue import every
from imgopen._runtime.operation import CallbackRole
from imgopen._runtime.product import ENVELOPE
from imgopen_contract.delivery import is_acknowledged
from imgopen_contract.document import load_document
from imgopen_contract.receiver.kind import Kind, kinds_of
from imgopen_contract.receiver.payloads import plain

SECRET = "a secret of tests, which is none"
URL = "https://shop.example/callbacks"


@dataclass(frozen=True, eq=False)
class Posted:
    """What the service posts for the tasks of one operation."""

    operation: str
    role: CallbackRole
    example: Any

    def body(self, task_id: str | None = None, state: int | None = None) -> bytes:
        """Return the documented payload, about another task or in another state if asked for."""
        answer = self.role.answer.model_validate(self.example)
        for way, value in ((self.role.report.id, task_id), (self.role.report.state, state)):
            if value is not None:
                assert way is not None
                put(data_of(answer), way, value)
        return answer.model_dump_json(by_alias=True, exclude_unset=True).encode()

    @property
    def succeeded(self) -> int:
        """A state that means success."""
        return int(self.role.report.states.succeeded[0])

    @property
    def failed(self) -> int:
        """A state that no list has, and which therefore means that the task failed."""
        states = self.role.report.states
        return max(int(value) for value in (*states.pending, *states.running, *states.succeeded)) + 90

    def __str__(self) -> str:
        return self.operation


def data_of(answer: Any) -> Any:
    """Return what stands in the envelope, if there is one."""
    return answer if ENVELOPE is None else getattr(answer, ENVELOPE.data)


def put(thing: Any, way: tuple[str, ...], value: object) -> None:
    """Put a value where a way leads."""
    *outer, last = way
    for name in outer:
        thing = getattr(thing, name)
    setattr(thing, last, value)


@functools.cache
def all_posted() -> tuple[Posted, ...]:
    """Return what is posted for each operation that has callbacks."""
    documented = {
        (operation.path, operation.method.upper()): plain(kind).value
        for kind in documented_kinds()
        for operation in kind.operations
    }
    return tuple(
        Posted(operation.name, operation.callback, documented[operation.path, operation.method.upper()])
        for operation in every()
        if operation.callback is not None
    )


@functools.cache
def forms() -> tuple[Posted, ...]:
    """Return one operation for each form of payload."""
    return tuple({posted.role.answer: posted for posted in reversed(all_posted())}.values())


def some() -> Posted:
    """Return what is posted for some operation."""
    return forms()[0]


def acknowledges(body: bytes) -> bool:
    """Say whether the contract suite, which knows the document alone, takes an answer for an acknowledgement."""
    return any(is_acknowledged(kind.rule, body) for kind in documented_kinds())


@functools.cache
def documented_kinds() -> tuple[Kind, ...]:
    """Return the kinds of callback that the document has."""
    return kinds_of(load_document())


def each(posted: Iterable[Posted]) -> pytest.MarkDecorator:
    """Run a test for each of some payloads."""
    return pytest.mark.parametrize("posted", list(posted), ids=str)
