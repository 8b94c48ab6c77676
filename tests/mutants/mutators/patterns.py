"""Regular expressions, changed as text: a sign is taken away or weakened at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from imgopen_contract.document.expressions import NOTHING
from imgopen_contract.rules import Constraint

from tests.mutants.mutant import Change

_SIGN: Final = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?:\?(?:[:=!]|<[=!]|P<\w+>))?|\{\d+(?:,\d*)?\}|.", re.DOTALL
)
_RANGE: Final = re.compile(r"(.)-(.)|(.)", re.DOTALL)


@dataclass(frozen=True)
class Sign:
    """A part of a pattern that cannot be divided, and where it stands."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Where the next sign begins."""
        return self.start + len(self.text)


def of_pattern(rule: Constraint) -> Iterator[Change]:
    """Drop a pattern, and tighten and loosen it at each of its signs."""
    yield Change(rule.pointer, NOTHING, "dropped")
    for pattern in variants(rule.limit):
        yield Change(rule.pointer, pattern, f"-> {pattern}")


def variants(pattern: str) -> list[str]:
    """Return the patterns that differ from one in a single sign."""
    signs = [Sign(match[0], match.start()) for match in _SIGN.finditer(pattern)]
    found = [
        pattern[:start] + text + pattern[end:]
        for index, sign in enumerate(signs)
        for start, end, text in _edits(signs, index, sign)
    ]
    found += [pattern[:start] + pattern[end:] for start, end in _alternatives(signs)]
    return [each for each in dict.fromkeys(found) if each != pattern and _is_pattern(each)]


def _edits(signs: list[Sign], index: int, sign: Sign) -> Iterator[tuple[int, int, str]]:
    """Give what may stand in the place of a sign, or of the part of the pattern that it is about."""
    if sign.text in ("^", "$"):
        yield sign.start, sign.end, ""
    elif sign.text in ("?", "*", "+"):
        yield from _repetitions(signs, index, sign)
    elif sign.text[0] == "\\" and not sign.text[1].isalnum():
        yield sign.start, sign.end, "."
    elif sign.text[0] == "[" and sign.text[1] != "^":
        yield from ((sign.start, sign.end, text) for text in _smaller_classes(sign.text[1:-1]))


def _repetitions(signs: list[Sign], index: int, sign: Sign) -> Iterator[tuple[int, int, str]]:
    """Make what is optional needed, and leave it out; make many one, and one none."""
    start = _atom_before(signs, index)
    if sign.text == "?":
        yield sign.start, sign.end, ""
        yield start, sign.end, ""
    elif sign.text == "*":
        yield sign.start, sign.end, "+"
        yield start, sign.end, ""
    else:
        yield sign.start, sign.end, ""
        yield sign.start, sign.end, "*"


def _atom_before(signs: list[Sign], index: int) -> int:
    """Return where the part begins that a repetition is about."""
    depth = 0
    for sign in reversed(signs[:index]):
        depth += (sign.text == ")") - (sign.text[0] == "(")
        if depth == 0:
            return sign.start
    return 0


def _smaller_classes(inside: str) -> Iterator[str]:
    """Take away each letter of a class, and the ends of each of its ranges."""
    parts = list(_RANGE.finditer(inside))
    for part in parts:
        before, after = inside[: part.start()], inside[part.end() :]
        if part[3] is None:
            yield f"[{before}{chr(ord(part[1]) + 1)}-{part[2]}{after}]"
            yield f"[{before}{part[1]}-{chr(ord(part[2]) - 1)}{after}]"
        elif len(parts) > 1 and "\\" not in inside:
            yield f"[{before}{after}]"


def _alternatives(signs: list[Sign]) -> Iterator[tuple[int, int]]:
    """Give the alternatives of every group, each with a bar beside it."""
    bars: list[list[Sign]] = [[]]
    starts = [0]
    for sign in (*signs, Sign(")", signs[-1].end)):
        if sign.text[0] == "(":
            bars.append([])
            starts.append(sign.end)
        elif sign.text == "|":
            bars[-1].append(sign)
        elif sign.text == ")" and bars:
            edges, start = bars.pop(), starts.pop()
            if edges:
                yield start, edges[0].end
                ends = [*(edge.start for edge in edges[1:]), sign.start]
                yield from ((edge.start, end) for edge, end in zip(edges, ends, strict=True))


def _is_pattern(text: str) -> bool:
    try:
        re.compile(text)
    except re.error:
        return False
    return True
