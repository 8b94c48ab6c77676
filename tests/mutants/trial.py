"""One mutant against the suite."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

import pytest
from imgopen_contract.document import Document, Operation

from tests.contract.checks import Check
from tests.mutants.mutant import Mutant, Side, Use
from tests.mutants.proofs import Proof, proofs_of
from tests.mutants.sides import RefusedError, Workshop


class Verdict(str, Enum):
    """What became of a mutant: a check failed, none did, or there was nothing to check."""

    killed = "killed"
    survived = "survived"
    refused = "refused"


@dataclass(frozen=True)
class Outcome:
    """What became of a mutant.

    Attributes:
        by: The name of the first check that failed, or why nothing could be made of the changed document.
        proofs: Of a survivor, why no check could have failed.
    """

    verdict: Verdict
    by: str = ""
    proofs: frozenset[Proof] = frozenset()


def try_out(mutant: Mutant, document: Document, workshops: Mapping[Side, Workshop]) -> Outcome:
    """Make one side of the changed document, and run the suite for the operations that are touched, up to a failure."""
    workshop = workshops[mutant.side]
    try:
        with workshop.subject(mutant.change, mutant.operations) as subject:
            for use in mutant.uses:
                failed = first_failure(subject, likeliest_first(workshop.checks(use.operation), use))
                if failed is not None:
                    return Outcome(Verdict.killed, failed)
    except RefusedError as error:
        return Outcome(Verdict.refused, str(error))
    return Outcome(Verdict.survived, proofs=proofs_of(mutant, document, workshops))


def failure_without_change(workshop: Workshop, operations: Sequence[Operation]) -> str | None:
    """Return the check that fails although nothing was changed; None if all pass, as they have to."""
    with workshop.subject(None, operations) as subject:
        for operation in operations:
            failed = first_failure(subject, workshop.checks(operation))
            if failed is not None:
                return failed
    return None


def first_failure(subject: Any, checks: Sequence[Check[Any]]) -> str | None:
    """Return the name of the first check that fails, whatever goes wrong; None if all pass."""
    for check in checks:
        try:
            check.run(subject)
        except (Exception, pytest.fail.Exception):
            return check.id
    return None


def likeliest_first(checks: Sequence[Check[Any]], use: Use) -> list[Check[Any]]:
    """Return the checks, first those that are about the changed rule, then those about its field.

    Of the others the last come first: they are about the operation as a whole.
    """

    def rank(place: int) -> tuple[int, int]:
        name = checks[place].id
        hit = next((index for index, hint in enumerate(use.hints) if name.startswith(hint)), len(use.hints))
        return hit, place if hit < len(use.hints) else -place

    return [checks[place] for place in sorted(range(len(checks)), key=rank)]
