"""A typed client for Img Open."""

# Written by `python -m generator generate`; change the spec, not this file.

from __future__ import annotations

from typing import TYPE_CHECKING

from imgopen._runtime.lazy import lazy_exports

if TYPE_CHECKING:
    from imgopen._runtime.batch import AsyncOutcome as AsyncOutcome
    from imgopen._runtime.batch import BatchProgress as BatchProgress
    from imgopen._runtime.batch import Outcome as Outcome
    from imgopen._runtime.errors import ConfigurationError as ConfigurationError
    from imgopen._runtime.errors import DownloadError as DownloadError
    from imgopen._runtime.errors import FieldError as FieldError
    from imgopen._runtime.errors import HTTPStatusError as HTTPStatusError
    from imgopen._runtime.errors import InferredOperationWarning as InferredOperationWarning
    from imgopen._runtime.errors import InvalidCallbackError as InvalidCallbackError
    from imgopen._runtime.errors import InvalidRequestError as InvalidRequestError
    from imgopen._runtime.errors import InvalidResponseError as InvalidResponseError
    from imgopen._runtime.errors import RefusedError as RefusedError
    from imgopen._runtime.errors import RequestTimeoutError as RequestTimeoutError
    from imgopen._runtime.errors import TaskFailedError as TaskFailedError
    from imgopen._runtime.errors import TaskTimeoutError as TaskTimeoutError
    from imgopen._runtime.errors import TransportError as TransportError
    from imgopen._runtime.lists import AsyncItems as AsyncItems
    from imgopen._runtime.lists import AsyncPage as AsyncPage
    from imgopen._runtime.lists import Items as Items
    from imgopen._runtime.lists import Page as Page
    from imgopen._runtime.pictures import AsyncImage as AsyncImage
    from imgopen._runtime.pictures import AsyncImages as AsyncImages
    from imgopen._runtime.pictures import Image as Image
    from imgopen._runtime.pictures import Images as Images
    from imgopen._runtime.product import ImgOpenError as ImgOpenError
    from imgopen._runtime.raw import RawResponse as RawResponse
    from imgopen._runtime.tasks.async_task import AsyncTask as AsyncTask
    from imgopen._runtime.tasks.progress import Progress as Progress
    from imgopen._runtime.tasks.result import AsyncTaskResult as AsyncTaskResult
    from imgopen._runtime.tasks.result import TaskResult as TaskResult
    from imgopen._runtime.tasks.task import Task as Task
    from imgopen.async_client import AsyncImgOpen as AsyncImgOpen
    from imgopen.client import ImgOpen as ImgOpen

__all__ = [
    "AsyncImage",
    "AsyncImages",
    "AsyncImgOpen",
    "AsyncItems",
    "AsyncOutcome",
    "AsyncPage",
    "AsyncTask",
    "AsyncTaskResult",
    "BatchProgress",
    "ConfigurationError",
    "DownloadError",
    "FieldError",
    "HTTPStatusError",
    "Image",
    "Images",
    "ImgOpen",
    "ImgOpenError",
    "InferredOperationWarning",
    "InvalidCallbackError",
    "InvalidRequestError",
    "InvalidResponseError",
    "Items",
    "Outcome",
    "Page",
    "Progress",
    "RawResponse",
    "RefusedError",
    "RequestTimeoutError",
    "Task",
    "TaskFailedError",
    "TaskResult",
    "TaskTimeoutError",
    "TransportError",
    "__version__",
]

__version__ = "0.1.0"

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_exports(
        __name__,
        {
            "AsyncImage": "imgopen._runtime.pictures",
            "AsyncImages": "imgopen._runtime.pictures",
            "AsyncImgOpen": "imgopen.async_client",
            "AsyncItems": "imgopen._runtime.lists",
            "AsyncOutcome": "imgopen._runtime.batch",
            "AsyncPage": "imgopen._runtime.lists",
            "AsyncTask": "imgopen._runtime.tasks.async_task",
            "AsyncTaskResult": "imgopen._runtime.tasks.result",
            "BatchProgress": "imgopen._runtime.batch",
            "ConfigurationError": "imgopen._runtime.errors",
            "DownloadError": "imgopen._runtime.errors",
            "FieldError": "imgopen._runtime.errors",
            "HTTPStatusError": "imgopen._runtime.errors",
            "Image": "imgopen._runtime.pictures",
            "Images": "imgopen._runtime.pictures",
            "ImgOpen": "imgopen.client",
            "ImgOpenError": "imgopen._runtime.product",
            "InferredOperationWarning": "imgopen._runtime.errors",
            "InvalidCallbackError": "imgopen._runtime.errors",
            "InvalidRequestError": "imgopen._runtime.errors",
            "InvalidResponseError": "imgopen._runtime.errors",
            "Items": "imgopen._runtime.lists",
            "Outcome": "imgopen._runtime.batch",
            "Page": "imgopen._runtime.lists",
            "Progress": "imgopen._runtime.tasks.progress",
            "RawResponse": "imgopen._runtime.raw",
            "RefusedError": "imgopen._runtime.errors",
            "RequestTimeoutError": "imgopen._runtime.errors",
            "Task": "imgopen._runtime.tasks.task",
            "TaskFailedError": "imgopen._runtime.errors",
            "TaskResult": "imgopen._runtime.tasks.result",
            "TaskTimeoutError": "imgopen._runtime.errors",
            "TransportError": "imgopen._runtime.errors",
        },
    )
