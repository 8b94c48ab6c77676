"""The shapes of what the spec decides about the package as a whole."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Credential:
    """A secret that goes with every request in a header of its own."""

    argument: str
    """The keyword argument of the client that takes it."""
    header: str
    """The header that carries it."""
    variable: str
    """The environment variable that is read where the argument is not given."""


@dataclass(frozen=True)
class Envelope:
    """The properties of every answer, and the code that says success.

    `code_key` and `message_key` are names in the JSON; the others are attributes of the models of answers.
    """

    code: str
    code_key: str
    message: str
    message_key: str
    data: str
    success: str
