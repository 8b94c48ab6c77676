"""The survivors that cannot be told from the real thing, and why: `equivalent.yaml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import yaml

from tests.mutants.mutant import Mutant
from tests.mutants.proofs import Proof
from tests.mutants.trial import Outcome, Verdict

EQUIVALENT = Path(__file__).with_name("equivalent.yaml")

_FORM = "has mutants, reason, and proof where a machine can prove it"


class EquivalentError(Exception):
    """The list of equivalent mutants cannot be used; the message says where it is wrong."""


@dataclass(frozen=True)
class Entry:
    """Mutants that are one and the same thing as what they were made from, and why.

    Attributes:
        mutants: Their ids; `*` stands for any text.
        reason: Why nobody can tell the difference.
        proof: What has to be proved of each; only those for which it is are meant. Without it all are meant, and all
            of them have to survive.
    """

    mutants: tuple[str, ...]
    reason: str
    proof: Proof | None = None

    def excuses(self, mutant: Mutant, outcome: Outcome) -> bool:
        """Tell whether a survivor is one of these."""
        is_proved = self.proof is None or self.proof in outcome.proofs
        return is_proved and any(fits(mutant, pattern) for pattern in self.mutants)


def load(path: Path = EQUIVALENT) -> tuple[Entry, ...]:
    """Read the list.

    Raises:
        EquivalentError: It cannot be read, or has another form.
    """
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise EquivalentError(f"{path}: cannot be read: {error.strerror or error}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise EquivalentError(f"{path}: is not YAML: {' '.join(str(error).split())}") from error
    if not isinstance(data, list):
        raise EquivalentError(f"{path}: is not a list")
    return tuple(_entry(f"{path}: entry {number}", item) for number, item in enumerate(data, 1))


def _entry(where: str, item: Any) -> Entry:
    if not isinstance(item, dict) or not {"mutants", "reason"} <= item.keys() <= {
        "mutants",
        "reason",
        "proof",
    }:
        raise EquivalentError(f"{where}: {_FORM}")
    mutants, reason, proof = item["mutants"], item["reason"], item.get("proof")
    if not isinstance(mutants, list) or not mutants or not all(isinstance(name, str) for name in mutants):
        raise EquivalentError(f"{where}: mutants: is not a list of ids")
    if not isinstance(reason, str) or not reason.strip():
        raise EquivalentError(f"{where}: reason: is empty")
    known = [known.value for known in Proof]
    if proof is not None and proof not in known:
        raise EquivalentError(f"{where}: proof: {proof!r} is not one of {', '.join(known)}")
    return Entry(tuple(mutants), " ".join(reason.split()), None if proof is None else Proof(proof))


def is_listed(mutant: Mutant, entries: Sequence[Entry]) -> bool:
    """Tell whether a mutant is known to survive, without a proof that would have to be made first."""
    return any(
        entry.proof is None and fits(mutant, pattern) for entry in entries for pattern in entry.mutants
    )


def excuse_of(mutant: Mutant, outcome: Outcome, entries: Sequence[Entry]) -> Entry | None:
    """Return the entry that lists a survivor; None if it is not listed."""
    return next((entry for entry in entries if entry.excuses(mutant, outcome)), None)


def stale(entries: Sequence[Entry], every: Sequence[Mutant], outcomes: Mapping[Mutant, Outcome]) -> list[str]:
    """Return what is wrong with the list: ids that fit no mutant, or one that does not survive.

    Args:
        every: All mutants of the document.
        outcomes: What became of those that were tried; of the others nothing is said.
    """
    patterns = [(entry, pattern) for entry in entries for pattern in entry.mutants]
    return [
        f"{pattern}: {problem}"
        for entry, pattern in patterns
        for problem in _problems(entry, [each for each in every if fits(each, pattern)], outcomes)
    ]


def _problems(entry: Entry, fitting: Sequence[Mutant], outcomes: Mapping[Mutant, Outcome]) -> list[str]:
    if not fitting:
        return ["there is no such mutant"]
    tried = {mutant: outcomes[mutant] for mutant in fitting if mutant in outcomes}
    if entry.proof is None:
        return [
            f"{mutant.id} does not survive: {outcome.verdict.value} by {outcome.by}"
            for mutant, outcome in tried.items()
            if outcome.verdict is not Verdict.survived
        ]
    if len(tried) < len(fitting) or any(entry.excuses(*each) for each in tried.items()):
        return []
    return [f"of no survivor that it fits is it proved: {entry.proof.value}"]


def fits(mutant: Mutant, pattern: str) -> bool:
    """Compare an id by stars alone: other signs of patterns stand for themselves."""
    return fnmatchcase(mutant.id, pattern.replace("[", "[[]").replace("?", "[?]"))
