"""What a receiver answers, and whether that acknowledges."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from imgopen_contract.delivery import is_acknowledged, json_of
from imgopen_contract.document import DeliveryRule
from imgopen_contract.document.expressions import NOTHING
from imgopen_contract.receiver.kind import text_of

MOST_ANSWER = 64 * 1024
"""How many bytes of an answer are read."""

_MOST_SHOWN = 160


@dataclass(frozen=True)
class Reply:
    """An answer.

    Attributes:
        media_type: The Content-Type header, as it came.
        body: The body, at most `MOST_ANSWER` bytes of it.
        whole: Whether that is all of it.
        raised: What an application in this process raised; empty if nothing.
    """

    status: int
    media_type: str
    body: bytes = field(repr=False)
    whole: bool = True
    raised: str = field(default="", repr=False)


@dataclass(frozen=True)
class NoReply:
    """No answer came.

    Attributes:
        reason: Why, in one line for people.
        unreachable: Whether there was not even a connection.
        late: Whether the time was over before it came.
    """

    reason: str
    unreachable: bool = False
    late: bool = False


Outcome: TypeAlias = "Reply | NoReply"

Hide: TypeAlias = Callable[[str], str]
"""Makes what is secret unreadable in a text."""


def is_heard(rule: DeliveryRule, outcome: Outcome) -> bool:
    """Tell whether some service may take an outcome for an acknowledgement: the HTTP status does not decide."""
    return isinstance(outcome, Reply) and is_acknowledged(rule, outcome.body)


def why_unheard(rule: DeliveryRule, outcome: Outcome, hide: Hide = str) -> str:
    """Say why an outcome is no acknowledgement that every service hears; empty if it is one."""
    if isinstance(outcome, NoReply):
        return "no answer"
    if 300 <= outcome.status < 400:
        return "a redirect, which the service need not follow"
    if not outcome.whole:
        return f"longer than {MOST_ANSWER} bytes, of which no more were read"
    if not outcome.body:
        return "the body is empty"
    answer = json_of(outcome.body)
    if answer is NOTHING:
        return "the body is not JSON"
    if not isinstance(answer, dict):
        return "the body is not a JSON object"
    if rule.key not in answer:
        return f"{text_of(rule.key)} is missing"
    if not rule.acknowledges(answer):
        return f"{text_of(rule.key)} is {_excerpt(text_of(answer[rule.key]), hide)}"
    return ""


def told(outcome: Outcome, hide: Hide = str) -> str:
    """Tell an outcome in one line, with the beginning of an answer's body."""
    if isinstance(outcome, NoReply):
        return _excerpt(outcome.reason, hide)
    parts = [f"HTTP {outcome.status}", _excerpt(outcome.media_type, hide) or "no Content-Type"]
    text = outcome.body.decode("utf-8", "backslashreplace")
    parts.append(f"{len(outcome.body)} bytes: {_excerpt(text, hide)}" if text else "no body")
    if outcome.raised:
        parts.append(f"and the application raised {_excerpt(outcome.raised, hide)}")
    return ", ".join(parts)


def _excerpt(text: str, hide: Hide) -> str:
    """Return the beginning of a text in one line; what is secret is hidden first, or half of it would be left."""
    hidden = hide(text)
    shown = "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in hidden[:_MOST_SHOWN])
    return f"{shown}..." if len(hidden) > _MOST_SHOWN else shown
