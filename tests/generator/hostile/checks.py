"""What is required of every hostile document."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from tests.generator.hostile.cage import CANARY, Cage, Case, Outcome

_COMPLAINT: Final = re.compile(r"^(notice: )?.+:[0-9]+: .+: .+$")
_COUNT: Final = re.compile(r"^[0-9]+ complaints?$|^notice: \.\.\. and [0-9]+ more notices; .*$")


def harmless(cage: Cage, case: Case) -> Outcome:
    """Return what became of a case, which gave a package or complaints and did nothing else."""
    outcome = cage.run(case)
    assert outcome.exit_code in (0, 1), outcome.exception
    assert not outcome.exception, outcome.exception
    assert not outcome.deeds
    assert not outcome.left
    assert not list(case.out.parent.rglob(f"*{CANARY}*"))
    _check_told(outcome)
    if outcome.exit_code == 0 and case.is_imported and case.command == "generate":
        assert f"{case.package}.client" in outcome.imported
    return outcome


def package_of(cage: Cage, spec: Path, out: Path) -> Outcome:
    """Return what became of a document that gives a package."""
    outcome = harmless(cage, Case(spec, out))
    assert outcome.exit_code == 0, outcome.stderr
    return outcome


def refusal_of(cage: Cage, spec: Path, out: Path) -> str:
    """Return the complaints about a document that gives none, of which nothing is written."""
    outcome = harmless(cage, Case(spec, out))
    assert outcome.exit_code == 1, outcome.stderr
    assert not out.exists()
    return outcome.stderr


def _check_told(outcome: Outcome) -> None:
    """Check that each line names a file and a line of it, and holds nothing that steers a terminal."""
    told = outcome.stdout + outcome.stderr
    assert not [char for char in told if not char.isprintable() and char != "\n"]
    for line in outcome.stderr.splitlines():
        assert _COMPLAINT.match(line) or _COUNT.match(line), line
        assert len(line) < 1_000
    if outcome.exit_code == 1:
        assert outcome.stderr
