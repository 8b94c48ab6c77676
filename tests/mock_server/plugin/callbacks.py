"""The callbacks of the real document: who has one, how a client asks for it, and when it is tried again."""

from __future__ import annotations

import json
from functools import reduce
from itertools import accumulate
from operator import getitem
from typing import Any

from generator.naming import field_name
from tests.support.command import GENERATED
from tests.support.operations import OperationCase, cases

DOCUMENT: dict[str, Any] = json.loads((GENERATED / "openapi.json").read_bytes())
ENVELOPE: dict[str, Any] = DOCUMENT["x-envelope"]


def described(case: OperationCase) -> dict[str, Any]:
    found: dict[str, Any] = DOCUMENT["paths"][case.operation.path][case.operation.http_method.lower()]
    return found


CALLING = [case for case in cases() if described(case).get("callbacks")]


def callback(case: OperationCase) -> tuple[str, dict[str, Any]]:
    """Return the expression for the URL of an operation's callback, and the rule of its delivery."""
    (declared,) = described(case)["callbacks"].values()
    if "$ref" in declared:
        path = declared["$ref"].split("/")[1:]
        declared = reduce(getitem, path, DOCUMENT)
    ((expression, path_item),) = declared.items()
    return expression.strip("{}"), path_item["post"]["x-delivery"]


def with_callback(case: OperationCase, url: str) -> dict[str, Any]:
    """Return the argument that asks for a callback."""
    return {field_name(callback(case)[0].rpartition("/")[2]): url}


def due_times(case: OperationCase) -> list[float]:
    """Return when the attempts at a callback are due, in seconds after the first."""
    _, rule = callback(case)
    waits = rule["intervals"] + rule["intervals"][-1:] * rule["retries"]
    return list(accumulate(waits[: rule["retries"]], initial=0))
