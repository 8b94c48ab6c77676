"""What a service does, rule by rule; collected only with `--base-url`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from imgopen_contract.document import Operation
from imgopen_contract.live.command import carry_out, stderr, write_reports
from imgopen_contract.live.run import UnusableServiceError
from imgopen_contract.report import Finding, Report, Status
from imgopen_contract.report.terminal import lines_of
from imgopen_contract.rules import constraints_of

from tests.contract.live.options import ORDER, REPORT
from tests.contract.suite import operations

AS_A_WHOLE = ("plain request", "answer")
RULES = {operation: tuple(constraints_of(operation)) for operation in operations()}


@pytest.fixture(scope="session")
def report(request: pytest.FixtureRequest) -> Report:
    """What came of everything that the selected tests need; it is sent when the first of them asks."""
    order = request.config.stash[ORDER]
    selected = set(_operations(request.session))
    order = replace(order, cases=tuple(case for case in order.cases if case.rule.operation in selected))
    capture = request.config.pluginmanager.getplugin("capturemanager")
    try:
        with capture.global_and_fixture_disabled():
            found = carry_out(order, stderr())
    except UnusableServiceError as error:
        pytest.exit(str(error), returncode=2)
    request.config.stash[REPORT] = found
    write_reports(found, None, request.config.getoption("--contract-html"))
    return found


@pytest.mark.parametrize("number", range(len(AS_A_WHOLE)), ids=AS_A_WHOLE)
@pytest.mark.parametrize("operation", operations(), ids=lambda one: one.label)
def test_operation(operation: Operation, number: int, report: Report) -> None:
    tell(_findings(report, operation)[number])


@pytest.mark.parametrize(
    ("operation", "number"),
    [
        pytest.param(operation, number, id=rule.label)
        for operation, rules in RULES.items()
        for number, rule in enumerate(rules)
    ],
)
def test_rule(operation: Operation, number: int, report: Report) -> None:
    tell(_findings(report, operation)[len(AS_A_WHOLE) + number])


def tell(finding: Finding) -> None:
    """Pass, fail or skip, as the finding is."""
    if finding.status is Status.DIFFERS:
        pytest.fail("\n".join(lines_of(finding)), pytrace=False)
    if finding.status is Status.UNKNOWN:
        pytest.skip(finding.summary)


def _findings(report: Report, operation: Operation) -> tuple[Finding, ...]:
    return next(one.findings for one in report.operations if one.label == operation.label)


def _operations(session: pytest.Session) -> Iterator[Operation]:
    for item in session.items:
        if isinstance(item, pytest.Function):
            operation = item.callspec.params["operation"]
            assert isinstance(operation, Operation)
            yield operation
