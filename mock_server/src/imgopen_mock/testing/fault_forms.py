"""Faults in the words of tests: keywords that become one."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from imgopen_mock.core.description.operation import Operation
from imgopen_mock.core.faults import ANY_OPERATION, Fault, FaultKind

__tracebackhide__ = True  # a test that fails because of a mistake in a call is to show the call


def fault_of(
    operation: str, times: int | None, forms: Mapping[str, Any], *, code: Any = None, state: Any = None
) -> Fault:
    """Make a fault of keywords, exactly one of which has to be given.

    Args:
        operation: The operationId.
        times: How often it happens; None for ever.
        forms: The keywords of `ImgOpenMock.fail_next` by name; None and False are not given.
        code: The code of a refusal.
        state: The state of a failed task.

    Raises:
        TypeError: It is not clear what is to go wrong.
    """
    given = {name: value for name, value in forms.items() if value is not None and value is not False}
    if len(given) != 1:
        got = " and ".join(given) or "nothing"
        raise TypeError(f"what is to go wrong? One of {', '.join(forms)} is wanted, {got} was given")
    ((name, value),) = given.items()
    if code is not None and name != "refuse":
        raise TypeError("code belongs to refuse")
    if state is not None and name != "task":
        raise TypeError("state belongs to task")
    if name == "refuse":
        return Fault(FaultKind.REFUSE, operation, times, message=value, code=code)
    if name == "http":
        return Fault(FaultKind.HTTP, operation, times, status=value)
    if name == "delay":
        return Fault(FaultKind.DELAY, operation, times, seconds=value)
    if name == "task":
        return Fault(FaultKind.FAIL_TASK, operation, times, message=value, state=state)
    return Fault(FaultKind(name), operation, times)


def addressed(fault: Fault, operations: Sequence[Operation]) -> Fault:
    """Return a fault with the operationId that it means; a ValueError says that there is none."""
    if fault.operation == ANY_OPERATION:
        return fault
    return replace(fault, operation=find_operation(fault.operation, operations).id)


def find_operation(name: str, operations: Sequence[Operation]) -> Operation:
    """Find an operation by its operationId, or by how a client may call it, such as `group.operation_id`."""
    by_id = {operation.id: operation for operation in operations}
    by_plain_name = {_plain(operation.id): operation for operation in operations}
    found = by_id.get(name) or by_plain_name.get(_plain(name.rpartition(".")[2]))
    if found is not None:
        return found
    near = difflib.get_close_matches(name, by_id, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(by_id)}"
    raise ValueError(f"there is no operation {name!r}; {hint}")


def _plain(name: str) -> str:
    return name.replace("_", "").lower()
