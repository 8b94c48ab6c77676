"""What was found out about a service, as data, and the forms in which people and machines read it."""

from imgopen_contract.report.model import (
    Evidence,
    Finding,
    OperationReport,
    Provenance,
    Report,
    Status,
)

__all__ = ["Evidence", "Finding", "OperationReport", "Provenance", "Report", "Status"]
