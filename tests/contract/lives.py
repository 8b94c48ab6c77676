"""Whether a simulator leads tasks through the life that the document tells of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from imgopen_contract.cases import Call, askable, baseline, followed
from imgopen_contract.document import Link, Operation
from imgopen_contract.document.expressions import NOTHING, read, steps_of
from imgopen_mock import NoReply

from tests.contract.reaction import Reaction
from tests.contract.simulator_subject import SimulatorSubject

ORDER = ("pending", "running", "succeeded")
STEPS = (0.0, 0.25, 0.5, 1.0, 1.0, 2.0, 4.0, 8.0, 16.0, 60.0, 3600.0, 1e6)
"""Seconds between two questions: close together while a task is young, and far beyond its end."""


@dataclass(frozen=True)
class Asked:
    """A question about a task, and what it was answered."""

    link: Link
    reaction: Reaction

    @property
    def state(self) -> str:
        """The kind of the state that the answer tells; what no list has is a failure."""
        kinds = self.link.operation.task["states"]
        return next((kind for kind, values in kinds.items() if self.get("state") in values), "failed")

    def get(self, name: str) -> Any:
        """Return what stands where the query's `x-task` points; NOTHING if it points nowhere."""
        expression = self.link.operation.task.get(name)
        return NOTHING if expression is None else read({"body": self.reaction.answer}, steps_of(expression))


def check_life(subject: SimulatorSubject, operation: Operation) -> None:
    """Hold a simulator to the life of a task: as documented at any time, only ever forward, and done in the end."""
    subject.simulator.reset()
    submitted = with_another_id(askable(operation))
    assert subject.ask(submitted).accepted
    seen: dict[Link, list[str]] = {link: [] for link in operation.links}
    assert seen, "nothing asks for the task"
    for seconds in STEPS:
        pass_time(subject, seconds)
        for asked in questions(subject, submitted):
            assert asked.reaction.accepted, asked.reaction.message
            query = asked.link.operation
            assert query.document.keeps(asked.reaction.answer, query.answer_schema), asked.reaction.answer
            if "receipt" in query.task:
                assert asked.get("receipt") == submitted.evaluate(operation.task["id"])
            seen[asked.link].append(asked.state)
    for link, states in seen.items():
        told = [kind for kind in ORDER if kind in states]
        assert told == [kind for kind in ORDER if kind in link.operation.task["states"]], states
        assert states == sorted(states, key=ORDER.index), states


def check_privacy(subject: SimulatorSubject, operation: Operation) -> None:
    """Hold a simulator to it that a task is nobody else's: another account is told what is told of no task at all."""
    submitted = askable(operation)
    subject.simulator.reset()
    nobodys = [asked.reaction for asked in questions(subject, submitted, "other")]
    assert subject.ask(submitted).accepted
    pass_time(subject, 1e6)
    others = [asked.reaction for asked in questions(subject, submitted, "other")]
    assert others == nobodys
    assert not any(reaction.accepted for reaction in others)
    assert all(asked.reaction.accepted for asked in questions(subject, submitted))


def check_identity(subject: SimulatorSubject, operation: Operation) -> None:
    """Hold a simulator to it that an id serves once, and another account may use it as well."""
    submitted = askable(operation)
    subject.simulator.reset()
    assert subject.ask(submitted).accepted
    assert not subject.ask(submitted).accepted
    assert subject.ask(submitted, "other").accepted


def with_another_id(submitted: Call) -> Call:
    """Return a request with an id that no example has, so that an answer only has it if it takes it over."""
    place, *way = steps_of(submitted.operation.task["id"])
    known = submitted.get(place, tuple(way))
    another = known + 1 if isinstance(known, int) else f"{known}-another"
    return submitted.put(place, tuple(way), another)


def questions(subject: SimulatorSubject, submitted: Call, account: str = "own") -> Iterator[Asked]:
    """Ask about a task in every way that the links give."""
    for link in submitted.operation.links:
        call = followed(link, submitted, baseline(link.operation))
        yield Asked(link, subject.ask(call, account))


def pass_time(subject: SimulatorSubject, seconds: float) -> None:
    """Let time pass, in which no receiver can be reached."""
    passing = subject.simulator.advance(seconds)
    batch = next(passing, None)
    while batch is not None:
        try:
            batch = passing.send([NoReply("nobody there") for _ in batch])
        except StopIteration:
            batch = None
