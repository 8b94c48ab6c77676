"""One request, and what the document says of it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from imgopen_contract.cases.call import Call
from imgopen_contract.document.expressions import NOTHING
from imgopen_contract.rules import Constraint

_LONGEST_VALUE = 48


@dataclass(frozen=True, eq=False)
class Case:
    """A request that lies just inside or just outside of a rule, and keeps all others.

    Attributes:
        rule: The rule.
        value: What is tried; NOTHING where something is left out.
        accepted: Whether the document allows it.
        call: The request.
        before: What has to be submitted first, so that there is something to ask for.
    """

    rule: Constraint
    value: Any
    accepted: bool
    call: Call = field(repr=False)
    before: Call | None = field(default=None, repr=False)

    @property
    def verdict(self) -> str:
        """`accepted` or `refused`."""
        return "accepted" if self.accepted else "refused"

    @property
    def shown(self) -> str:
        """The value, short enough for a title."""
        if self.value is NOTHING:
            return "left out"
        text = json.dumps(self.value, ensure_ascii=False)
        if len(text) <= _LONGEST_VALUE:
            return text
        if isinstance(self.value, str):
            return f"{text[: _LONGEST_VALUE // 2]}... ({len(self.value)} characters)"
        if isinstance(self.value, list):
            return f"{text[: _LONGEST_VALUE // 2]}... ({len(self.value)} elements)"
        return f"{text[:_LONGEST_VALUE]}..."

    @property
    def id(self) -> str:
        """What a test is called: `group.operation / field / rule / value verdict`."""
        return f"{self.rule.label} / {self.shown} {self.verdict}"

    @property
    def fits_a_client(self) -> bool:
        """Whether a typed client can be asked to do this.

        It cannot leave out the body or its keys, which each of its calls has, and takes None for a field that is left
        out; an element of an array is never left out.
        """
        if self.rule.is_about_the_call:
            return False
        return self.value is not None or isinstance(self.rule.way[-1], int)
