"""Which requests are sent, in which order, and which of them may cost something."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum

from imgopen_contract.cases import Call, Case, baseline
from imgopen_contract.cases.boundaries import askable, links_to
from imgopen_contract.document import Document, Operation
from imgopen_contract.live.combine import changes_of, combined, is_boundless, merged
from imgopen_contract.live.ids import can_be_fresh
from imgopen_contract.live.sameness import spokesmen

_ORDER = {"documented": 0, "partial": 1, "inferred": 2}


class Purpose(str, Enum):
    """What a request is sent for.

    `CONTROL` goes to a path that nobody has, to see how the service answers that. `TASK` is sent only to give a query
    something to ask for. `RECHECK` is the plain request once more, to see whether it is still accepted.
    """

    PROBE = "probe"
    CONTROL = "control"
    PLAIN = "plain"
    TASK = "task"
    CASES = "cases"
    RECHECK = "recheck"


@dataclass(frozen=True)
class Terms:
    """What a run may do.

    Attributes:
        run: What tells this run from all others; stands in every id that it submits.
        allow_billable: Whether requests that may cost something are sent at all.
        max_calls: The most of them; 0 unless they are allowed.
        surprises: After how many requests that an operation should have refused, and accepted, it gets no more of
            them, unless they are paid for out of `max_calls`.
    """

    run: str
    allow_billable: bool = False
    max_calls: int = 0
    surprises: int = 1


@dataclass(frozen=True, eq=False)
class Step:
    """One request.

    Attributes:
        cases: What it shows; several only if all are accepted.
        may_cost: Whether the document has the service accept it, and do something.
    """

    purpose: Purpose
    operation: Operation
    cases: tuple[Case, ...]
    call: Call = field(repr=False)
    may_cost: bool = False


@dataclass(frozen=True)
class Plan:
    """All steps in the order in which they are taken, and why other cases are not tried."""

    terms: Terms
    steps: tuple[Step, ...]
    left_out: tuple[tuple[Case, str], ...]

    @property
    def free(self) -> int:
        """How many requests cost nothing, if the service keeps the document."""
        return sum(not step.may_cost for step in self.steps)

    @property
    def billable(self) -> int:
        """How many requests may cost something, if there were no ceiling."""
        return sum(step.may_cost for step in self.steps)


def plan_of(document: Document, cases: Iterable[Case], terms: Terms) -> Plan:
    """Make the plan of a run.

    First comes what is free at operations that never cost anything, and, if it may cost, one plain request for each
    operation, because it makes certain what refusals alone leave open. Then follow queries, refusals, and at last
    accepted requests, of every operation in turn the one that shows most.
    """
    by_operation: dict[Operation, list[Case]] = {}
    for case in dict.fromkeys(spokesmen(cases).values()):
        by_operation.setdefault(case.rule.operation, []).append(case)
    operations = sorted(by_operation, key=lambda one: (_ORDER[one.status], document.operations.index(one)))
    left_out: list[tuple[Case, str]] = []
    costing = [one for one in operations if one.costs]
    lists = sorted((one for one in document.operations if one.is_list), key=lambda one: one.is_inferred)
    steps = [Step(Purpose.PROBE, one, (), baseline(one)) for one in lists]
    steps += [_control(one) for one in operations if one.is_inferred]
    for one in (one for one in operations if one.is_list):
        steps += [_plain(one), *_each(by_operation[one])]
    if terms.allow_billable:
        steps += [_plain(one) for one in costing]
    for one in (one for one in operations if one.role == "query"):
        steps += [*_task(one, costing, terms), _plain(one), *_each(by_operation[one])]
    for one in costing:
        steps += _each(case for case in by_operation[one] if not case.accepted)
    if terms.allow_billable:
        steps += _in_turn([_accepted(by_operation[one], left_out) for one in costing])
    else:
        why = "an accepted request may cost something, which was not allowed"
        left_out += [(case, why) for one in costing for case in by_operation[one] if case.accepted]
    return Plan(terms, tuple(steps), tuple(left_out))


def is_plain(case: Case) -> bool:
    """Tell whether the case's request is the operation's plain one."""
    return case.accepted and not case.call.keys and not changes_of(case)


def _control(operation: Operation) -> Step:
    return Step(Purpose.CONTROL, operation, (), baseline(operation))


def _plain(operation: Operation) -> Step:
    return Step(Purpose.PLAIN, operation, (), baseline(operation), operation.costs)


def _task(query: Operation, costing: Sequence[Operation], terms: Terms) -> list[Step]:
    """Submit a task for a query to find, unless the plain request of the same operation is one anyway."""
    sources = [source for source, _ in links_to(query)]
    if not sources or not terms.allow_billable or any(source in costing for source in sources):
        return []
    return [Step(Purpose.TASK, sources[0], (), askable(sources[0]), True)]


def _each(cases: Iterable[Case]) -> list[Step]:
    return [
        Step(Purpose.CASES, case.rule.operation, (case,), case.call) for case in cases if not is_plain(case)
    ]


def _accepted(cases: Sequence[Case], left_out: list[tuple[Case, str]]) -> list[Step]:
    """Give the accepted cases of an operation in as few requests as possible, those first that show most rules."""
    boundless = [case for case in cases if case.accepted and is_boundless(case)]
    left_out += [
        (case, "it orders more work than any documented value, without a limit") for case in boundless
    ]
    stale = [case for case in cases if case.accepted and not can_be_fresh(case)]
    left_out += [
        (case, "the service refuses an id that was used, and one of this form may have been")
        for case in stale
    ]
    unwanted = {*boundless, *stale}
    wanted = [case for case in cases if case.accepted and not is_plain(case) and case not in unwanted]
    return [together(group) for group in combined(_one_of_each_rule_first(wanted))]


def recheck(operation: Operation) -> Step:
    """Return the step that sends the plain request once more."""
    return Step(Purpose.RECHECK, operation, (), baseline(operation), operation.costs)


def together(cases: Sequence[Case]) -> Step:
    """Return the one step for cases that are all accepted."""
    operation = cases[0].rule.operation
    return Step(Purpose.CASES, operation, tuple(cases), merged(cases), operation.costs)


def _one_of_each_rule_first(cases: Sequence[Case]) -> list[Case]:
    rules: dict[int, list[Case]] = {}
    for case in cases:
        rules.setdefault(id(case.rule), []).append(case)
    return [case for row in itertools.zip_longest(*rules.values()) for case in row if case is not None]


def _in_turn(several: Sequence[Sequence[Step]]) -> list[Step]:
    return [step for row in itertools.zip_longest(*several) for step in row if step is not None]
