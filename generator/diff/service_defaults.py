"""What changes of defaults mean where the client leaves them to the service, as in documents of others."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from generator.diff.findings import Finding

_KINDS: Final = {
    "required-property-with-default-added": "required-property-added",
    "property-with-default-made-required": "property-made-required",
    "required-parameter-with-default-added": "required-parameter-added",
    "default-added": "service-default-added",
    "default-removed": "service-default-removed",
    "default-changed": "service-default-changed",
}


def left_to_service(finding: Finding) -> Finding:
    """Return a difference as it is for a client that sends no defaults: what is required has to be given."""
    return replace(finding, kind=_KINDS.get(finding.kind, finding.kind))
