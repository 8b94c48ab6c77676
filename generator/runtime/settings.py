"""The shapes of what the spec decides about the package as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

CredentialKind: TypeAlias = Literal["header", "query", "cookie", "bearer", "basic-username", "basic-password"]
"""Where a secret stands in a request: alone in a header, a query or a cookie, or in the header `Authorization`."""


@dataclass(frozen=True)
class Credential:
    """A secret that goes with requests."""

    argument: str
    """The keyword argument of the client that takes it."""
    header: str
    """The header, the parameter of the query, or the cookie that carries it."""
    variable: str
    """The environment variable that is read where the argument is not given."""
    kind: CredentialKind = "header"
    """Where it stands in a request."""
    scheme: str = ""
    """What a user name and its password have in common."""
    is_required: bool = True
    """Whether there is no client without it; otherwise a call that needs it says so."""


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
