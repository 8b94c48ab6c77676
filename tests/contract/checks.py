"""What is demanded of a subject: the tests ask one thing at a time, the mutants' run everything about an operation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Generic, TypeVar

import pytest
from imgopen_contract.answers import answers_of, refusal_schema, success_schema
from imgopen_contract.cases import Case, baseline, cases_of
from imgopen_contract.document import Operation

from tests.contract.client_subject import ClientSubject
from tests.contract.defaults import check_defaults, same, with_defaults
from tests.contract.ladders import check_ladder
from tests.contract.lives import check_identity, check_life, check_privacy
from tests.contract.made_ids import check_made_id, is_about_a_missing_id, lacks_id, with_made_id
from tests.contract.simulator_subject import SimulatorSubject
from tests.contract.understanding import check_answer
from tests.contract.wording import tells

SubjectT = TypeVar("SubjectT")


@dataclass(frozen=True)
class Check(Generic[SubjectT]):
    """One thing that is demanded.

    Attributes:
        id: What a test is called.
        run: Raises AssertionError, or whatever else goes wrong, if the subject does not do it.
    """

    id: str
    run: Callable[[SubjectT], None] = field(repr=False)


def client_checks(operation: Operation) -> Iterator[Check[ClientSubject]]:
    """Give what is demanded of a client's way to call an operation."""
    for case in cases_of(operation):
        if case.fits_a_client:
            yield Check(case.id, partial(check_client, case=case))
    for answer in answers_of(operation):
        yield Check(answer.id, partial(check_answer, answer=answer))
    yield Check(f"{operation.label} / request", partial(check_request, operation=operation))
    yield Check(f"{operation.label} / defaults", partial(check_defaults, operation=operation))


def simulator_checks(operation: Operation) -> Iterator[Check[SimulatorSubject]]:
    """Give what is demanded of a simulator's way to answer an operation."""
    for case in cases_of(operation):
        yield Check(case.id, partial(check_simulator, case=case))
    if operation.role == "submit":
        yield Check(f"{operation.label} / task / identity", partial(check_identity, operation=operation))
    if operation.links:
        yield Check(f"{operation.label} / task / life", partial(check_life, operation=operation))
        yield Check(f"{operation.label} / task / privacy", partial(check_privacy, operation=operation))
    if any(callback.rule for callback in operation.callbacks):
        yield Check(f"{operation.label} / callback / delivery", partial(check_ladder, operation=operation))


def check_client(subject: ClientSubject, case: Case) -> None:
    """Hold the client to a case: what is allowed is sent as given, anything else raises an error that says why.

    The id of a task is the exception: where it is left out, the client makes one.
    """
    reaction = subject.ask(case.call)
    is_completed = is_about_a_missing_id(case)
    if is_completed or (case.accepted and lacks_id(case.call)):
        check_made_id(case, reaction)
    assert reaction.accepted is (case.accepted or is_completed), reaction.message or "was sent"
    if reaction.accepted:
        completed = with_made_id(case.call, reaction)
        assert same(reaction.sent, with_defaults(completed.operation, completed.body)), reaction.sent
    else:
        assert tells(reaction.message, case, subject.names(case)), reaction.message


def check_request(subject: ClientSubject, operation: Operation) -> None:
    """Hold the client to method, path and keys of an operation, and to it that it cannot be made without a key."""
    assert subject.ask(baseline(operation)).accepted
    (sent,) = subject.requests
    expected = baseline(operation).http(subject.keys)
    assert (sent.method, sent.url.raw_path.decode()) == (expected.method, expected.path)
    for credential in operation.credentials:
        assert sent.headers[credential.header] == subject.keys[credential.header]
        with pytest.raises(subject.error_class):
            subject.make(without=credential.header)


def check_simulator(subject: SimulatorSubject, case: Case) -> None:
    """Hold the simulator to a case: the verdict, the words of a refusal, and the form of the answer."""
    reaction = subject.ask_case(case)
    assert reaction.accepted is case.accepted, reaction.message
    operation = case.call.operation
    assert reaction.status == operation.http_status
    schema = success_schema(operation) if case.accepted else refusal_schema(operation)
    assert schema is None or operation.document.keeps(reaction.answer, schema), reaction.answer
    if not case.accepted:
        assert tells(reaction.message, case), reaction.message
