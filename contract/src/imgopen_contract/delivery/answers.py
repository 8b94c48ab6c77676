"""Whether a receiver's answer acknowledges: its JSON alone says so."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from imgopen_contract.document import DeliveryRule
from imgopen_contract.document.expressions import NOTHING

_MOST_DIGITS = 4000


def is_acknowledged(rule: DeliveryRule, answer: bytes | None) -> bool:
    """Tell whether the body of an answer acknowledges; None stands for no answer."""
    return answer is not None and rule.acknowledges(json_of(answer))


def json_of(body: bytes) -> Any:
    """Return the JSON value that bytes are, NOTHING if they are none: JSON is UTF-8, and knows no NaN."""
    try:
        return _DECODER.decode(body.decode("utf-8"))
    except (ValueError, RecursionError):
        return NOTHING


def _whole(text: str) -> int | float:
    """Read a whole number; Python refuses those of several thousand digits, which are JSON all the same."""
    return int(text) if len(text) < _MOST_DIGITS else float(text)


def _refuse(text: str) -> NoReturn:
    raise ValueError(f"{text} is not JSON")


_DECODER = json.JSONDecoder(parse_int=_whole, parse_constant=_refuse)
