"""What the spec decides about the package as a whole."""

# Written by `python -m generator generate`; change the spec, not this file.

from __future__ import annotations

from typing import Final

from .errors_base import ErrorBase
from .settings import Credential, Envelope

PACKAGE: Final = "imgopen"
VERSION: Final = "0.1.0"
BASE_URL: Final = "https://api.zhiqite.com"
BASE_URL_VARIABLE: Final = "IMGOPEN_BASE_URL"
CREDENTIALS: Final[tuple[Credential, ...]] = (
    Credential(
        argument="access_key_id", header="X-Request-req-accessKeyId", variable="IMGOPEN_ACCESS_KEY_ID"
    ),
    Credential(
        argument="access_key_secret",
        header="X-Request-req-accessKeySecret",
        variable="IMGOPEN_ACCESS_KEY_SECRET",
    ),
)
ENVELOPE: Final[Envelope | None] = Envelope(
    code="code",
    code_key="code",
    message="msg",
    message_key="msg",
    data="data",
    success="200",
)


class ImgOpenError(ErrorBase):
    """Base class of every error that this package raises."""


BaseError = ImgOpenError
