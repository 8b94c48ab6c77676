"""What was found out, rule by rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum


class Status(str, Enum):
    """What a rule of the document is worth at the service.

    `DIFFERS` is for what the document takes from the vendor's pages; where it only supposes, and the service turns
    out otherwise, that is a `DISCOVERY`. `UNKNOWN` is whatever was not tried or could not be told.
    """

    DIFFERS = "differs"
    DISCOVERY = "discovery"
    UNKNOWN = "unknown"
    AGREES = "agrees"


@dataclass(frozen=True)
class Provenance:
    """How far the document itself is sure.

    Attributes:
        status: `documented`, `partial`, `inferred` or `contradicted`.
        note: What the document says about that.
    """

    status: str = "documented"
    note: str = ""

    @property
    def is_supposed(self) -> bool:
        """Whether it is a reading of ours, so that the service may well do something else."""
        return self.status in ("inferred", "contradicted")


@dataclass(frozen=True)
class Evidence:
    """One request and its answer.

    Attributes:
        sent: What was tried.
        expected: What the document has the service do with it.
        got: What the service did.
        curl: The request as a shell command, with variables in the place of keys; empty where nobody needs it.
    """

    sent: str
    expected: str
    got: str
    curl: str = ""


@dataclass(frozen=True)
class Finding:
    """What was found out about one rule of one operation.

    Attributes:
        field: What the rule is for.
        rule: What it says.
        pointer: Where it stands in the document, as a JSON pointer; empty for what an operation as a whole promises.
        summary: What was found, or why nothing was, in a sentence.
        proved: Whether it is certain. A refusal alone is not, as long as the same operation accepted nothing.
        tried: How many of its cases were answered so that something can be told.
        cases: How many cases it has.
        evidence: The requests that show it, where it is not plain agreement.
    """

    field: str
    rule: str
    pointer: str
    status: Status
    summary: str
    proved: bool
    tried: int
    cases: int
    evidence: tuple[Evidence, ...]
    provenance: Provenance

    @property
    def title(self) -> str:
        """Field and rule."""
        return f"{self.field} / {self.rule}"

    @property
    def certainty(self) -> str:
        """How far an agreement can be relied on; empty for anything else."""
        if self.status is not Status.AGREES:
            return ""
        return "certain" if self.proved else "refusals alone"


@dataclass(frozen=True)
class OperationReport:
    """What was found out about one operation.

    Attributes:
        label: `group.operationId`.
        calls: How many requests were sent to it.
        billable: How many of them may cost something.
        notes: What else there is to know.
    """

    label: str
    method: str
    path: str
    provenance: Provenance
    calls: int
    billable: int
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]

    def count(self, status: Status) -> int:
        """Tell how many of its rules have this status."""
        return sum(finding.status is status for finding in self.findings)


@dataclass(frozen=True)
class Report:
    """What was found out about a service.

    Attributes:
        title: The API, and its version.
        subject: Where the service is.
        started: When, as people write it.
        terms: What the run was allowed to do, in a sentence.
        ended: Why it ended early; empty if it did not.
        calls: How many requests were sent, those to other operations included that the run needed.
        billable: How many of them may cost something.
        notes: What everybody who reads it has to know.
    """

    title: str
    subject: str
    started: str
    terms: str
    ended: str
    calls: int
    billable: int
    notes: tuple[str, ...]
    operations: tuple[OperationReport, ...]

    def findings(self, status: Status | None = None) -> Iterator[tuple[OperationReport, Finding]]:
        """Give the findings, or those of one status, each with its operation."""
        for operation in self.operations:
            for finding in operation.findings:
                if status in (None, finding.status):
                    yield operation, finding

    def count(self, status: Status) -> int:
        """Tell how many rules have this status."""
        return sum(operation.count(status) for operation in self.operations)

    @property
    def proved(self) -> int:
        """How many rules agree for certain."""
        return sum(finding.proved for _, finding in self.findings(Status.AGREES))
