"""What the bundle says in `x-` extensions, read into typed data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from imgopen_mock.core.document import Node
from imgopen_mock.core.expressions import Expression, Template


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
class Task:
    """An operation's part in the life of a task (`x-task`)."""

    role: str
    id: Expression | None
    receipt: Expression | None
    assigned: Expression | None
    state: Expression | None
    message: Expression | None
    states: States

    @classmethod
    def read(cls, node: Node) -> Task:
        """Read `x-task`."""
        states = node.get("states")
        return cls(
            role=node.need("role").text(),
            id=_expression(node, "id"),
            receipt=_expression(node, "receipt"),
            assigned=_expression(node, "assigned"),
            state=_expression(node, "state"),
            message=_expression(node, "message"),
            states=States() if states is None else States.read(states),
        )


@dataclass(frozen=True)
class Delivery:
    """How a callback is delivered (`x-delivery`): what acknowledges it, and when it is tried again."""

    acknowledged_by: str
    acknowledging: tuple[Any, ...]
    intervals: tuple[float, ...]
    retries: int

    @classmethod
    def read(cls, node: Node) -> Delivery:
        """Read `x-delivery`."""
        acknowledgement = node.need("acknowledgement")
        return cls(
            acknowledged_by=acknowledgement.need("property").text(),
            acknowledging=tuple(value.value for value in acknowledgement.need("values").elements()),
            intervals=tuple(interval.number() for interval in node.need("intervals").elements()),
            retries=int(node.need("retries").number()),
        )


@dataclass(frozen=True)
class Callback:
    """A request that the service makes to the caller when a task ends."""

    name: str
    url: Template
    method: str
    delivery: Delivery | None

    @classmethod
    def read(cls, name: str, url: str, method: str, operation: Node) -> Callback:
        """Read one operation of an OpenAPI callback object."""
        try:
            template = Template.parse(url)
        except ValueError as error:
            raise operation.error(str(error)) from error
        delivery = operation.get("x-delivery")
        return cls(name, template, method.upper(), None if delivery is None else Delivery.read(delivery))


def _expression(node: Node, key: str) -> Expression | None:
    text = node.optional_text(key)
    if text is None:
        return None
    try:
        return Expression.parse(text)
    except ValueError as error:
        raise node.error(f"{key}: {error}") from error
