"""From the bytes of a request to a JSON value, or to a sentence that says why they are none."""

from __future__ import annotations

import json
import math
import re
from typing import Any, NoReturn

MAX_NESTING = 100
"""How deep arrays and objects may stand in one another; no documented request goes deeper than ten."""


class NotJsonError(ValueError):
    """The body is not JSON that the service understands; the message says why, for people."""


def parse(body: bytes) -> Any:
    """Parse a body: strict JSON in UTF-8, without NaN, endless numbers or half characters."""
    try:
        value = _DECODER.decode(body.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise NotJsonError(f"body: is not UTF-8 (byte {error.start})") from error
    except json.JSONDecodeError as error:
        where = f"line {error.lineno} column {error.colno}"
        raise NotJsonError(f"body: is not JSON ({error.msg}, {where})") from error
    except RecursionError as error:
        raise NotJsonError(_TOO_DEEP) from error
    except NotJsonError:
        raise
    except ValueError as error:  # Python refuses to read integers of several thousand digits
        raise NotJsonError("body: has a number with too many digits") from error
    # A value cannot be nested deeper than it has brackets, so most bodies need no look.
    if body.count(b"{") + body.count(b"[") > MAX_NESTING and _is_too_deep(value):
        raise NotJsonError(_TOO_DEEP)
    # Only an escape can bring in half of a surrogate pair, which no encoder would take afterwards.
    if _SURROGATE.search(body) and _has_half_characters(value):
        raise NotJsonError("body: has half of a surrogate pair, which is not a character")
    return value


def _is_too_deep(value: Any) -> bool:
    level = [value]
    for _ in range(MAX_NESTING):
        level = [inner for outer in level for inner in _children(outer) if isinstance(inner, (dict, list))]
        if not level:
            return False
    return True


def _children(value: Any) -> Any:
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


def _has_half_characters(value: Any) -> bool:
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    return False


def _finite(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise NotJsonError("body: has a number that is too large")
    return number


def _refuse_constant(text: str) -> NoReturn:
    raise NotJsonError(f"body: is not JSON ({text} is not a JSON number)")


_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")
_TOO_DEEP = f"body: is nested deeper than {MAX_NESTING} levels"
_DECODER = json.JSONDecoder(parse_float=_finite, parse_constant=_refuse_constant)
