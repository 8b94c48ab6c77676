"""Cases of different rules that are one and the same request."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from imgopen_contract.cases import Case
from imgopen_contract.document.expressions import NOTHING

_UNSPECIFIC = ("type", "required", "additionalProperties")


def spokesmen(cases: Iterable[Case]) -> dict[Case, Case]:
    """Return for each case the one that is sent for it.

    The largest allowed number is tried for its maximum as well as for its type. It is sent once, and if it is refused,
    that is for the maximum: of the rules that share a request, the most specific one answers for it.
    """
    spoken_for: dict[str, Case] = {}
    known = [(case, _key(case)) for case in cases]
    for case, key in known:
        other = spoken_for.get(key)
        if other is None or (_is_specific(case) and not _is_specific(other)):
            spoken_for[key] = case
    return {case: spoken_for[key] for case, key in known}


def _is_specific(case: Case) -> bool:
    return case.rule.keyword not in _UNSPECIFIC


def _key(case: Case) -> str:
    call = case.call
    return json.dumps([call.operation.label, case.accepted, call.values, call.keys], default=_nothing)


def _nothing(value: Any) -> Any:
    if value is NOTHING:
        return {"": "nothing"}
    return dict(value)
