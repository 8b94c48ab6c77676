"""What the bundle says in `x-` extensions, read into typed data."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from imgopen_mock.core.description.document import Node
from imgopen_mock.core.description.expressions import Expression

_MOST_RETRIES = 1000


@dataclass(frozen=True)
class Envelope:
    """The frame around every answer (`x-envelope`): three property names and the two values of the first."""

    code: str
    message: str
    data: str
    success: Any
    refusal: Any

    @classmethod
    def read(cls, node: Node) -> Envelope:
        """Read `x-envelope`."""
        return cls(
            code=node.need("code").text(),
            message=node.need("message").text(),
            data=node.need("data").text(),
            success=node.need("success").value,
            refusal=node.need("refusal").value,
        )


@dataclass(frozen=True)
class Provenance:
    """How well an operation is known (`x-provenance`)."""

    status: str
    pages: tuple[str, ...]
    note: str

    @classmethod
    def read(cls, node: Node) -> Provenance:
        """Read the `x-provenance` of an operation."""
        pages = node.get("pages")
        return cls(
            status=node.need("status").text(),
            pages=() if pages is None else tuple(page.text() for page in pages.elements()),
            note=node.optional_text("note") or "",
        )


@dataclass(frozen=True)
class States:
    """Which values of a task's state mean what; a value in none of them counts as failed."""

    pending: tuple[Any, ...] = ()
    running: tuple[Any, ...] = ()
    succeeded: tuple[Any, ...] = ()
    failed: tuple[Any, ...] = ()

    @classmethod
    def read(cls, node: Node) -> States:
        """Read the `states` of an `x-task`."""
        known = {name: tuple(element.value for element in values.elements()) for name, values in node.items()}
        unknown = known.keys() - {"pending", "running", "succeeded", "failed"}
        if unknown:
            raise node.error(f"{min(unknown)} is not a kind of state")
        return cls(**known)


@dataclass(frozen=True)
class TaskPart:
    """An operation's part in the life of a task (`x-task`).

    Attributes:
        role: `submit` makes a task, `query` tells of one, `immediate` makes one and has it done at once.
        id: Where the request has the caller's id.
        receipt: Where the answer repeats it.
        assigned: Where the answer has the id that the service made.
        state: Where the answer has the state, one of `states`.
        message: Where the answer has the state in words.
        results: What a finished task gives, in the words of `x-meaning`.
    """

    role: str
    id: Expression | None
    receipt: Expression | None
    assigned: Expression | None
    state: Expression | None
    message: Expression | None
    states: States
    results: tuple[str, ...] = ()

    @classmethod
    def read(cls, node: Node) -> TaskPart:
        """Read `x-task`."""
        states, results = node.get("states"), node.get("results")
        return cls(
            role=node.need("role").text(),
            id=_expression(node, "id"),
            receipt=_expression(node, "receipt"),
            assigned=_expression(node, "assigned"),
            state=_expression(node, "state"),
            message=_expression(node, "message"),
            states=States() if states is None else States.read(states),
            results=() if results is None else tuple(result.text() for result in results.elements()),
        )

    @property
    def written(self) -> tuple[tuple[str, Expression], ...]:
        """The expressions that are written into answers, with their names."""
        named = (
            ("receipt", self.receipt),
            ("assigned", self.assigned),
            ("state", self.state),
            ("message", self.message),
        )
        return tuple((name, expression) for name, expression in named if expression is not None)


@dataclass(frozen=True)
class Pagination:
    """How a list is read page by page (`x-pagination`)."""

    page: Expression
    size: Expression
    first: int
    items: Expression
    total: Expression
    collection: str

    @classmethod
    def read(cls, node: Node) -> Pagination:
        """Read `x-pagination`."""
        return cls(
            page=_needed_expression(node, "page"),
            size=_needed_expression(node, "size"),
            first=_whole(node.need("first")),
            items=_needed_expression(node, "items"),
            total=_needed_expression(node, "total"),
            collection=node.optional_text("collection") or "",
        )


@dataclass(frozen=True)
class Delivery:
    """How a callback is delivered (`x-delivery`): what acknowledges it, and when it is tried again.

    Attributes:
        acknowledged_by: The property of the receiver's JSON answer that decides.
        acknowledging: The values of it that acknowledge.
        offsets: When each attempt is due, in seconds after the first one, which is at 0.
    """

    acknowledged_by: str
    acknowledging: tuple[Any, ...]
    offsets: tuple[float, ...]

    @classmethod
    def read(cls, node: Node) -> Delivery:
        """Read `x-delivery`; the last interval repeats for as long as there are retries."""
        acknowledgement = node.need("acknowledgement")
        intervals = [_positive(interval) for interval in node.need("intervals").elements()]
        retries = _count(node.need("retries"))
        if retries and not intervals:
            raise node.need("intervals").error("is empty")
        waits = (intervals[min(index, len(intervals) - 1)] for index in range(retries))
        return cls(
            acknowledged_by=acknowledgement.need("property").text(),
            acknowledging=tuple(value.value for value in acknowledgement.need("values").elements()),
            offsets=tuple(accumulate(waits, initial=0)),
        )


def _positive(node: Node) -> float:
    number = node.number()
    if not number > 0:
        raise node.error("is not above 0")
    return number


def _whole(node: Node) -> int:
    number = node.number()
    if number != int(number):
        raise node.error("is not a whole number")
    return int(number)


def _count(node: Node) -> int:
    number = _whole(node)
    if not 0 <= number <= _MOST_RETRIES:
        raise node.error(f"is not a whole number from 0 to {_MOST_RETRIES}")
    return number


def _needed_expression(node: Node, key: str) -> Expression:
    return _parsed(node, key, node.need(key).text())


def _expression(node: Node, key: str) -> Expression | None:
    text = node.optional_text(key)
    return None if text is None else _parsed(node, key, text)


def _parsed(node: Node, key: str, text: str) -> Expression:
    try:
        return Expression.parse(text)
    except ValueError as error:
        raise node.error(f"{key}: {error}") from error
