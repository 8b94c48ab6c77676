"""What was seen while a plan was carried out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from imgopen_contract.cases import Case, HttpRequest
from imgopen_contract.document import Operation
from imgopen_contract.live.answers import Reading, Verdict
from imgopen_contract.live.plan import Purpose, Step


@dataclass(frozen=True)
class Observation:
    """A step that was taken, and what came of it.

    Attributes:
        reading: The answer; None if there was none.
        failure: Why there was none, or none that tells anything.
        knows_task: Of a query, whether it asked for a task that there is.
    """

    step: Step
    request: HttpRequest
    reading: Reading | None
    failure: str = ""
    knows_task: bool = False

    @property
    def verdict(self) -> Verdict:
        """What the service thinks of the request."""
        return Verdict.UNCLEAR if self.reading is None else self.reading.verdict

    @property
    def text(self) -> str:
        """What came of it, in a sentence."""
        return self.failure if self.reading is None else self.reading.text


@dataclass
class Record:
    """Everything that was seen at one operation.

    Attributes:
        closed: Why nothing more is sent to it; empty if nothing speaks against it.
        surprises: The requests that it should have refused, and accepted.
        skipped: Why a case was not tried.
        billable: How many requests may have cost something.
    """

    operation: Operation
    observations: list[Observation] = field(default_factory=list)
    skipped: dict[Case, str] = field(default_factory=dict)
    closed: str = ""
    surprises: list[Observation] = field(default_factory=list)
    billable: int = 0

    def plain(self) -> Observation | None:
        """Return the plain request, if it was sent."""
        plain = (Purpose.PLAIN, Purpose.TASK, Purpose.PROBE)
        return next((one for one in self.observations if one.step.purpose in plain), None)

    def of(self, case: Case) -> Observation | None:
        """Return what shows most of a case: its own request, or the last one that it had a part in."""
        return next((one for one in reversed(self.observations) if case in one.step.cases), None)

    def control(self) -> Observation | None:
        """Return what the service answers at a path that nobody has."""
        return next((one for one in self.observations if one.step.purpose is Purpose.CONTROL), None)

    def is_like_control(self, seen: Observation) -> bool:
        """Tell whether an answer is no other than that at a path that nobody has."""
        control = self.control()
        if control is None or control.reading is None or seen.verdict is Verdict.ACCEPTED:
            return False
        return _without_path(control) == _without_path(seen)

    def answers(self) -> Iterator[tuple[Observation, Reading]]:
        """Give what the operation itself answered."""
        for one in self.observations:
            if one.reading is not None and one.step.purpose is not Purpose.CONTROL:
                yield one, one.reading

    def late_refusals(self) -> list[Observation]:
        """Return the refusals of what had to be accepted since when nothing was accepted any more."""
        late: list[Observation] = []
        for one in self.observations:
            if one.verdict is Verdict.ACCEPTED:
                late = []
            elif one.verdict is Verdict.REFUSED and len(one.step.cases) == 1 and one.step.cases[0].accepted:
                late.append(one)
        return late

    @property
    def turned(self) -> bool:
        """Whether the plain request, once accepted, was refused in the end: something else has changed."""
        again = [one for one in self.observations if one.step.purpose is Purpose.RECHECK]
        return bool(again) and again[-1].verdict is not Verdict.ACCEPTED

    @property
    def has_accepted(self) -> bool:
        """Whether the operation accepted a request that it had to accept."""
        return any(
            reading.verdict is Verdict.ACCEPTED and all(case.accepted for case in one.step.cases)
            for one, reading in self.answers()
        )


def _without_path(seen: Observation) -> str:
    return seen.text.replace(seen.request.path, "")
