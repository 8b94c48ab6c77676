"""The async client."""

# Written by `python -m generator generate`; change the spec, not this file.

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import httpx

from imgopen._runtime.async_client import AsyncClient

if TYPE_CHECKING:
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
        http_client: An `httpx.AsyncClient` of your own, which stays open.

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
        http_client: httpx.AsyncClient | None = None,
    ) -> None:
        super().__init__(
            credentials={
                "access_key_id": access_key_id,
                "access_key_secret": access_key_secret,
            },
            base_url=base_url,
            timeout=timeout,
            max_retries=max_retries,
            http_client=http_client,
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
