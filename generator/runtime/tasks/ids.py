"""Ids of tasks: unique, sorted by the time they were made, and telling which operation they are for."""

from __future__ import annotations

import re
import secrets
import time
from typing import Final

from ..errors import ConfigurationError

_ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"
_TIME_LENGTH: Final = 13
_RANDOM_LENGTH: Final = 10
_PREFIX: Final = re.compile(r"[A-Za-z0-9_-]{0,24}")
_MADE: Final = re.compile(rf"[A-Za-z0-9_-]*[{_ALPHABET}]{{{_TIME_LENGTH + _RANDOM_LENGTH}}}-(\w+)")

_last = 0


def make_id(prefix: str, method: str) -> str:
    """Return a new id: the prefix, the time and 50 random bits as 23 letters and digits, and the method.

    Ids of one prefix sort as they were made, those of one thread strictly.
    """
    random = secrets.randbits(5 * _RANDOM_LENGTH)
    return f"{prefix}{_text(_moment(), _TIME_LENGTH)}{_text(random, _RANDOM_LENGTH)}-{method}"


def method_of(task_id: str) -> str | None:
    """Return the method for which an id was made, or None for an id that was not made here."""
    match = _MADE.fullmatch(task_id)
    return match[1] if match is not None else None


def checked_prefix(prefix: str | None) -> str:
    """Return the prefix of ids; nothing for None.

    Raises:
        ConfigurationError: it is longer than 24 characters, or holds others than letters, digits, `-` and `_`.
    """
    if prefix is not None and not _PREFIX.fullmatch(prefix):
        raise ConfigurationError(f"task_id_prefix takes up to 24 letters, digits, - and _, and is {prefix!r}")
    return prefix or ""


def _moment() -> int:
    """Return the time in nanoseconds, later than the last one; threads that ask at once may get the same."""
    global _last
    _last = max(_last + 1, time.time_ns())
    return _last


def _text(number: int, length: int) -> str:
    letters = []
    for _ in range(length):
        number, digit = divmod(number, len(_ALPHABET))
        letters.append(_ALPHABET[digit])
    return "".join(reversed(letters))
