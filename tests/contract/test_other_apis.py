"""The suite on an API that is nothing like the real one: other words, other places, other kinds of values."""

from __future__ import annotations

import pytest
from imgopen_contract.cases import cases_of
from imgopen_contract.document import Operation
from imgopen_contract.rules import constraints_of

from tests.contract.checks import simulator_checks
from tests.contract.simulator_subject import SimulatorSubject
from tests.contract.suite import made_up

OPERATIONS = made_up().operations

every_operation = pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)


@every_operation
def test_its_simulator_keeps_the_contract(operation: Operation) -> None:
    subject = SimulatorSubject(made_up())
    for check in simulator_checks(operation):
        check.run(subject)


@every_operation
def test_every_rule_that_can_be_broken_has_cases_on_both_sides(operation: Operation) -> None:
    for rule in constraints_of(operation):
        sides = {case.accepted for case in cases_of(operation) if case.rule.label == rule.label}
        assert sides == ({True} if rule.is_permission else {True, False}), rule.label
