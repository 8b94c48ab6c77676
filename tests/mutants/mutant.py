"""One change of one place of the document, and what it is tried on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

from imgopen_contract.document import Operation

from tests.mutants.pointers import Pointer, changed, pointer_text, renamed


class Side(str, Enum):
    """Who is made of the changed document; the other side and the suite keep to the real one."""

    client = "client"
    simulator = "simulator"


@dataclass(frozen=True, eq=False)
class Change:
    """One change of one place.

    Attributes:
        pointer: The place.
        value: What stands there afterwards; NOTHING if the place is gone.
        text: The change in words: `64 -> 56`, `dropped`.
        name: What the last key of the place is called afterwards, if only its name changes.
    """

    pointer: Pointer
    value: Any = field(repr=False)
    text: str
    name: str = ""

    def applied(self, document: Any) -> Any:
        """Return the document with the change; the document itself stays as it is."""
        if self.name:
            return renamed(document, self.pointer, self.name)
        return changed(document, self.pointer, self.value)


@dataclass(frozen=True)
class Use:
    """A place of an operation that a change is about.

    Attributes:
        field: As people write it: `settings.steps[0].name`.
        rule: The rule's name in the suite, such as `minimum 64`; empty if the change is not about a rule.
    """

    operation: Operation = field(repr=False)
    field: str
    rule: str = ""

    @property
    def hints(self) -> tuple[str, ...]:
        """How the names of the checks begin that are most likely to see the change, the likeliest first."""
        start = f"{self.operation.label} / {self.field} / "
        return (f"{start}{self.rule} / ", start) if self.rule else (start,)


@dataclass(frozen=True, eq=False)
class Mutant:
    """A change, made on one side.

    Attributes:
        keyword: What kind of thing is changed, for the score: a keyword of JSON Schema, or of the document.
        uses: Where the changed place counts, an operation at least.
    """

    side: Side
    keyword: str
    change: Change
    uses: tuple[Use, ...] = field(repr=False)

    @property
    def id(self) -> str:
        """Its name, the same in every run: side, place and change."""
        return f"{self.side.value} {pointer_text(self.change.pointer)} {self.change.text}"

    @property
    def field(self) -> str:
        """Where the first operation has it."""
        use = self.uses[0]
        return f"{use.operation.label} / {use.field}"

    @property
    def operations(self) -> tuple[Operation, ...]:
        """The operations that it touches."""
        return tuple(dict.fromkeys(use.operation for use in self.uses))

    def only_for(self, operation: str) -> Mutant:
        """Return the mutant with its uses in one operation alone."""
        return replace(self, uses=tuple(use for use in self.uses if use.operation.id == operation))
