"""A typed client for Img Open."""

# Written by `python -m generator generate`; change the spec, not this file.

from __future__ import annotations

from typing import TYPE_CHECKING

from imgopen._runtime.lazy import lazy_exports

if TYPE_CHECKING:
    from imgopen._runtime.errors import ConfigurationError as ConfigurationError
    from imgopen._runtime.errors import FieldError as FieldError
    from imgopen._runtime.errors import HTTPStatusError as HTTPStatusError
    from imgopen._runtime.errors import InferredOperationWarning as InferredOperationWarning
    from imgopen._runtime.errors import InvalidRequestError as InvalidRequestError
    from imgopen._runtime.errors import InvalidResponseError as InvalidResponseError
    from imgopen._runtime.errors import RefusedError as RefusedError
    from imgopen._runtime.errors import RequestTimeoutError as RequestTimeoutError
    from imgopen._runtime.errors import TransportError as TransportError
    from imgopen._runtime.product import ImgOpenError as ImgOpenError
    from imgopen.async_client import AsyncImgOpen as AsyncImgOpen
    from imgopen.client import ImgOpen as ImgOpen

__all__ = [
    "AsyncImgOpen",
    "ConfigurationError",
    "FieldError",
    "HTTPStatusError",
    "ImgOpen",
    "ImgOpenError",
    "InferredOperationWarning",
    "InvalidRequestError",
    "InvalidResponseError",
    "RefusedError",
    "RequestTimeoutError",
    "TransportError",
    "__version__",
]

__version__ = "0.1.0"

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_exports(
        __name__,
        {
            "AsyncImgOpen": "imgopen.async_client",
            "ConfigurationError": "imgopen._runtime.errors",
            "FieldError": "imgopen._runtime.errors",
            "HTTPStatusError": "imgopen._runtime.errors",
            "ImgOpen": "imgopen.client",
            "ImgOpenError": "imgopen._runtime.product",
            "InferredOperationWarning": "imgopen._runtime.errors",
            "InvalidRequestError": "imgopen._runtime.errors",
            "InvalidResponseError": "imgopen._runtime.errors",
            "RefusedError": "imgopen._runtime.errors",
            "RequestTimeoutError": "imgopen._runtime.errors",
            "TransportError": "imgopen._runtime.errors",
        },
    )
