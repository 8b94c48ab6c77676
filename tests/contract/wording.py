"""Whether a message tells which field broke which rule."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from imgopen_contract.cases import Case
from imgopen_contract.cases.values import UNKNOWN_NAME
from imgopen_contract.rules import Constraint

_SAYS: dict[str, Callable[[Any], str]] = {
    "security": lambda _: "header is (missing|empty)",
    "required": lambda _: "is required",
    "additionalProperties": lambda _: "is not a known field",
    "type": lambda _: "is not (?!a known field|a multiple of )|is neither",
    "enum": lambda _: "is not one of ",
    "const": lambda _: "is not ",
    "minimum": lambda limit: f"less than the minimum of {_number(limit)}$",
    "maximum": lambda limit: f"greater than the maximum of {_number(limit)}$",
    "exclusiveMinimum": lambda limit: f"not greater than {_number(limit)}$",
    "exclusiveMaximum": lambda limit: f"not less than {_number(limit)}$",
    "multipleOf": lambda limit: f"not a multiple of {_number(limit)}$",
    "minLength": lambda limit: f"shorter than {limit} ",
    "maxLength": lambda limit: f"longer than {limit} ",
    "pattern": lambda limit: f"does not match .*{re.escape(limit)}$",
    "minItems": lambda limit: f"fewer than (the minimum of )?{limit}\\b",
    "maxItems": lambda limit: f"more than (the maximum of )?{limit}\\b",
    "uniqueItems": lambda _: "twice",
}


def _number(limit: Any) -> str:
    """Return a limit as messages have it, for a search."""
    return re.escape(str(limit))


def tells(message: str, case: Case, names: tuple[str, ...] = ()) -> bool:
    """Tell whether a message names the field of a case and the rule that is broken.

    Args:
        names: Other names under which the first part of the field's way may be known.
    """
    field = _field(case.rule)
    first, *rest = re.split(r"(?=[.\[])", field, maxsplit=1)
    fields = "|".join(re.escape("".join((name, *rest))) for name in (first, *names))
    says = _SAYS[case.rule.keyword](case.rule.limit)
    return re.search(f"(^|[ :])({fields})[ =:].*({says})", message, re.DOTALL | re.MULTILINE) is not None


def _field(rule: Constraint) -> str:
    if rule.keyword != "additionalProperties":
        return rule.field
    return f"{rule.field}.{UNKNOWN_NAME}" if rule.way else UNKNOWN_NAME
