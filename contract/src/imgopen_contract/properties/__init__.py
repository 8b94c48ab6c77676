"""Hypothesis strategies for requests and answers. Needs the extra `properties`."""

from imgopen_contract.properties.answers import strained_answers, valid_answers
from imgopen_contract.properties.broken import broken_calls
from imgopen_contract.properties.calls import valid_calls
from imgopen_contract.properties.json import any_json, spoilt

__all__ = [
    "any_json",
    "broken_calls",
    "spoilt",
    "strained_answers",
    "valid_answers",
    "valid_calls",
]
