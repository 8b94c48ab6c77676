"""The whole suite against whatever answers requests."""

from __future__ import annotations

from collections.abc import Sequence

from imgopen_contract.cases import Case
from imgopen_contract.document import Document
from imgopen_contract.live.keys import Keys
from imgopen_contract.live.plan import Terms, plan_of
from imgopen_contract.live.reporting import report_of
from imgopen_contract.live.run import Progress, Run, SendPatiently, no_progress
from imgopen_contract.report import Report


def check_service(
    document: Document,
    cases: Sequence[Case],
    send: SendPatiently,
    *,
    terms: Terms,
    keys: Keys,
    base_url: str,
    started: str,
    progress: Progress = no_progress,
) -> Report:
    """Hold a service to the document.

    An interrupt ends it in good order, with a report of what was learnt until then.

    Args:
        document: What the service is held to.
        cases: What to try.
        send: Sends a request; `Patience` around what does.
        terms: What may be done.
        keys: The caller's keys.
        base_url: Where the service is, for the report.
        started: When it began, as people write it.
        progress: Is told how far it is.

    Raises:
        UnusableServiceError: Nothing can be learnt from this service with these keys.
    """
    run = Run(document, plan_of(document, cases, terms), send, keys, progress)
    run.carry_out()
    return report_of(document, cases, run, terms=terms, base_url=base_url, keys=keys, started=started)
