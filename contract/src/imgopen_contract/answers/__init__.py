"""Answers that a client has to understand, and those that it has to bear."""

from imgopen_contract.answers.variants import Answer, answers_of, refusal_schema, success_schema

__all__ = ["Answer", "answers_of", "refusal_schema", "success_schema"]
