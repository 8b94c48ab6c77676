"""Settings of all tests, and what is said at the end of a run."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from tests.support.case_counts import case_counts

settings.register_profile(
    "suite",
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("suite")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many cases of the contract were tried, operation by operation."""
    reports = [*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")]
    lines = list(case_counts(report.nodeid for report in reports if report.when == "call"))
    if lines:
        terminalreporter.section("contract cases by operation")
        for line in lines:
            terminalreporter.write_line(line)
