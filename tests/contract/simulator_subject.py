"""The simulator under test, in this process."""

from __future__ import annotations

import json

from imgopen_contract.cases import Call, Case, prelude
from imgopen_contract.document import Document
from imgopen_mock import Bundle, Request, Simulator, VirtualClock

from tests.contract.reaction import Reaction


class SimulatorSubject:
    """A simulator that begins anew with every case.

    Args:
        document: What it is held to.
        bundle: What it was made from, if that is another one.
    """

    def __init__(self, document: Document, simulator: Simulator | None = None) -> None:
        self.document = document
        self.simulator = simulator or simulator_of(document)

    def ask_case(self, case: Case) -> Reaction:
        """Send the request of a case to a simulator that has no task but what the case needs."""
        return self._ask_after(case.before, case.call)

    def ask_anew(self, call: Call) -> Reaction:
        """Send a request to a simulator that has no task but the one that the request asks for, if it asks for one."""
        return self._ask_after(prelude(call), call)

    def _ask_after(self, before: Call | None, call: Call) -> Reaction:
        self.simulator.reset()
        if before is not None:
            submitted = self.ask(before)
            assert submitted.accepted, f"the task could not be submitted: {submitted.message}"
        return self.ask(call)

    def ask(self, call: Call, account: str = "own") -> Reaction:
        """Send a request with the keys of an account."""
        keys = {found.header: f"{account}-{found.header}" for found in call.operation.credentials}
        request = call.http(keys)
        path, _, query = request.path.partition("?")
        headers = {name.lower(): value for name, value in request.headers.items()}
        response = self.simulator.handle(Request(request.method, path, headers, request.body, query))
        answer = json.loads(response.body)
        envelope = self.document.envelope
        return Reaction(
            answer[envelope.code] == envelope.success,
            str(answer.get(envelope.message)),
            answer=answer,
            status=response.status,
        )


def simulator_of(document: Document) -> Simulator:
    """Make a simulator of a document."""
    return Simulator(Bundle.parse(json.dumps(dict(document.data))), VirtualClock())
