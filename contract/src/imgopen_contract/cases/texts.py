"""Texts that match a pattern, one for each way through it, and texts that miss it by little."""

from __future__ import annotations

import itertools
import re
import sys
from collections.abc import Iterator
from typing import Any

if sys.version_info >= (3, 11):
    from re import _constants as sre
    from re import _parser as parser
else:
    import sre_constants as sre
    import sre_parse as parser

from imgopen_contract.document.exactness import python_pattern

_MOST = 24
_REPEATS = 2
_TRIED = 8
_PROBES = ("0", "a", "Z", "_", "-", " ", ".", "é")


def matching(pattern: str) -> list[str]:
    """Return texts in which a pattern is found: a text for each of its branches and optional parts, where it can."""
    found = re.compile(python_pattern(pattern))
    ways = dict.fromkeys(itertools.islice(_sequence(parser.parse(python_pattern(pattern))), _MOST))
    return [text for text in ways if found.search(text)]


def missing(pattern: str) -> list[str]:
    """Return texts in which a pattern is not found, most of them one step from one in which it is."""
    found = re.compile(python_pattern(pattern))
    near = [""]
    for text in matching(pattern)[:_TRIED]:
        near += [f"{text}x", f"x{text}", f"{text}\n", f" {text}", text[:-1], text[1:], text.upper(), text * 2]
    near += ["x", "-1", ".5", "1.", "1e", "nan", "0x1", "\u0661"]
    return [text for text in dict.fromkeys(near) if not found.search(text) and not _only_python(found, text)]


def _only_python(found: re.Pattern[str], text: str) -> bool:
    """Tell whether Python and JSON Schema's own dialect may differ: classes of letters hold other scripts or not."""
    return not text.isascii() and bool(re.search(r"\\[dDwWsSbB]", found.pattern))


def _sequence(items: Any) -> Iterator[str]:
    if not len(items):
        yield ""
        return
    head, *rest = list(items)
    tails = list(itertools.islice(_sequence(rest), _MOST))
    for start in itertools.islice(_item(*head), _MOST):
        for tail in tails:
            yield start + tail


def _item(kind: Any, value: Any) -> Iterator[str]:
    if kind is sre.LITERAL:
        yield chr(value)
    elif kind is sre.NOT_LITERAL:
        yield next(probe for probe in _PROBES if ord(probe) != value)
    elif kind is sre.ANY:
        yield "a"
    elif kind is sre.IN:
        yield from _any_of(value)
    elif kind is sre.BRANCH:
        for branch in value[1]:
            yield from _sequence(branch)
    elif kind is sre.SUBPATTERN:
        yield from _sequence(value[-1])
    elif kind in (sre.MAX_REPEAT, sre.MIN_REPEAT):
        yield from _repeated(*value)
    else:
        yield ""


def _any_of(options: list[Any]) -> Iterator[str]:
    if options[0][0] is sre.NEGATE or any(kind is sre.CATEGORY for kind, _ in options):
        yield from _PROBES
        return
    for kind, value in options:
        if kind is sre.LITERAL:
            yield chr(value)
        elif kind is sre.RANGE:
            yield from (chr(value[0]), chr(value[1]))


def _repeated(least: int, most: Any, items: Any) -> Iterator[str]:
    for count in dict.fromkeys((least, min(int(most), least + 1), min(int(most), least + _REPEATS))):
        for piece in itertools.islice(_sequence(items), _MOST):
            yield piece * count
            if not count:
                break
