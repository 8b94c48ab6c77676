"""The report in a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from imgopen_contract.report.model import Finding, OperationReport, Report, Status
from imgopen_contract.report.text import harmless

MARKS = {Status.DIFFERS: "✗", Status.DISCOVERY: "★", Status.UNKNOWN: "?", Status.AGREES: "✓"}
"""How a status is drawn where a word would be too long; the word stands beside it wherever it matters."""

_STYLES = {
    Status.DIFFERS: "bold red",
    Status.DISCOVERY: "magenta",
    Status.UNKNOWN: "dim",
    Status.AGREES: "green",
}
_INDENT = 4


def print_report(report: Report, console: Console) -> None:
    """Print what matters first: differences, discoveries, a row for each operation, and the totals."""
    report = harmless(report)
    _say(console, Text(f"{report.title} at {report.subject}", style="bold"))
    _say(console, Text(f"{report.started}, {report.terms}", style="dim"))
    for status in (Status.DIFFERS, Status.DISCOVERY):
        findings = list(report.findings(status))
        if findings:
            _say(console, Text(f"\n{status.value.capitalize()} ({len(findings)})", style=_STYLES[status]))
            for operation, finding in findings:
                _print_finding(console, operation, finding)
    _say(console, Text(""))
    console.print(_table(report))
    for note in _notes(report):
        _say(console, Text(note, style="yellow"))
    _say(console, Text(totals(report), style="bold"))


def totals(report: Report) -> str:
    """Say the numbers in a sentence."""
    differing, discovered = report.count(Status.DIFFERS), report.count(Status.DISCOVERY)
    agreeing, unknown = report.count(Status.AGREES), report.count(Status.UNKNOWN)
    found = sum(operation.count(status) for operation in report.operations for status in Status)
    return (
        f"{found} rules: {differing} {'differs' if differing == 1 else 'differ'}, "
        f"{discovered} {'discovery' if discovered == 1 else 'discoveries'}, "
        f"{agreeing} agree ({report.proved} for certain), {unknown} unknown; "
        f"{report.calls} calls, {report.billable} of them may cost something"
    )


def _say(console: Console, text: Text) -> None:
    console.print(text, soft_wrap=True)


def _print_finding(console: Console, operation: OperationReport, finding: Finding) -> None:
    style = _STYLES[finding.status]
    title = Text.assemble((f"{MARKS[finding.status]} ", style), f"{operation.label} / {finding.title}")
    _say(console, title)
    for line in lines_of(finding):
        if console.is_terminal:
            console.print(Padding(Text(line), (0, 0, 0, _INDENT)))
        else:
            _say(console, Text(f"{' ' * _INDENT}{line}"))


def lines_of(finding: Finding) -> Iterator[str]:
    """Say what was found out about a rule, in lines."""
    yield finding.summary
    if finding.provenance.is_supposed:
        note = f": {finding.provenance.note}" if finding.provenance.note else ""
        yield f"the document says this is {finding.provenance.status}{note}"
    for evidence in finding.evidence:
        yield f"sent {evidence.sent}: expected {evidence.expected}, got {evidence.got}"


def _table(report: Report) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("operation", overflow="fold")
    for status in Status:
        table.add_column(status.value, justify="right", style=_STYLES[status])
    for name in ("certain", "calls", "billable"):
        table.add_column(name, justify="right")
    for operation in report.operations:
        counts = [operation.count(status) for status in Status]
        certain = sum(one.proved for one in operation.findings if one.status is Status.AGREES)
        numbers = (*counts, certain, operation.calls, operation.billable)
        table.add_row(operation.label, *(str(number) if number else "-" for number in numbers))
    return table


def _notes(report: Report) -> Iterator[str]:
    yield from report.notes
    if report.ended:
        yield f"The run ended early: {report.ended}."
