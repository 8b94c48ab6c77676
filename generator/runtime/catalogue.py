"""All operations of the package, found by their names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from typing import Any

from .operation import Operation

_HOME = f"{__package__.rpartition('.')[0]}.operations" if __package__ else "operations"


def find(name: str) -> Operation[Any]:
    """Return the operation of a name such as `group.method`.

    Raises:
        LookupError: there is none.
    """
    group, _, _ = name.partition(".")
    for operation in _of_group(group) if group in import_module(_HOME).GROUPS else ():
        if operation.name == name:
            return operation
    raise LookupError(f"there is no operation {name!r}")


def every() -> Iterator[Operation[Any]]:
    """Yield all operations, group by group."""
    for group in import_module(_HOME).GROUPS:
        yield from _of_group(group)


def name_of(method: Callable[..., object]) -> str | None:
    """Return the operation that a method of a client calls, as `group.method`; None for any other function."""
    group = getattr(type(getattr(method, "__self__", None)), "_group", None)
    return None if group is None else f"{group}.{method.__name__}"


@cache
def _of_group(group: str) -> tuple[Operation[Any], ...]:
    module = import_module(f"{_HOME}.{group}")
    return tuple(value for value in vars(module).values() if isinstance(value, Operation))
