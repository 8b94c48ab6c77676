"""The options of the suite against a service, made from the document."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from imgopen_contract.document import Document
from imgopen_contract.live.command import Order, new_run
from imgopen_contract.live.keys import Keys, KeysError, variable
from imgopen_contract.live.plan import Terms
from imgopen_contract.live.transport import BaseUrlError, checked_base_url
from imgopen_contract.report import Report, Status
from imgopen_contract.report.terminal import totals

from tests.contract.suite import document, every_case

MOST_CALLS = 30
ORDER = pytest.StashKey[Order]()
REPORT = pytest.StashKey[Report]()


def add_options(parser: pytest.Parser) -> None:
    """Add the options; those for keys have the document's names."""
    group = parser.getgroup("contract", "the contract suite against a service")
    group.addoption("--base-url", metavar="URL", help="Where the service is; only its tests are run then.")
    group.addoption("--insecure", action="store_true", help="Send keys without encryption.")
    for credential in document().credentials:
        group.addoption(
            f"--{credential.option}",
            metavar="KEY",
            dest=credential.scheme,
            help=f"Sent as {credential.header}; better given as {variable(credential)}.",
        )
    group.addoption("--allow-billable", action="store_true", help="Try what may cost something, too.")
    group.addoption(
        "--max-calls", type=int, metavar="COUNT", help=f"Of these the most; {MOST_CALLS} if not given."
    )
    group.addoption("--rate", type=float, default=4.0, metavar="CALLS", help="The most calls a second.")
    group.addoption("--contract-html", type=Path, metavar="FILE", help="Write the report as one HTML page.")


def is_live(config: pytest.Config) -> bool:
    """Tell whether there is a service to test."""
    return bool(config.getoption("--base-url", None))


def refuse_workers(config: pytest.Config) -> None:
    """Refuse several processes, each of which would have a ceiling and a rate of its own.

    Raises:
        pytest.UsageError: More than this process is to run tests.
    """
    if config.getoption("numprocesses", None) or hasattr(config, "workerinput"):
        raise pytest.UsageError(
            "--base-url: does not go with -n, because every process would send at a rate of its own"
        )


def order_of(config: pytest.Config) -> Order:
    """Read what is to be done.

    Raises:
        pytest.UsageError: An option is missing or wrong.
    """
    if config.getoption("--max-calls") is not None and not config.getoption("--allow-billable"):
        raise pytest.UsageError("--max-calls: is for --allow-billable")
    try:
        base_url = checked_base_url(config.getoption("--base-url"), insecure=config.getoption("--insecure"))
        keys = Keys.of(document(), _keys(document(), config))
    except BaseUrlError as error:
        raise pytest.UsageError(f"--base-url: {error}") from error
    except KeysError as error:
        raise pytest.UsageError(str(error)) from error
    billable = config.getoption("--allow-billable")
    most = config.getoption("--max-calls") or MOST_CALLS
    terms = Terms(new_run(), billable, most if billable else 0)
    return Order(document(), base_url, keys, every_case(), terms, config.getoption("--rate"), 30.0)


def summary_of(report: Report) -> Iterator[str]:
    """Say what has no place in a test that passes."""
    for operation, finding in report.findings(Status.DISCOVERY):
        yield f"discovery: {operation.label} / {finding.title}: {finding.summary}"
    yield from report.notes
    if report.ended:
        yield f"The run ended early: {report.ended}."
    yield totals(report)


def _keys(api: Document, config: pytest.Config) -> dict[str, str]:
    return {
        one.scheme: config.getoption(one.scheme) or os.environ.get(variable(one), "")
        for one in api.credentials
    }
