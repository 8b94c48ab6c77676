"""What was noted: the last requests with their answers, and the last contract warnings."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from imgopen_mock.core.description.tolerance import ContractWarning
from imgopen_mock.core.exchange.messages import Breakage, Request, Response

MAX_BODY = 16 * 1024
"""How many bytes of a body are kept."""

_MOST_WARNINGS = 1000
_LONGEST_PATH = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """A request and its answer. Headers are not kept: they hold the account's secret.

    Attributes:
        at: When it came, in seconds of the simulator's clock.
        operation: The operationId; empty if the API has nothing there.
        account: The value of the first key header; empty if it was not admitted.
        body: The request's body, as far as it is kept.
        status: The HTTP status of the answer.
        answer: The answer's body, as far as it is kept.
        breakage: How the answer broke off, if a fault asked for that.
    """

    at: float
    method: str
    path: str
    operation: str
    account: str = field(repr=False)
    body: bytes
    status: int
    answer: bytes
    breakage: Breakage


class Journal:
    """Keeps the last requests and warnings.

    Args:
        keep: How many requests.
    """

    def __init__(self, keep: int) -> None:
        self.requests: deque[Entry] = deque(maxlen=keep)
        self.warnings: deque[ContractWarning] = deque(maxlen=_MOST_WARNINGS)

    def note(self, at: float, request: Request, operation: str, account: str, response: Response) -> None:
        """Note a request and its answer."""
        self.requests.append(
            Entry(
                at,
                request.method[:20],
                request.path[:_LONGEST_PATH],
                operation,
                account,
                request.body[:MAX_BODY],
                response.status,
                response.body[:MAX_BODY],
                response.breakage,
            )
        )
