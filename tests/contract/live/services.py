"""Services that answer in this process."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from imgopen_contract.cases import Case, HttpRequest, cases_of
from imgopen_contract.document import Document, Operation, load_document
from imgopen_contract.live import Answer, Send
from imgopen_contract.live.keys import Keys
from imgopen_contract.live.patience import Patience
from imgopen_contract.live.plan import Terms, plan_of
from imgopen_contract.live.reporting import report_of
from imgopen_contract.live.run import Run
from imgopen_contract.report import Finding, Report, Status
from imgopen_mock import Bundle, Request, Simulator, VirtualClock

STARTED = "2031-02-03 04:05:06 UTC"
BASE_URL = "https://api.example.com"


@cache
def kiln() -> Document:
    """The document of a pottery, which shares no name with the real one."""
    return load_document(Path(__file__).parents[2] / "mock_server" / "kiln.json")


def keys_of(document: Document, text: str = "a-key-for") -> Keys:
    """Keys that nothing else looks like."""
    return Keys.of(document, {one.scheme: f"{text}-{one.option}" for one in document.credentials})


@dataclass
class Simulated:
    """Answers as the simulator of a bundle does, and counts what made it work."""

    simulator: Simulator
    seen: list[HttpRequest] = field(default_factory=list)

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Simulated:
        return cls(Simulator(Bundle.parse(json.dumps(dict(data))), VirtualClock()))

    def __call__(self, request: HttpRequest) -> Answer:
        self.seen.append(request)
        path, _, query = request.path.partition("?")
        headers = {name.lower(): value for name, value in request.headers.items()}
        response = self.simulator.handle(Request(request.method, path, headers, request.body, query))
        return Answer(response.status, {}, response.body)


def envelope(document: Document, code: str, message: str = "", **more: Any) -> Answer:
    """Return an answer in the document's envelope."""
    names = document.envelope
    return Answer(200, {}, json.dumps({names.code: code, names.message: message, **more}).encode())


def run_against(
    document: Document,
    send: Send,
    terms: Terms | None = None,
    operations: tuple[Operation, ...] = (),
    keys: Keys | None = None,
    cases: tuple[Case, ...] = (),
) -> tuple[Run, Report]:
    """Run the suite; return what was seen, and the report."""
    terms = terms or Terms("run")
    keys = keys or keys_of(document)
    chosen = operations or document.operations
    cases = cases or tuple(case for operation in chosen for case in cases_of(operation))
    patience = Patience(send, sleep=lambda seconds: None)
    run = Run(document, plan_of(document, cases, terms), patience, keys)
    run.carry_out()
    return run, report_of(document, cases, run, terms=terms, base_url=BASE_URL, keys=keys, started=STARTED)


def differing(report: Report) -> set[tuple[str, str]]:
    """Return operation and title of what differs."""
    return {(operation.label, finding.title) for operation, finding in report.findings(Status.DIFFERS)}


def finding_of(report: Report, operation: Operation, fits: Callable[[Finding], bool]) -> Finding:
    """Return the one finding that fits."""
    (own,) = (one for one in report.operations if one.label == operation.label)
    (finding,) = (one for one in own.findings if fits(one))
    return finding
