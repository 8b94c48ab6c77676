"""The simulator keeps the document, whatever is called in which order.

For long runs, with another chance each time:

    pytest tests/contract/stateful -k keeps_the_document --hypothesis-profile=stateful-long
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
import requests
from imgopen_contract.document import load_document
from imgopen_mock import VirtualClock, load_simulator

from tests.contract.stateful.machines import groups, machine, with_targets
from tests.contract.stateful.runs import run
from tests.contract.stateful.service import Service, in_process, over_http
from tests.contract.stateful.tally import links_of
from tests.support.processes import mock_server

DOCUMENT = load_document()
GROUPS = groups(DOCUMENT)


@pytest.fixture
def server() -> Iterator[Service]:
    with mock_server("--clock", "virtual") as url, requests.Session() as session:
        yield over_http(url, session)


def test_groups_have_every_operation_and_every_link() -> None:
    everything = [operation.id for operation in DOCUMENT.operations]
    grouped = [name for names in GROUPS.values() for name in names]
    assert set(grouped) == set(everything)
    followed = [link for names in GROUPS.values() for link in links_of(DOCUMENT, names) if link[1] in names]
    assert sorted(followed) == sorted(links_of(DOCUMENT, everything))


@pytest.mark.parametrize("names", GROUPS.values(), ids=GROUPS)
def test_simulator_keeps_the_document(names: list[str]) -> None:
    check(in_process(load_simulator(clock=VirtualClock())), names)


def test_running_server_keeps_the_document(server: Service) -> None:
    """One operation of each tag is enough: what stands behind the socket is the same."""
    first_of_tags = {found.tag: found for found in reversed(DOCUMENT.operations) if found.links}
    check(server, [operation.id for operation in with_targets(list(first_of_tags.values()))])


def check(service: Service, names: Sequence[str]) -> None:
    """Run some operations until everything that there is to see of them was seen; no check may fail."""
    workflow, tally = machine(DOCUMENT, service, names)
    run(workflow, lambda: not tally.missing(DOCUMENT, names))
    assert tally.missing(DOCUMENT, names) == []
