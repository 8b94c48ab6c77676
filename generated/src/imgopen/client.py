"""The client."""

# Written by `python -m generator generate`; change the spec, not this file.

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

import httpx

from imgopen._runtime.configuration import hidden
from imgopen._runtime.connections import HTTPClient
from imgopen._runtime.sync_client import SyncClient

if TYPE_CHECKING:
    from imgopen._runtime.callbacks import CallbackURLs
    from imgopen.resources._lists import (
        EmbeddingsCollection,
        LorasCollection,
        ModelsCollection,
        VaesCollection,
    )
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
        http_client: An `httpx.Client` of your own, or one of `httpx2`; it stays open.
        task_id_prefix: Begins the ids that are made for tasks: up to 24 letters, digits, - and _.
        callbacks: Signs a callback URL for every task whose result can be posted.
        sleep: Stands in for `time.sleep`: takes seconds, and a test need not wait.

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
        http_client: HTTPClient | None = None,
        task_id_prefix: str | None = None,
        callbacks: CallbackURLs | None = None,
        sleep: Callable[[float], object] | None = None,
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

    @cached_property
    def models(self) -> ModelsCollection:
        """List the models, page by page."""
        from imgopen.resources._lists import ModelsCollection

        return ModelsCollection(self)

    @cached_property
    def loras(self) -> LorasCollection:
        """List the LoRAs, page by page."""
        from imgopen.resources._lists import LorasCollection

        return LorasCollection(self)

    @cached_property
    def vaes(self) -> VaesCollection:
        """List the VAEs, page by page."""
        from imgopen.resources._lists import VaesCollection

        return VaesCollection(self)

    @cached_property
    def embeddings(self) -> EmbeddingsCollection:
        """List the embeddings, page by page."""
        from imgopen.resources._lists import EmbeddingsCollection

        return EmbeddingsCollection(self)
