"""The async client."""

# Written by `python -m generator generate`; change the spec, not this file.

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import cached_property
from typing import TYPE_CHECKING

import httpx

from imgopen._runtime.async_client import AsyncClient
from imgopen._runtime.configuration import hidden
from imgopen._runtime.connections import AsyncHTTPClient

if TYPE_CHECKING:
    from imgopen._runtime.callbacks import CallbackURLs
    from imgopen.async_resources._lists import (
        AsyncEmbeddingsCollection,
        AsyncLorasCollection,
        AsyncModelsCollection,
        AsyncVaesCollection,
    )
    from imgopen.async_resources.sd import AsyncSdResource
    from imgopen.async_resources.tasks import AsyncTasksResource
    from imgopen.async_resources.tools import AsyncToolsResource
    from imgopen.async_resources.training import AsyncTrainingResource


class AsyncImgOpen(AsyncClient):
    """A typed async client for Img Open.

    AI images, image tools and model training over one HTTP API.

    Args:
        access_key_id: Id of the access key, sent on every call together with its secret. The
            environment's IMGOPEN_ACCESS_KEY_ID if left out.
        access_key_secret: Secret of the access key, sent on every call together with its id. The
            environment's IMGOPEN_ACCESS_KEY_SECRET if left out.
        base_url: Where the service is; IMGOPEN_BASE_URL or https://api.zhiqite.com if left out.
        timeout: Seconds, or an `httpx.Timeout`, for every call.
        max_retries: How often a call is tried again after a failure that may pass: 2 if left out.
        http_client: An `httpx.AsyncClient` of your own, or one of `httpx2`; it stays open.
        task_id_prefix: Begins the ids that are made for tasks: up to 24 letters, digits, - and _.
        callbacks: Signs a callback URL for every task whose result can be posted.
        sleep: Stands in for `asyncio.sleep`: takes seconds, and a test need not wait.

    Raises:
        ConfigurationError: A key is missing, or a setting cannot be used.
    """

    def __init__(
        self,
        *,
        access_key_id: str | None = None,
        access_key_secret: str | None = None,
        base_url: str | None = None,
        timeout: float | httpx.Timeout | None = None,
        max_retries: int | None = None,
        http_client: AsyncHTTPClient | None = None,
        task_id_prefix: str | None = None,
        callbacks: CallbackURLs | None = None,
        sleep: Callable[[float], Awaitable[object]] | None = None,
    ) -> None:
        access_key_id, access_key_secret = hidden(access_key_id, access_key_secret)
        super().__init__(
            credentials={
                "access_key_id": access_key_id,
                "access_key_secret": access_key_secret,
            },
            base_url=base_url,
            timeout=timeout,
            max_retries=max_retries,
            http_client=http_client,
            task_id_prefix=task_id_prefix,
            callbacks=callbacks,
            sleep=sleep,
        )

    @cached_property
    def sd(self) -> AsyncSdResource:
        """AI image generation: draw pictures with Stable Diffusion, and list what to draw with."""
        from imgopen.async_resources.sd import AsyncSdResource

        return AsyncSdResource(self)

    @cached_property
    def tasks(self) -> AsyncTasksResource:
        """Task query: state and result of a submitted task."""
        from imgopen.async_resources.tasks import AsyncTasksResource

        return AsyncTasksResource(self)

    @cached_property
    def training(self) -> AsyncTrainingResource:
        """Train model: train a LoRA on pictures of one's own, and follow the training."""
        from imgopen.async_resources.training import AsyncTrainingResource

        return AsyncTrainingResource(self)

    @cached_property
    def tools(self) -> AsyncToolsResource:
        """Image tool: change, read and prepare pictures."""
        from imgopen.async_resources.tools import AsyncToolsResource

        return AsyncToolsResource(self)

    @cached_property
    def models(self) -> AsyncModelsCollection:
        """List the models, page by page."""
        from imgopen.async_resources._lists import AsyncModelsCollection

        return AsyncModelsCollection(self)

    @cached_property
    def loras(self) -> AsyncLorasCollection:
        """List the LoRAs, page by page."""
        from imgopen.async_resources._lists import AsyncLorasCollection

        return AsyncLorasCollection(self)

    @cached_property
    def vaes(self) -> AsyncVaesCollection:
        """List the VAEs, page by page."""
        from imgopen.async_resources._lists import AsyncVaesCollection

        return AsyncVaesCollection(self)

    @cached_property
    def embeddings(self) -> AsyncEmbeddingsCollection:
        """List the embeddings, page by page."""
        from imgopen.async_resources._lists import AsyncEmbeddingsCollection

        return AsyncEmbeddingsCollection(self)
