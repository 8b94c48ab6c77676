"""What the spec decides about the package as a whole.

This file stands in for the one that the generator writes from the spec, so that the runtime is ordinary Python
that can be checked and tested where it lies.
"""

from __future__ import annotations

from typing import Final

from .errors_base import ErrorBase
from .settings import Credential, Envelope

PACKAGE: Final = "sdk"
VERSION: Final = "0.0.0"
BASE_URL: Final = "https://api.example.com"
BASE_URL_VARIABLE: Final = "SDK_BASE_URL"
CREDENTIALS: Final[tuple[Credential, ...]] = (
    Credential(argument="api_key", header="X-Api-Key", variable="SDK_API_KEY"),
)
ENVELOPE: Final[Envelope | None] = Envelope(
    code="code", code_key="code", message="msg", message_key="msg", data="data", success="200"
)


class SdkError(ErrorBase):
    """Base class of every error that this package raises."""


BaseError = SdkError
