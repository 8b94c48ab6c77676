"""Requests that keep every rule."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import strategies as st

from imgopen_contract.cases import Call, baseline
from imgopen_contract.document import Operation
from imgopen_contract.properties.schemas import values_of
from imgopen_contract.rules import BODY


@cache
def valid_calls(operation: Operation) -> st.SearchStrategy[Call]:
    """Return a strategy for the requests to an operation that the document allows.

    Parameters outside the body keep their documented values.
    """
    start = baseline(operation)
    if not operation.takes_body:
        return st.just(start)
    return valid_bodies(operation).map(lambda body: Call(operation, {**start.values, BODY: body}))


def valid_bodies(operation: Operation) -> st.SearchStrategy[Any]:
    """Return a strategy for the bodies that an operation takes."""
    return values_of(operation.document, operation.body_schema)
