"""Requests on both sides of every rule."""

from imgopen_contract.cases.boundaries import askable, baseline, cases_for, cases_of, followed, prelude
from imgopen_contract.cases.call import Call, HttpRequest
from imgopen_contract.cases.case import Case

__all__ = [
    "Call",
    "Case",
    "HttpRequest",
    "askable",
    "baseline",
    "cases_for",
    "cases_of",
    "followed",
    "prelude",
]
