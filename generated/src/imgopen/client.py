"""The client."""

# Written by `python -m generator generate`; change the spec, not this file.

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import httpx

from imgopen._runtime.sync_client import SyncClient

if TYPE_CHECKING:
    from imgopen.resources.sd import SdResource
    from imgopen.resources.tasks import TasksResource
    from imgopen.resources.tools import ToolsResource
    from imgopen.resources.training import TrainingResource


class ImgOpen(SyncClient):
    """A typed client for Img Open.

    AI images, image tools and model training over one HTTP API.

    Args:
        access_key_id: Id of the access key, sent on every call together with its secret. The
            environment's IMGOPEN_ACCESS_KEY_ID if left out.
        access_key_secret: Secret of the access key, sent on every call together with its id. The
            environment's IMGOPEN_ACCESS_KEY_SECRET if left out.
        base_url: Where the service is; IMGOPEN_BASE_URL or https://api.zhiqite.com if left out.
        timeout: Seconds, or an `httpx.Timeout`, for every call.
        max_retries: How often a call is tried again after a failure that may pass: 2 if left out.
        http_client: An `httpx.Client` of your own, which stays open.

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
        http_client: httpx.Client | None = None,
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
    def sd(self) -> SdResource:
        """AI image generation: draw pictures with Stable Diffusion, and list what to draw with."""
        from imgopen.resources.sd import SdResource

        return SdResource(self)

    @cached_property
    def tasks(self) -> TasksResource:
        """Task query: state and result of a submitted task."""
        from imgopen.resources.tasks import TasksResource

        return TasksResource(self)

    @cached_property
    def training(self) -> TrainingResource:
        """Train model: train a LoRA on pictures of one's own, and follow the training."""
        from imgopen.resources.training import TrainingResource

        return TrainingResource(self)

    @cached_property
    def tools(self) -> ToolsResource:
        """Image tool: change, read and prepare pictures."""
        from imgopen.resources.tools import ToolsResource

        return ToolsResource(self)
