"""What a receiver does and what it does not, for people."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field

from imgopen_contract.receiver.check import Result
from imgopen_contract.receiver.kind import Kind
from imgopen_contract.receiver.trial import Exchange, Grade

_WIDTH = 100
_MARKS = {Grade.RIGHT: "right", Grade.DOUBTFUL: "DOUBT", Grade.WRONG: "WRONG"}


@dataclass(frozen=True)
class Report:
    """How a receiver did in all checks.

    Attributes:
        receiver: Its address, without what may be secret in it.
        document: What it was held to.
    """

    receiver: str
    document: str
    results: tuple[Result, ...] = field(repr=False)

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong; what is doubtful does not count."""
        return not self.wrong

    @property
    def wrong(self) -> tuple[Result, ...]:
        """The checks that found something wrong."""
        return tuple(result for result in self.results if result.grade is Grade.WRONG)

    @property
    def doubtful(self) -> tuple[Result, ...]:
        """The checks that found nothing worse than something doubtful."""
        return tuple(result for result in self.results if result.grade is Grade.DOUBTFUL)

    @property
    def summary(self) -> str:
        """The numbers, in one line."""
        right = len(self.results) - len(self.wrong) - len(self.doubtful)
        sent = sum(len(result.exchanges) for result in self.results)
        numbers = f"{right} right, {len(self.doubtful)} doubtful, {len(self.wrong)} wrong"
        return f"{len(self.results)} checks, {sent} callbacks: {numbers}"

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        yield f"{self.receiver}, held to {self.document}"
        kind: Kind | None = None
        told: dict[str, str] = {}
        for result in self.results:
            if result.check.kind is not kind:
                kind = result.check.kind
                yield ""
                yield from _wrapped(
                    f"{kind.name} of ", ", ".join(operation.id for operation in kind.operations)
                )
            yield f"  {_MARKS[result.grade]}  {result.check.name:<16} {result.check.title}"
            if result.worst:
                yield from _details(result, told)
        yield ""
        yield self.summary


def _details(result: Result, told: dict[str, str]) -> Iterator[str]:
    """Give what went wrong first; what came before in the same words is only referred to."""
    first: Exchange = result.worst[0]
    came = f"the same as for {told[first.came]}" if first.came in told else first.came
    lines = {"sent": first.sent, "also": result.also, "expected": first.expected, "came": came}
    if result.check.hint not in told:
        lines["hint"] = result.check.hint
    for text in (first.came, first.expected, result.check.hint):
        told.setdefault(text, result.check.id)
    for name, text in lines.items():
        yield from _wrapped(f"         {name:<10}", text)


def _wrapped(head: str, text: str) -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=head,
        subsequent_indent=" " * len(head),
        break_on_hyphens=False,
    )
