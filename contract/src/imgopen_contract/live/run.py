"""Carries a plan out."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias

from imgopen_contract.cases import Call, HttpRequest
from imgopen_contract.cases.boundaries import links_to
from imgopen_contract.document import Document, Link, Operation
from imgopen_contract.document.expressions import NOTHING, read, steps_of
from imgopen_contract.live.answers import Answer, NoAnswerError, Verdict, read_answer
from imgopen_contract.live.ids import UNKNOWN, Ids, id_place
from imgopen_contract.live.keys import Keys
from imgopen_contract.live.observations import Observation, Record
from imgopen_contract.live.plan import Plan, Purpose, Step, recheck, together
from imgopen_contract.report.text import plain
from imgopen_contract.rules.constraint import Way

MOST_FAILURES = 5
"""After so many requests in a row without an answer, the run ends."""

SendPatiently: TypeAlias = Callable[..., Answer]
"""Called with a request, and whether it may be repeated; a NoAnswerError says that no answer came."""

Progress: TypeAlias = Callable[[int, int, str], None]
"""Told before every request how many of how many steps are done, and which operation is next."""


def no_progress(done: int, total: int, label: str) -> None:
    """Tell nobody."""


class UnusableServiceError(Exception):
    """The service cannot be reached, or does not take the keys, so that nothing could be learnt."""


class Run:
    """A run against a service. What was seen until it ends, for whatever reason, stays in `records`.

    Args:
        document: What the service is held to.
        plan: What to send.
        send: Sends a request.
        keys: The caller's keys.
        progress: Is told how far it is.

    Attributes:
        records: What was seen, by operation.
        billable: How many requests may have cost something.
        ended: Why it ended early; empty if it did not.
    """

    def __init__(
        self,
        document: Document,
        plan: Plan,
        send: SendPatiently,
        keys: Keys,
        progress: Progress = no_progress,
    ) -> None:
        self.records: dict[Operation, Record] = {one: Record(one) for one in document.operations}
        self.billable = 0
        self.ended = ""
        self._document = document
        self._plan = plan
        self._send = send
        self._keys = keys
        self._progress = progress
        self._ids = Ids(plan.terms.run)
        self._tasks: dict[Operation, list[Call]] = {}
        self._failures = 0
        self._probed = False

    def carry_out(self) -> None:
        """Take all steps; an interrupt ends it in good order.

        Raises:
            UnusableServiceError: Nothing can be learnt from this service with these keys.
        """
        for case, reason in self._plan.left_out:
            self.records[case.rule.operation].skipped[case] = reason
        steps = deque(self._plan.steps)
        taken, rechecked = 0, False
        try:
            while not self.ended:
                if not steps and not rechecked:
                    rechecked = True
                    steps.extend(self._rechecks())
                if not steps:
                    break
                step = steps.popleft()
                self._progress(taken, taken + 1 + len(steps), step.operation.label)
                taken += 1
                steps.extendleft(reversed(self._take(step)))
                if step.purpose is Purpose.PROBE and not self._probed and not self._may_probe(steps):
                    raise UnusableServiceError(self._why_unusable())
        except KeyboardInterrupt:
            self.ended = "it was interrupted"
        for step in steps:
            self._skip(step, self.ended)

    def _rechecks(self) -> Iterator[Step]:
        """Give what tells a rule that is stricter than documented from, say, an account that has run dry."""
        for record in self.records.values():
            plain = record.plain()
            if plain is not None and plain.verdict is Verdict.ACCEPTED and record.late_refusals():
                yield recheck(record.operation)

    def _take(self, step: Step) -> list[Step]:
        """Take a step; return the steps that became necessary by that."""
        if step.purpose is Purpose.PROBE and self._probed:
            return []
        record = self.records[step.operation]
        paid = self._is_paid(step, record)
        reason = self._why_not(step, record, paid)
        if reason:
            self._skip(step, reason)
            return []
        call, knows_task = self._prepared(step)
        request = self._request(step, call)
        repeatable = not paid
        if step.may_cost:
            self._spend(record)
        try:
            answer = self._send(request, repeatable=repeatable)
        except NoAnswerError as error:
            record.observations.append(Observation(step, request, None, str(error)))
            self._failed()
            return []
        self._failures = 0
        reading = read_answer(step.operation, answer, self._clean)
        seen = Observation(step, request, reading, knows_task=knows_task)
        record.observations.append(seen)
        return self._conclude(step, call, seen, record)

    def _conclude(self, step: Step, call: Call, seen: Observation, record: Record) -> list[Step]:
        if step.purpose is Purpose.PROBE:
            self._probed = seen.verdict is Verdict.ACCEPTED
        if step.purpose is Purpose.CONTROL:
            return []
        if step.may_cost and seen.verdict is Verdict.REFUSED:
            self._spend(record, -1)
        about_path = any(case.rule.place == "path" for case in step.cases)
        if seen.verdict is Verdict.NO_PATH and not about_path:
            record.closed = record.closed or f"the service has no such path ({seen.text})"
        elif record.is_like_control(seen):
            record.closed = f"the service answers as it does at a path that nobody has ({seen.text})"
        elif seen.verdict is Verdict.ACCEPTED and step.purpose in (Purpose.PLAIN, Purpose.TASK):
            self._note_task(step.operation, call, seen)
        elif seen.verdict is Verdict.ACCEPTED and step.operation.costs and not _is_accepted(step):
            record.surprises.append(seen)
            if not step.may_cost:
                self._spend(record)
        elif seen.verdict is Verdict.REFUSED and len(step.cases) > 1:
            half = len(step.cases) // 2
            return [together(step.cases[:half]), together(step.cases[half:])]
        return []

    def _is_paid(self, step: Step, record: Record) -> bool:
        """Tell whether a request has to be paid for out of what is allowed."""
        return step.may_cost or (self._is_lax(record) and step.operation.costs)

    def _is_lax(self, record: Record) -> bool:
        return len(record.surprises) >= self._plan.terms.surprises

    def _why_not(self, step: Step, record: Record, paid: bool) -> str:
        if record.closed:
            return record.closed
        terms = self._plan.terms
        if not paid or (terms.allow_billable and self.billable < terms.max_calls):
            return ""
        if step.may_cost:
            return f"the ceiling of {terms.max_calls} calls that may cost something was reached"
        shown = record.surprises[0].step.cases[0].id
        return f"the service accepted what it should have refused ({shown}), so that more of it may cost something"

    def _skip(self, step: Step, reason: str) -> None:
        for case in step.cases:
            self.records[step.operation].skipped.setdefault(case, reason)

    def _spend(self, record: Record, calls: int = 1) -> None:
        """Count calls that may cost something; what was refused after all costs nothing, and is given back."""
        self.billable += calls
        record.billable += calls

    def _failed(self) -> None:
        self._failures += 1
        if self._failures >= MOST_FAILURES:
            self.ended = f"the service gave no answer {self._failures} times in a row"

    def _prepared(self, step: Step) -> tuple[Call, bool]:
        """Return the call with an id that fits it, and whether it asks for a task that there is."""
        place = id_place(step.operation)
        about_id = next((one.rule for one in step.cases if (one.rule.place, one.rule.way) == place), None)
        if step.operation.role != "query":
            return self._ids.freshen(step.call, about_id), False
        tried = {(one.rule.place, one.rule.way[:1]) for one in step.cases if one.rule.keyword != "required"}
        for task in self._tasks.get(step.operation, ()):
            if _goes_with(step.call, task, tried):
                return _with_task(step.call, task), True
        if place in tried:
            return step.call, False
        return self._ids.freshen(step.call, None, UNKNOWN), False

    def _request(self, step: Step, call: Call) -> HttpRequest:
        request = call.http(self._keys.headers)
        if step.purpose is not Purpose.CONTROL:
            return request
        folder = request.path.partition("?")[0].rpartition("/")[0]
        return replace(request, path=f"{folder}/no-such-path-{self._plan.terms.run}")

    def _note_task(self, source: Operation, call: Call, seen: Observation) -> None:
        """Remember for the queries of this operation what they can ask for."""
        for query in self._document.operations:
            for link in (link for one, link in links_to(query) if one is source):
                task = _task(query, link, lambda value: _evaluate(value, call, seen))
                if task is not None:
                    self._tasks.setdefault(query, []).append(task)

    def _clean(self, text: str) -> str:
        return plain(self._keys.redact(text))

    def _may_probe(self, steps: deque[Step]) -> bool:
        return bool(steps) and steps[0].purpose is Purpose.PROBE and not self._failures

    def _why_unusable(self) -> str:
        seen = [one for record in self.records.values() for one in record.observations]
        if not any(one.reading for one in seen):
            return f"the service cannot be reached: {seen[-1].failure}"
        refused = next((one for one in seen if one.verdict is Verdict.REFUSED), seen[-1])
        return (
            f"a plain request to {refused.step.operation.label}, which costs nothing, was not accepted "
            f"({refused.text}); if the keys are wrong, every refusal would be for them, so that nothing could be learnt"
        )


def _is_accepted(step: Step) -> bool:
    return all(case.accepted for case in step.cases)


def _task(query: Operation, link: Link, evaluate: Callable[[object], object]) -> Call | None:
    """Return what a query has to ask for by a link; None if the link finds nothing there."""
    task = Call(query, {})
    asked = [("body", name, evaluate(value)) for name, value in link.body.items()]
    for name, value in link.parameters.items():
        for parameter in query.parameters:
            if name in (parameter.name, f"{parameter.place}.{parameter.name}"):
                asked.append((parameter.place, parameter.name, evaluate(value)))
    for place, name, value in asked:
        task = task.put(place, (name,), value)
    return None if any(value is NOTHING for _, _, value in asked) else task


def _evaluate(expression: object, call: Call, seen: Observation) -> object:
    if isinstance(expression, str) and expression.startswith("$response.body"):
        return read(seen.reading.data if seen.reading else None, steps_of(expression)[1:])
    return call.evaluate(expression)


def _leaves(task: Call) -> Iterator[tuple[str, str, object]]:
    for place, values in task.values.items():
        if isinstance(values, Mapping):
            for name, value in values.items():
                yield place, name, value


def _goes_with(call: Call, task: Call, tried: set[tuple[str, Way]]) -> bool:
    """Tell whether a query can ask for a task and still try out what it tries."""
    return all(
        (place, (name,)) not in tried or call.get(place, (name,)) == value
        for place, name, value in _leaves(task)
    )


def _with_task(call: Call, task: Call) -> Call:
    """Return the query with what it has to ask for, where it says anything there."""
    for place, name, value in _leaves(task):
        if call.get(place, (name,)) is not NOTHING:
            call = call.put(place, (name,), value)
    return call
