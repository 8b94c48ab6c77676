"""The kinds of callback that the service sends, as the operations describe them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from ..catalogue import every, name_of
from ..errors import ConfigurationError, shorten

if TYPE_CHECKING:
    from ..operation import CallbackRole as Kind

    Named: TypeAlias = tuple[str, Kind]


def kind_named(operation: str) -> Kind:
    """Return the kind of callback that the service sends for tasks of an operation.

    Args:
        operation: what submits the task, as `group.method`.

    Raises:
        ConfigurationError: there is no such operation, or its result is not posted.
    """
    for name, kind in _posting():
        if name == operation:
            return kind
    known = ", ".join(name for name, _ in _posting())
    raise ConfigurationError(f"{shorten(operation)} has no callbacks; those that have: {known or 'none'}")


def distinct_kinds() -> tuple[Kind, ...]:
    """Return every kind of callback once: that of operations whose callbacks are read alike."""
    found: dict[tuple[object, ...], Kind] = {}
    for _, kind in _posting():
        found.setdefault((kind.answer, kind.report, kind.acknowledgement), kind)
    return tuple(found.values())


def operation_of(method: Callable[..., object]) -> str:
    """Return the operation that a method of a client calls, as `group.method`.

    Raises:
        ConfigurationError: it is no method of a client.
    """
    name = name_of(method)
    if name is None:
        raise ConfigurationError(f"{shorten(method)} is no method of a client")
    return name


def is_of(operation: str, kind: Kind) -> bool:
    """Say whether an operation has callbacks of a kind.

    Raises:
        ConfigurationError: it has none at all.
    """
    return kind_named(operation).answer is kind.answer


def _posting() -> Iterator[Named]:
    for operation in every():
        if operation.callback is not None:
            yield operation.name, operation.callback
