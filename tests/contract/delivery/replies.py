"""What receivers answer: everything that acknowledges by the document, and everything that only looks like it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st
from imgopen_contract.document import DeliveryRule
from imgopen_mock import NoReply, Outcome, Reply

NO_ANSWER = NoReply("no answer in time")


@dataclass(frozen=True)
class Came:
    """What comes of an attempt.

    Attributes:
        kind: What it is an example of.
        outcome: What the simulator is told.
        answer: What a judge is told: the body of the answer, if one came.
    """

    kind: str
    outcome: Outcome = field(repr=False)
    answer: bytes | None


def replies(rule: DeliveryRule) -> tuple[Came, ...]:
    """Return what can come of an attempt, many of each kind."""
    right = [{rule.key: value} for value in rule.values]
    wrong = [answer for answer in _near_misses(rule) if not rule.acknowledges(answer)]
    return (
        *(_reply("acknowledged", status, answer) for answer in right for status in (200, 201)),
        *(_reply("acknowledged", 200, {"more": [None], **answer, "msg": "é"}) for answer in right),
        *(_reply("acknowledged under an error", status, answer) for answer in right for status in (500, 404)),
        *(_reply("near miss", 200, answer) for answer in wrong),
        *(
            Came("garbage", Reply(200, body), body)
            for body in (b"", b"OK", b"\xff\xfe", json.dumps(right[0]).encode()[:-1])
        ),
        Came("redirect", Reply(302, json.dumps(right[0]).encode()), None),
        Came("no answer", NO_ANSWER, None),
    )


def kinds(rule: DeliveryRule) -> st.SearchStrategy[Came]:
    """Draw a kind first, so that none is rare because it has few examples."""
    by_kind: dict[str, list[Came]] = {}
    for came in replies(rule):
        by_kind.setdefault(came.kind, []).append(came)
    return st.sampled_from(list(by_kind.values())).flatmap(st.sampled_from)


def _near_misses(rule: DeliveryRule) -> list[Any]:
    values: list[Any] = [True, False, None, "", {}, [*rule.values], "OK", 0, 1]
    for value in rule.values:
        values += [str(value), f"{value} ", f"0{value}", [value], {rule.key: value}]
        values += [value + 0.5, -value, value + 300] if isinstance(value, int) else [value.encode().hex()]
    right = {rule.key: rule.values[0]}
    others = [[right], rule.values[0], None, {}, {"data": right}, {rule.key.upper() + "s": rule.values[0]}]
    return [*({rule.key: value} for value in values), *others]


def _reply(kind: str, status: int, answer: Any) -> Came:
    body = json.dumps(answer, ensure_ascii=False).encode()
    return Came(kind, Reply(status, body), body)
