"""Lists that are read page by page, asynchronously."""

# Written by `python -m generator generate`; change the spec, not this file.

from __future__ import annotations

from collections.abc import Mapping

import httpx

from imgopen._runtime.async_client import AsyncClient
from imgopen._runtime.lists import AsyncItems
from imgopen._runtime.requests import Options
from imgopen.models.sd import Lora, Model
from imgopen.operations import sd as _sd


class AsyncModelsCollection:
    """List the models."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    def list(
        self,
        *,
        sd_model_checkpoint: str | None = None,
        sd_model_name: str | None = None,
        page_size: int = 50,
        timeout: float | httpx.Timeout | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> AsyncItems[Model]:
        """List the models.

        Nothing is fetched before the items are asked for, and then page by page.

        Args:
            sd_model_checkpoint: Lists the models with this file name only.
            sd_model_name: Lists the models with this name only.
            page_size: How many items are fetched at once.
            timeout: Seconds, or an `httpx.Timeout`, for this call alone.
            max_retries: How often this call is tried again after a failure that may pass.
            extra_headers: Headers to add or replace.
            extra_body: Fields that are put on top of the body unchecked, for what the spec does not
                have.

        Returns:
            What `async for` takes item by item; `pages()` gives the pages.

        Raises:
            ConfigurationError: `page_size` is less than 1.
            InvalidRequestError: A value breaks one of the rules above; nothing was sent.
            RefusedError: The service refused the request; `code` and `msg` say why.
            TransportError: No answer came, or not in time.
            HTTPStatusError: The HTTP status of the answer is not a success.
            InvalidResponseError: The answer is not what the spec promises.

        Sends POST /AIGCImgOpenServ/saas/sd/v2/queryModelList; vendor's page EN 202222080.
        """
        return AsyncItems(
            self._client,
            _sd.QUERY_MODEL_LIST,
            {
                "sd_model_checkpoint": sd_model_checkpoint,
                "sd_model_name": sd_model_name,
            },
            page_size,
            Options(timeout, max_retries, extra_headers, extra_body),
        )


class AsyncLorasCollection:
    """List the LoRAs."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    def list(
        self,
        *,
        page_size: int = 50,
        timeout: float | httpx.Timeout | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> AsyncItems[Lora]:
        """List the LoRAs.

        Nothing is fetched before the items are asked for, and then page by page.

        Inferred, not documented, and warned of once: The menu lists the endpoint and nothing
        else is known of it. The path is our guess after that of queryModelList, and request and
        answer are taken over from there.

        Args:
            page_size: How many items are fetched at once.
            timeout: Seconds, or an `httpx.Timeout`, for this call alone.
            max_retries: How often this call is tried again after a failure that may pass.
            extra_headers: Headers to add or replace.
            extra_body: Fields that are put on top of the body unchecked, for what the spec does not
                have.

        Returns:
            What `async for` takes item by item; `pages()` gives the pages.

        Raises:
            ConfigurationError: `page_size` is less than 1.
            InvalidRequestError: A value breaks one of the rules above; nothing was sent.
            RefusedError: The service refused the request; `code` and `msg` say why.
            TransportError: No answer came, or not in time.
            HTTPStatusError: The HTTP status of the answer is not a success.
            InvalidResponseError: The answer is not what the spec promises.

        Sends POST /AIGCImgOpenServ/saas/sd/v2/queryLoraList.
        """
        return AsyncItems(
            self._client,
            _sd.QUERY_LORA_LIST,
            {},
            page_size,
            Options(timeout, max_retries, extra_headers, extra_body),
        )


class AsyncVaesCollection:
    """List the VAEs."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    def list(
        self,
        *,
        page_size: int = 50,
        timeout: float | httpx.Timeout | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> AsyncItems[dict[str, object]]:
        """List the VAEs.

        Nothing is fetched before the items are asked for, and then page by page.

        Inferred, not documented, and warned of once: The menu lists the endpoint and nothing
        else is known of it. The path is our guess after that of queryModelList, and request and
        answer are taken over from there.

        Args:
            page_size: How many items are fetched at once.
            timeout: Seconds, or an `httpx.Timeout`, for this call alone.
            max_retries: How often this call is tried again after a failure that may pass.
            extra_headers: Headers to add or replace.
            extra_body: Fields that are put on top of the body unchecked, for what the spec does not
                have.

        Returns:
            What `async for` takes item by item; `pages()` gives the pages.

        Raises:
            ConfigurationError: `page_size` is less than 1.
            InvalidRequestError: A value breaks one of the rules above; nothing was sent.
            RefusedError: The service refused the request; `code` and `msg` say why.
            TransportError: No answer came, or not in time.
            HTTPStatusError: The HTTP status of the answer is not a success.
            InvalidResponseError: The answer is not what the spec promises.

        Sends POST /AIGCImgOpenServ/saas/sd/v2/queryVaeList.
        """
        return AsyncItems(
            self._client,
            _sd.QUERY_VAE_LIST,
            {},
            page_size,
            Options(timeout, max_retries, extra_headers, extra_body),
        )


class AsyncEmbeddingsCollection:
    """List the embeddings."""

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    def list(
        self,
        *,
        page_size: int = 50,
        timeout: float | httpx.Timeout | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> AsyncItems[dict[str, object]]:
        """List the embeddings.

        Nothing is fetched before the items are asked for, and then page by page.

        Inferred, not documented, and warned of once: The menu lists the endpoint and nothing
        else is known of it. The path is our guess after that of queryModelList, and request and
        answer are taken over from there.

        Args:
            page_size: How many items are fetched at once.
            timeout: Seconds, or an `httpx.Timeout`, for this call alone.
            max_retries: How often this call is tried again after a failure that may pass.
            extra_headers: Headers to add or replace.
            extra_body: Fields that are put on top of the body unchecked, for what the spec does not
                have.

        Returns:
            What `async for` takes item by item; `pages()` gives the pages.

        Raises:
            ConfigurationError: `page_size` is less than 1.
            InvalidRequestError: A value breaks one of the rules above; nothing was sent.
            RefusedError: The service refused the request; `code` and `msg` say why.
            TransportError: No answer came, or not in time.
            HTTPStatusError: The HTTP status of the answer is not a success.
            InvalidResponseError: The answer is not what the spec promises.

        Sends POST /AIGCImgOpenServ/saas/sd/v2/queryEmbeddingList.
        """
        return AsyncItems(
            self._client,
            _sd.QUERY_EMBEDDING_LIST,
            {},
            page_size,
            Options(timeout, max_retries, extra_headers, extra_body),
        )
