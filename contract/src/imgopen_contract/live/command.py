"""`imgopen-contract service`: the suite against a service that runs."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path

from rich.console import Console

from imgopen_contract.cases import Case, cases_of
from imgopen_contract.document import Document, Operation
from imgopen_contract.live.keys import Keys
from imgopen_contract.live.patience import Patience
from imgopen_contract.live.plan import Plan, Terms, plan_of
from imgopen_contract.live.progress import shown_progress
from imgopen_contract.live.reporting import terms_text
from imgopen_contract.live.suite import check_service
from imgopen_contract.live.transport import HttpSender
from imgopen_contract.report import Report, Status

AGREES, DIFFERS, UNUSABLE, INTERRUPTED = 0, 1, 2, 130
"""Exit codes."""

_PIPED = 120


class SelectionError(Exception):
    """An operation was asked for that the document does not have."""


@dataclass(frozen=True)
class Order:
    """What a caller wants done.

    Attributes:
        base_url: Where the service is; checked.
        keys: The caller's keys.
        cases: What to try.
        terms: What may be done.
        rate: The most requests a second.
        timeout: Seconds to wait for an answer.
    """

    document: Document = field(repr=False)
    base_url: str
    keys: Keys
    cases: tuple[Case, ...] = field(repr=False)
    terms: Terms
    rate: float
    timeout: float

    @property
    def plan(self) -> Plan:
        """What will be sent."""
        return plan_of(self.document, self.cases, self.terms)


def new_run() -> str:
    """Make what tells a run from all others."""
    return secrets.token_hex(4)


def selected(document: Document, names: Sequence[str]) -> tuple[Operation, ...]:
    """Return the operations of these names, all if there are none.

    Raises:
        SelectionError: There is no such operation.
    """
    for name in names:
        if not any(name in (one.id, one.label) for one in document.operations):
            known = ", ".join(one.label for one in document.operations)
            raise SelectionError(f"--operation: there is no {name}; there are {known}")
    return tuple(one for one in document.operations if not names or {one.id, one.label} & set(names))


def cases_of_all(operations: Sequence[Operation]) -> tuple[Case, ...]:
    """Return the cases of several operations."""
    return tuple(case for operation in operations for case in cases_of(operation))


def carry_out(order: Order, console: Console, now: Callable[[], datetime] | None = None) -> Report:
    """Do what is ordered; on an interrupt report what was learnt until then.

    Raises:
        UnusableServiceError: The service cannot be reached, or does not take the keys.
    """
    started = (now or (lambda: datetime.now(timezone.utc)))().strftime("%Y-%m-%d %H:%M:%S UTC")
    with HttpSender(order.base_url, order.timeout) as sender, shown_progress(console, order.rate) as progress:
        return check_service(
            order.document,
            order.cases,
            Patience(sender, order.rate),
            terms=order.terms,
            keys=order.keys,
            base_url=order.base_url,
            started=started,
            progress=progress,
        )


def plan_text(order: Order) -> str:
    """Say what would be sent, without sending it."""
    plan = order.plan
    lines = [f"{order.document.title} at {order.base_url}: {terms_text(order.terms)}", ""]
    for operation in dict.fromkeys(case.rule.operation for case in order.cases):
        steps = [step for step in plan.steps if step.operation is operation]
        paid = sum(step.may_cost for step in steps)
        cost = f", {paid} that may cost something" if paid else ""
        lines.append(f"  {operation.label}: {len(steps) - paid} free{cost}")
    within = min(plan.billable, order.terms.max_calls)
    lines += [
        "",
        f"{plan.free} calls that cost nothing if the service keeps the document, about {plan.free / order.rate:.0f} s",
    ]
    if order.terms.allow_billable:
        lines.append(
            f"{within} of {plan.billable} calls that may cost something, by the ceiling of {order.terms.max_calls}"
        )
    lines.append("Nothing was sent.")
    return "\n".join(lines)


def exit_code(report: Report) -> int:
    """Return how the command ends after a report."""
    if report.ended:
        return INTERRUPTED if "interrupted" in report.ended else UNUSABLE
    return DIFFERS if report.count(Status.DIFFERS) else AGREES


def write_reports(report: Report, junit: Path | None, page: Path | None) -> None:
    """Write the files that were asked for.

    Raises:
        OSError: One cannot be written.
    """
    from imgopen_contract.report.files import write_whole

    if junit is not None:
        from imgopen_contract.report.junit import junit_xml

        write_whole(junit, junit_xml(report))
    if page is not None:
        from imgopen_contract.report.page import html_page

        write_whole(page, html_page(report))


def stdout() -> Console:
    """Return where reports are printed: in colours for people, plain for pipes."""
    width = None if sys.stdout.isatty() else _PIPED
    return Console(file=sys.stdout, width=width, highlight=False, markup=False, emoji=False)


def stderr() -> Console:
    """Return where progress is shown."""
    return Console(file=sys.stderr, highlight=False, markup=False, emoji=False)
