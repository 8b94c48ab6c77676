"""What holds for every request and every answer, not only at the boundaries: client and simulator agree."""

from __future__ import annotations

import imgopen
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from imgopen_contract.document import Operation
from imgopen_contract.properties import broken_calls, spoilt, valid_calls

from tests.contract.checks import check_client
from tests.contract.client_subject import ClientSubject
from tests.contract.defaults import same, with_defaults
from tests.contract.made_ids import with_made_id
from tests.contract.simulator_subject import SimulatorSubject
from tests.contract.suite import document, operations
from tests.contract.wording import tells

EVERY_OPERATION = pytest.mark.parametrize("operation", operations(), ids=lambda operation: operation.label)
EXAMPLES = 40

CLIENT = ClientSubject(imgopen)
SIMULATOR = SimulatorSubject(document())


@EVERY_OPERATION
@settings(max_examples=EXAMPLES)
@given(data=st.data())
def test_a_valid_request_is_sent_as_it_is_given_with_the_defaults_and_admitted(
    operation: Operation, data: st.DataObject
) -> None:
    call = data.draw(valid_calls(operation))
    reaction = CLIENT.ask(call)
    assert reaction.accepted, reaction.message
    completed = with_made_id(call, reaction)
    assert same(reaction.sent, with_defaults(operation, completed.body))
    admitted = SIMULATOR.ask_anew(completed)
    assert admitted.accepted, admitted.message


@EVERY_OPERATION
@settings(max_examples=EXAMPLES)
@given(data=st.data())
def test_a_request_with_one_broken_rule_is_refused_by_both_for_that_rule(
    operation: Operation, data: st.DataObject
) -> None:
    case = data.draw(broken_calls(operation))
    check_client(CLIENT, case)
    answer = SIMULATOR.ask_anew(case.call)
    assert not answer.accepted
    assert tells(answer.message, case), answer.message


@EVERY_OPERATION
@settings(max_examples=EXAMPLES)
@given(data=st.data())
def test_whatever_a_request_is_spoilt_with_the_verdict_is_one(
    operation: Operation, data: st.DataObject
) -> None:
    call = data.draw(spoilt(operation))
    asked = CLIENT.ask(call)
    assert asked.accepted is SIMULATOR.ask_anew(with_made_id(call, asked)).accepted
