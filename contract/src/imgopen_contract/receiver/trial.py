"""What a check does with a receiver: it makes tasks, posts what they give, and writes down what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

from imgopen_contract.document.expressions import NOTHING, read, written
from imgopen_contract.receiver.endpoint import Endpoint, Pending
from imgopen_contract.receiver.kind import Kind, Way
from imgopen_contract.receiver.parcel import Parcel, compact
from imgopen_contract.receiver.payloads import Payload
from imgopen_contract.receiver.reply import NoReply, Outcome, Reply, is_heard, told, why_unheard


class Grade(Enum):
    """How something went; the worse is greater."""

    RIGHT = 0
    DOUBTFUL = 1
    WRONG = 2


@dataclass(frozen=True)
class Exchange:
    """A parcel that was posted, and what came of it.

    Attributes:
        label: What is special about what was posted.
        sent: What was posted, with its size and its task.
        expected: What had to come.
        came: What came, and what is wrong with it.
        late: Whether nothing came in time.
    """

    grade: Grade
    label: str
    sent: str
    expected: str
    came: str
    late: bool = False


@dataclass(frozen=True)
class Task:
    """A task that nobody has seen.

    Attributes:
        id: The caller's id.
        assigned: The number that the service made; it is written as the document's own are.
    """

    id: str | int
    assigned: int


@dataclass(frozen=True)
class Trial:
    """A kind of callback, and the receiver that is to take it."""

    kind: Kind
    endpoint: Endpoint = field(repr=False)

    def task(self) -> Task:
        """Return a new task, under an id of the type that the document has."""
        places = self.kind.places
        numbered = any(isinstance(self._documented(way), int) for way in places.ids)
        return Task(self.endpoint.new_id(numbered), self.endpoint.new_number())

    def payload(self, payload: Payload, task: Task) -> Any:
        """Return a payload with the ids of a task, as far as the schema lets them stand there."""
        value = payload.value
        for way in self.kind.places.ids:
            value = self._with(value, way, task.id)
        for way in self.kind.places.assigned:
            number = isinstance(self._documented(way), int)
            value = self._with(value, way, task.assigned if number else str(task.assigned))
        return value

    def parcel(
        self, payload: Payload, task: Task | None = None, encode: Callable[[Any], bytes] = compact
    ) -> Parcel:
        """Return what is posted for a payload, of a new task if none is given."""
        task = task or self.task()
        body = encode(self.payload(payload, task))
        return self.raw(payload.label, body, task)

    def raw(self, label: str, body: bytes, task: Task | None = None) -> Parcel:
        """Return a parcel with any body."""
        task_id = str((task or self.task()).id)
        return Parcel(label, task_id, self.kind.callback.method, self.kind.media_type, body)

    def send(self, parcel: Parcel) -> Exchange:
        """Post something that has to be acknowledged."""
        return self.judge(parcel, self.endpoint.send(parcel))

    def begin(self, parcel: Parcel) -> Pending:
        """Begin to post something; `judge` it when it has ended."""
        return self.endpoint.begin(parcel)

    def judge(self, parcel: Parcel, outcome: Outcome) -> Exchange:
        """Write down what came of something that has to be acknowledged."""
        why = why_unheard(self.kind.rule, outcome, self.endpoint.hide)
        came = told(outcome, self.endpoint.hide)
        wanted = f"{self.kind.wanted}, within {self.endpoint.timeout:g} s"
        if why and isinstance(outcome, Reply):
            came = f"{came} - {why}"
        return _exchange(Grade.WRONG if why else Grade.RIGHT, parcel, wanted, came, outcome)

    def send_rubbish(self, parcel: Parcel, grade: Grade = Grade.WRONG) -> Exchange:
        """Post something that must not be acknowledged; that no answer comes at all is doubtful.

        Args:
            parcel: What is posted.
            grade: How bad an acknowledgement is.
        """
        outcome = self.endpoint.send(parcel)
        came = told(outcome, self.endpoint.hide)
        expected = "any answer that does not acknowledge"
        if is_heard(self.kind.rule, outcome):
            return _exchange(grade, parcel, expected, f"{came} - that acknowledges", outcome)
        answered = isinstance(outcome, Reply)
        return _exchange(Grade.RIGHT if answered else Grade.DOUBTFUL, parcel, expected, came, outcome)

    def form(self, parcel: Parcel) -> Exchange:
        """Post something that has to be acknowledged, and look at how that is done."""
        outcome = self.endpoint.send(parcel)
        exchange = self.judge(parcel, outcome)
        doubts = self._doubts(outcome) if exchange.grade is Grade.RIGHT and isinstance(outcome, Reply) else []
        if not doubts:
            return exchange
        came = f"{exchange.came} - {' and '.join(doubts)}"
        return replace(exchange, grade=Grade.DOUBTFUL, came=came)

    def _doubts(self, reply: Reply) -> list[str]:
        """Tell what the document has otherwise in an answer that acknowledges."""
        doubts = []
        statuses, types = self.kind.statuses, self.kind.answer_types
        if statuses and str(reply.status) not in statuses and "default" not in statuses:
            doubts.append(f"the document has HTTP {' or '.join(statuses)}")
        if types and reply.media_type.partition(";")[0].strip().lower() not in types:
            doubts.append(f"the document has {' or '.join(types)}")
        return doubts

    def _documented(self, way: Way) -> Any:
        found = (read(value, way) for value in self.kind.payloads.values())
        return next(value for value in found if value is not NOTHING)

    def _with(self, value: Any, way: Way, new: Any) -> Any:
        changed = written(value, way, new)
        return changed if self.kind.keeps(changed) or not self.kind.keeps(value) else value


def _exchange(grade: Grade, parcel: Parcel, expected: str, came: str, outcome: Outcome) -> Exchange:
    late = isinstance(outcome, NoReply) and outcome.late
    return Exchange(grade, parcel.label, str(parcel), expected, came, late)
