"""What has been seen in a run, so that a run that saw too little can be told from a good one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from imgopen_contract.document import Document

from tests.contract.stateful.book import Expected, kind_of_state
from tests.contract.stateful.judge import Judge


@dataclass
class Tally:
    """Counts of what was sent and answered.

    Attributes:
        accepted: Successes, by operationId.
        broken: Refusals for a broken rule, by operationId.
        keyless: Refusals for a missing key, by operationId.
        links: Links that were followed from a success and answered with one, by operationIds of source and target.
        states: Kinds of states that queries told of.
        state_refusals: Refusals by the state of the service, by what was the matter.
    """

    accepted: Counter[str] = field(default_factory=Counter)
    broken: Counter[str] = field(default_factory=Counter)
    keyless: Counter[str] = field(default_factory=Counter)
    links: Counter[tuple[str, str]] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    state_refusals: Counter[Expected] = field(default_factory=Counter)

    def note(self, judge: Judge) -> None:
        """Count an exchange that passed all checks."""
        exchange = judge.exchange
        name = exchange.operation.id
        if exchange.accepted:
            self.accepted[name] += 1
        elif exchange.missing_keys:
            self.keyless[name] += 1
        elif judge.breaches:
            self.broken[name] += 1
        else:
            self.state_refusals[judge.expected] += 1
        if judge.link is not None and judge.source is not None and exchange.accepted:
            self.links[judge.source.operation.id, name] += 1
        if exchange.accepted and exchange.operation.role == "query":
            self.states[kind_of_state(exchange)] += 1

    def missing(self, document: Document, names: Sequence[str]) -> list[tuple[str, Any]]:
        """Return what was not seen of some operations.

        Of each: a success, a refusal for a broken rule, and one for a missing key. Each link followed. If there are
        tasks: every documented kind of state but failed, an id that was taken, and a task that was none.
        """
        links = links_of(document, names)
        wanted: dict[str, tuple[Counter[Any], Sequence[Any]]] = {
            "accepted": (self.accepted, names),
            "broken": (self.broken, names),
            "keyless": (self.keyless, names),
            "followed": (self.links, links),
            "told": (self.states, kinds_of(document, names)),
            "refused": (self.state_refusals, (Expected.TAKEN, Expected.UNKNOWN) if links else ()),
        }
        return [(what, item) for what, (seen, items) in wanted.items() for item in items if not seen[item]]


def links_of(document: Document, names: Sequence[str]) -> list[tuple[str, str]]:
    """Return the links of operations, by the operationIds of source and target."""
    return [(name, link.operation.id) for name in names for link in document.operation(name).links]


def kinds_of(document: Document, names: Sequence[str]) -> list[str]:
    """Return the kinds of states that queries tell of; which tasks fail, no document says."""
    queries = [document.operation(name) for name in names if document.operation(name).role == "query"]
    return sorted({kind for query in queries for kind in query.task.get("states", {}) if kind != "failed"})
