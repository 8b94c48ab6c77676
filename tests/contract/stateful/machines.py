"""State machines of parts of the API."""

from __future__ import annotations

import math
from collections.abc import Sequence

import schemathesis
from imgopen_contract.document import Document, Operation
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig
from schemathesis.core.result import Ok

from tests.contract.stateful.service import Service
from tests.contract.stateful.tally import Tally
from tests.contract.stateful.workflow import Workflow

LARGEST = 7
"""The most operations, queries not counted, of one machine; a scenario has time for so many."""


def groups(document: Document) -> dict[str, list[str]]:
    """Divide the API by tags, and large tags further; each part has the operations that its links lead to."""
    found: dict[str, list[str]] = {}
    for tag in dict.fromkeys(operation.tag for operation in document.operations):
        members = [
            operation
            for operation in document.operations
            if operation.tag == tag and operation.role != "query"
        ]
        parts = math.ceil(len(members) / LARGEST)
        for number in range(parts):
            part = members[number::parts]
            found[f"{tag}-{number + 1}" if parts > 1 else tag] = [
                operation.id for operation in with_targets(part)
            ]
    return found


def with_targets(operations: Sequence[Operation]) -> list[Operation]:
    """Return operations, and those that their links lead to."""
    targets = [link.operation for operation in operations for link in operation.links]
    return list({operation.id: operation for operation in [*operations, *targets]}.values())


def machine(
    document: Document,
    service: Service,
    names: Sequence[str],
    modes: Sequence[GenerationMode] = tuple(GenerationMode),
) -> tuple[type[Workflow], Tally]:
    """Make the state machine of some operations, and the tally of what it will see.

    Args:
        document: By which answers are judged.
        service: What is called.
        names: The operationIds.
        modes: Whether valid data is sent, or broken data, or both.
    """
    schema = schemathesis.openapi.from_dict(dict(document.data), config=_config(modes))
    chosen = schema.include(operation_id=list(names))
    found = [result.ok() for result in chosen.get_all_operations() if isinstance(result, Ok)]
    tally = Tally()
    members = {
        "document": document,
        "service": service,
        "tally": tally,
        "operations": {operation.definition.raw["operationId"]: operation for operation in found},
        "modes": tuple(modes),
    }
    return type("DerivedWorkflow", (Workflow, chosen.as_state_machine()), members), tally


def _config(modes: Sequence[GenerationMode]) -> SchemathesisConfig:
    """Send no keys but ours, and follow no links but the document's."""
    return SchemathesisConfig.from_dict(
        {
            "generation": {
                "with-security-parameters": False,
                "mode": modes[0].value if len(modes) == 1 else "all",
            },
            "phases": {"stateful": {"inference": {"algorithms": []}}},
        }
    )
