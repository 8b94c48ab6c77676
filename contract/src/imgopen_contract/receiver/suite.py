"""All checks that a document gives, and a receiver held to them."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from imgopen_contract.document import Document, load_document
from imgopen_contract.receiver.address import Target
from imgopen_contract.receiver.check import Check, Result
from imgopen_contract.receiver.endpoint import PREFIX, TIMEOUT, Endpoint
from imgopen_contract.receiver.kind import kinds_of
from imgopen_contract.receiver.report import Report
from imgopen_contract.receiver.rubbish import rubbish_checks
from imgopen_contract.receiver.sequences import sequence_checks
from imgopen_contract.receiver.valid import valid_checks

Progress: TypeAlias = Callable[[int, int, Check], None]
"""Is told before each check how many are done, how many there are, and which one comes."""


def receiver_checks(document: Document | None = None, *, operations: Sequence[str] = ()) -> tuple[Check, ...]:
    """Return everything that a receiver has to do, derived from the callbacks of a document.

    A callback that several operations share is checked once. Checks depend on nothing but the receiver: they can
    be run alone and in any order.

    Args:
        document: The document; the one that comes with the package if there is none.
        operations: Only callbacks of these operations; all if there are none.

    Raises:
        ReceiverError: There is no such operation, or it has no callbacks.
    """
    return tuple(
        check
        for kind in kinds_of(document or load_document(), operations)
        for checks in (valid_checks, sequence_checks, rubbish_checks)
        for check in checks(kind)
    )


def check_receiver(
    receiver: Target,
    *,
    url: str = "",
    operations: Sequence[str] = (),
    headers: Mapping[str, str] | None = None,
    timeout: float = TIMEOUT,
    prefix: str = PREFIX,
    new_id: Callable[[], str | int] | None = None,
    pause: Callable[[float], None] = time.sleep,
    document: Document | None = None,
    progress: Progress | None = None,
) -> Report:
    """Hold a receiver of callbacks to everything that it has to do.

    The tasks are made up and their ids are new, so the receiver is to acknowledge callbacks of tasks that it has
    not submitted, at least where the id begins with the prefix; or `new_id` tells it of each beforehand.

    Args:
        receiver: Its URL, a client of httpx that reaches it, or an ASGI application in this process.
        url: Where a client or an application gets callbacks. In any URL `{task_id}` stands for the task's id.
        operations: Only callbacks of these operations; all if there are none.
        headers: What every request carries besides; their values are never shown.
        timeout: Seconds within which an answer has to come; the document names no limit.
        prefix: What the ids of the test tasks begin with.
        new_id: Makes the id of a task instead.
        pause: Waits for so many seconds, between the pieces of a slow body.
        document: The document; the one that comes with the package if there is none.
        progress: Is told before each check.

    Raises:
        ReceiverError: There is no such operation, or the URL, a header or the time limit cannot be used.
        UnreachableError: Nothing listens there.
    """
    document = document or load_document()
    checks = receiver_checks(document, operations=operations)
    results: list[Result] = []
    with Endpoint(
        receiver, url=url, headers=headers, timeout=timeout, prefix=prefix, new_id=new_id, pause=pause
    ) as endpoint:
        for number, check in enumerate(checks):
            if progress is not None:
                progress(number, len(checks), check)
            results.append(check.judge(endpoint))
    return Report(endpoint.shown, document.title, tuple(results))
