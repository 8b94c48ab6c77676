"""The same suite against a service that runs: `pytest tests/contract --base-url URL`, and the keys.

Without `--base-url` nothing of this is there. With it, only the tests of the service are collected, one for each rule:
client and simulator are other subjects, and have nothing to do with it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.contract.live.options import (
    ORDER,
    REPORT,
    add_options,
    is_live,
    order_of,
    refuse_workers,
    summary_of,
)

_SERVICE = Path(__file__).parent / "live" / "service.py"


def pytest_addoption(parser: pytest.Parser) -> None:
    add_options(parser)


def pytest_configure(config: pytest.Config) -> None:
    if is_live(config):
        refuse_workers(config)
        config.stash[ORDER] = order_of(config)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave everything else alone when there is a service."""
    others = collection_path.is_file() and collection_path != _SERVICE
    return True if is_live(config) and others else None


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect the tests of the service, if there is one."""
    if file_path == _SERVICE and is_live(parent.config):
        module: pytest.Collector = pytest.Module.from_parent(parent, path=file_path)
        return module
    return None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say what no test can say: discoveries, what may have cost something, and the totals."""
    report = config.stash.get(REPORT, None)
    if report is not None:
        terminalreporter.section("contract")
        for line in summary_of(report):
            terminalreporter.write_line(line)
