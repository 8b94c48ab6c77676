"""Makes the report of a run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any, TypeVar

from imgopen_contract.cases import Case
from imgopen_contract.document import Document, Operation
from imgopen_contract.live import provenance
from imgopen_contract.live.curl import curl
from imgopen_contract.live.findings import findings_of, names_field
from imgopen_contract.live.keys import Keys
from imgopen_contract.live.observations import Record
from imgopen_contract.live.plan import Purpose, Terms
from imgopen_contract.live.run import Run
from imgopen_contract.report import OperationReport, Report

_Part = TypeVar("_Part")


def report_of(
    document: Document,
    cases: Iterable[Case],
    run: Run,
    *,
    terms: Terms,
    base_url: str,
    keys: Keys,
    started: str,
) -> Report:
    """Put together what a run found out; no key is in it.

    Args:
        document: What the service was held to.
        cases: What the run was about.
        run: What was seen.
        terms: What the run was allowed to do.
        base_url: Where the service is.
        keys: What must not be shown.
        started: When it began, as people write it.
    """
    by_operation: dict[Operation, list[Case]] = {}
    for case in cases:
        by_operation.setdefault(case.rule.operation, []).append(case)
    report = Report(
        document.title,
        base_url,
        started,
        terms_text(terms),
        run.ended,
        sum(len(record.observations) for record in run.records.values()),
        run.billable,
        tuple(_warnings(run)),
        tuple(
            _operation(run.records[operation], by_operation[operation], base_url, keys)
            for operation in document.operations
            if operation in by_operation
        ),
    )
    return _cleaned(report, keys)


def terms_text(terms: Terms) -> str:
    """Say what a run may do."""
    if not terms.allow_billable:
        return "only what costs nothing and changes nothing"
    return f"at most {terms.max_calls} calls that may cost something"


def _warnings(run: Run) -> Iterable[str]:
    probes = (Purpose.PROBE, Purpose.PLAIN)
    steps = [one.step for record in run.records.values() for one in record.observations]
    if steps and not any(step.purpose in probes and not step.may_cost for step in steps):
        yield "No free request showed whether the keys are taken; if they are wrong, every refusal may be for them"
    for record in run.records.values():
        if record.surprises:
            shown, count = record.surprises[0].step.cases[0], len(record.surprises)
            also = f" (and {count - 1} more)" if count > 1 else ""
            yield (
                f"May have cost something: {record.operation.label} accepted what it must refuse, "
                f"{shown.rule.field} / {shown.rule.name} / {shown.shown}{also}"
            )


def _operation(record: Record, cases: list[Case], base_url: str, keys: Keys) -> OperationReport:
    operation = record.operation
    return OperationReport(
        operation.label,
        operation.method,
        operation.path,
        provenance.of_operation(operation),
        len(record.observations),
        record.billable,
        findings_of(record, cases, lambda seen: curl(base_url, seen.request, keys.names)),
        tuple(_notes(record)),
    )


def _notes(record: Record) -> Iterable[str]:
    named, total = names_field(record)
    if total:
        yield f"{named} of {total} refusals name the field in their message, as the document supposes"
    if record.closed:
        yield f"nothing more was sent: {record.closed}"


def _cleaned(part: _Part, keys: Keys) -> _Part:
    """Take keys out of every text in which they could be."""
    changes: dict[str, Any] = {}
    for field in fields(part):  # type: ignore[arg-type]
        value = getattr(part, field.name)
        if field.name in _FROM_OUTSIDE:
            changes[field.name] = keys.redact(value)
        elif isinstance(value, tuple):
            changes[field.name] = tuple(
                keys.redact(one) if isinstance(one, str) else _cleaned(one, keys) for one in value
            )
    return replace(part, **changes)  # type: ignore[type-var]


_FROM_OUTSIDE = frozenset(("subject", "ended", "summary", "got", "sent"))
