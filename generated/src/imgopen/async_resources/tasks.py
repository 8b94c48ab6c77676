"""The methods of `client.tasks`, to be awaited."""

# Written by `python -m generator generate`; change the spec, not this file.

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, ClassVar, cast

import httpx

from imgopen._runtime.async_client import AsyncClient
from imgopen._runtime.raw import AsyncRawCalls, async_raw
from imgopen._runtime.requests import Options
from imgopen.models.shared import SdTaskInfo, ToolTaskInfo
from imgopen.models.tasks import ArchivedSdTaskInfo
from imgopen.operations import tasks as _operations


class AsyncTasksResource:
    """Task query: state and result of a submitted task."""

    _group: ClassVar = "tasks"

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    @cached_property
    def with_raw_response(self) -> AsyncTasksResourceRaw:
        """The same methods, whose answers come as they are: status, headers and body, to be parsed later."""
        return AsyncTasksResourceRaw(self._client)

    async def query_task_info_v1(
        self,
        *,
        business_task_id: str,
        timeout: float | httpx.Timeout | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> ArchivedSdTaskInfo:
        """Look up an archived drawing task.

        Answers the state and the pictures of a drawing task, also of one from an earlier month.
        A task of the current month is better looked up with tasks.query_task_info_v2, which knows
        its progress.

        Args:
            business_task_id: Id of the task, the id_task under which it was submitted.
            timeout: Seconds, or an `httpx.Timeout`, for this call alone.
            max_retries: How often this call is tried again after a failure that may pass.
            extra_headers: Headers to add or replace.
            extra_body: Fields that are put on top of the body unchecked, for what the spec does not
                have.

        Returns:
            State and pictures of an archived drawing task.

        Raises:
            InvalidRequestError: A value breaks one of the rules above; nothing was sent.
            RefusedError: The service refused the request; `code` and `msg` say why.
            TransportError: No answer came, or not in time.
            HTTPStatusError: The HTTP status of the answer is not a success.
            InvalidResponseError: The answer is not what the spec promises.

        Sends POST /AIGCImgOpenServ/saas/sd/queryTaskInfo; vendor's page EN 202222084.
        """
        return await self._client._call(
            _operations.QUERY_TASK_INFO_V1,
            body={
                "business_task_id": business_task_id,
            },
            options=Options(timeout, max_retries, extra_headers, extra_body),
        )

    async def query_task_info_v2(
        self,
        *,
        business_task_id: str,
        timeout: float | httpx.Timeout | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> SdTaskInfo:
        """Look up a current drawing task.

        Answers the state, the progress and the pictures of a drawing task of the current month.
        An older task is looked up with tasks.query_task_info_v1.

        Args:
            business_task_id: Id of the task, the id_task under which it was submitted.
            timeout: Seconds, or an `httpx.Timeout`, for this call alone.
            max_retries: How often this call is tried again after a failure that may pass.
            extra_headers: Headers to add or replace.
            extra_body: Fields that are put on top of the body unchecked, for what the spec does not
                have.

        Returns:
            State, progress and pictures of a current drawing task.

        Raises:
            InvalidRequestError: A value breaks one of the rules above; nothing was sent.
            RefusedError: The service refused the request; `code` and `msg` say why.
            TransportError: No answer came, or not in time.
            HTTPStatusError: The HTTP status of the answer is not a success.
            InvalidResponseError: The answer is not what the spec promises.

        Sends POST /AIGCImgOpenServ/saas/sd/v2/queryTaskInfo; vendor's page EN 202222085, ZH
        115816354.
        """
        return await self._client._call(
            _operations.QUERY_TASK_INFO_V2,
            body={
                "business_task_id": business_task_id,
            },
            options=Options(timeout, max_retries, extra_headers, extra_body),
        )

    async def query_image_tool_task(
        self,
        *,
        tool_code: str,
        business_task_id: str,
        timeout: float | httpx.Timeout | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> ToolTaskInfo:
        """Look up a tool's task.

        Answers the state and the result of a task that was submitted to an image tool. The tool
        is named in the path, by the part of its own path that follows tool/.

        Documented in part: The answer is not readable on the page; its fields are those of the
        tools whose answer is.

        Args:
            tool_code: What follows tool/ in the tool's own path, such as hair/change, roop or
                identifyStyle. A slash in it is sent as it is.
            business_task_id: Id of the task, the business_task_id under which it was submitted.
            timeout: Seconds, or an `httpx.Timeout`, for this call alone.
            max_retries: How often this call is tried again after a failure that may pass.
            extra_headers: Headers to add or replace.
            extra_body: Fields that are put on top of the body unchecked, for what the spec does not
                have.

        Returns:
            State and result of a tool's task. Which result fields are there depends on the
                tool.

        Raises:
            InvalidRequestError: A value breaks one of the rules above; nothing was sent.
            RefusedError: The service refused the request; `code` and `msg` say why.
            TransportError: No answer came, or not in time.
            HTTPStatusError: The HTTP status of the answer is not a success.
            InvalidResponseError: The answer is not what the spec promises.

        Sends POST /AIGCImgOpenServ/saas/tool/{toolCode}/queryTask; vendor's page EN 202222086.
        """
        return await self._client._call(
            _operations.QUERY_IMAGE_TOOL_TASK,
            body={
                "business_task_id": business_task_id,
            },
            parameters={
                "tool_code": tool_code,
            },
            options=Options(timeout, max_retries, extra_headers, extra_body),
        )


class AsyncTasksResourceRaw:
    """The methods of `AsyncTasksResource`, whose answers come as they are."""

    def __init__(self, client: AsyncClient) -> None:
        methods = AsyncTasksResource(cast(Any, AsyncRawCalls(client)))
        self.query_task_info_v1 = async_raw(methods.query_task_info_v1)
        self.query_task_info_v2 = async_raw(methods.query_task_info_v2)
        self.query_image_tool_task = async_raw(methods.query_image_tool_task)
