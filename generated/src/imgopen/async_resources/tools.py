"""The methods of `client.tools`, to be awaited."""

# Written by `python -m generator generate`; change the spec, not this file.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar, Literal, cast

import httpx

from imgopen._runtime.async_client import AsyncClient
from imgopen._runtime.raw import AsyncRawCalls, async_raw
from imgopen._runtime.requests import Options
from imgopen._runtime.tasks.async_task import AsyncTask
from imgopen.models.shared import ToolTaskInfo
from imgopen.models.tools import (
    FluxText2imageResult,
    ImageDescriptionResult,
    InstantIdResult,
    PromptExpansionResult,
    QueuedToolTask,
    ToolReceipt,
)
from imgopen.operations import tools as _operations


class AsyncToolsResource:
    """Image tool: change, read and prepare pictures."""

    _group: ClassVar = "tools"

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    @cached_property
    def with_raw_response(self) -> AsyncToolsResourceRaw:
        """The same methods, whose answers come as they are: status, headers and body, to be parsed later."""
        return AsyncToolsResourceRaw(self._client)

    async def flux_text2image(
        self,
        *,
        comfy_task_type: Literal["Flux1DevFP8", "Flux1SchnellFP8"],
        prompt: str,
        business_task_id: str | None = None,
        width: int | None = None,
        height: int | None = None,
        steps: int | None = None,
        flux_guidance: float | None = None,
        callback_url: str | None = None,
        timeout: float | httpx.Timeout | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> AsyncTask[FluxText2imageResult, ToolTaskInfo]:
        """Draw a picture from text with Flux.

        Submits a task that draws a picture from a prompt with a Flux model. The result is
        fetched with the query of tool tasks, or posted to the callback URL.

        Args:
            comfy_task_type: The Flux model to draw with, Dev for quality or Schnell for speed.
            prompt: What the picture shows.
            business_task_id: Id of the task, chosen by the caller and unique. Made by the client if
                left out.
            width: Width of the picture, in pixels.
            height: Height of the picture, in pixels.
            steps: Number of diffusion steps; more steps take longer.
            flux_guidance: How closely the picture follows the prompt; 3.5 is recommended. A
                multiple of 0.1.
            callback_url: URL to which the service posts the finished task. The receiver
                acknowledges with a JSON answer whose code is "200", otherwise the service tries
                again. (Contradicted: The English page flags the field optional, the Chinese page
                required, and the example leaves it out.) Where the client was given `callbacks`, a
                signed one if left out.
            timeout: Seconds, or an `httpx.Timeout`, for this call alone.
            max_retries: How often this call is tried again after a failure that may pass.
            extra_headers: Headers to add or replace.
            extra_body: Fields that are put on top of the body unchecked, for what the spec does not
                have.

        Returns:
            The submitted task, to be waited for with `wait()`. Its `receipt`: State and picture
                of a Flux task.

        Raises:
            InvalidRequestError: A value breaks one of the rules above; nothing was sent.
            RefusedError: The service refused the request; `code` and `msg` say why.
            TransportError: No answer came, or not in time.
            HTTPStatusError: The HTTP status of the answer is not a success.
            InvalidResponseError: The answer is not what the spec promises.

        Sends POST /AIGCImgOpenServ/saas/tool/comfyui/text2image; vendor's page EN 225099153, ZH
        213946972.
        """
        return await self._client._submit(
            _operations.FLUX_TEXT2IMAGE,
            body={
                "comfy_task_type": comfy_task_type,
                "prompt": prompt,
                "business_task_id": business_task_id,
                "width": width,
                "height": height,
                "steps": steps,
                "flux_guidance": flux_guidance,
                "callback_url": callback_url,
            },
            options=Options(timeout, max_retries, extra_headers, extra_body),
        )

    async def face_swap_v1(
        self,
        *,
        source_url: str,
        target_url: str,
        business_task_id: str | None = None,
        timeout: float | httpx.Timeout | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> AsyncTask[ToolReceipt, ToolTaskInfo]:
        """Swap one face.

        Submits a task that puts the face of one picture into another. The answer is a receipt;
        the result is fetched with the query of tool tasks.

        Documented in part: The answer is not readable on the page, which says that the one
        printed is the asynchronous one. The page lists no callback URL.

        Args:
            source_url: URL of the picture that gives the face. (Contradicted: A string in the
                single face swaps, an array in the multiple face swap. Each page's type is kept.)
            target_url: URL of the picture that receives the face.
            business_task_id: Id of the task, chosen by the caller and unique. Made by the client if
                left out.
            timeout: Seconds, or an `httpx.Timeout`, for this call alone.
            max_retries: How often this call is tried again after a failure that may pass.
            extra_headers: Headers to add or replace.
            extra_body: Fields that are put on top of the body unchecked, for what the spec does not
                have.

        Returns:
            The submitted task, to be waited for with `wait()`. Its `receipt`: The receipt of a
                submitted tool task, with the result if it is there already.

        Raises:
            InvalidRequestError: A value breaks one of the rules above; nothing was sent.
            RefusedError: The service refused the request; `code` and `msg` say why.
            TransportError: No answer came, or not in time.
            HTTPStatusError: The HTTP status of the answer is not a success.
            InvalidResponseError: The answer is not what the spec promises.

        Sends POST /AIGCImgOpenServ/saas/tool/roop; vendor's page EN 202222090.
        """
        return await self._client._submit(
            _operations.FACE_SWAP_V1,
            body={
                "source_url": source_url,
                "target_url": target_url,
                "business_task_id": business_task_id,
            },
            options=Options(timeout, max_retries, extra_headers, extra_body),
        )

    async def face_swap_v2(
        self,
        *,
        source_url: str,
        target_url: str,
        business_task_id: str | None = None,
        fidelity_weight: str | None = None,
        timeout: float | httpx.Timeout | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> AsyncTask[ToolReceipt, ToolTaskInfo]:
        """Swap one face and repair it.

        Submits a task that puts the face of one picture into another, and repairs the face
        afterwards. The answer is a receipt; the result is fetched with the query of tool tasks.

        Documented in part: The answer is not readable on the page, and further request fields
        may follow that were not readable; the body is open for them. The page lists no callback
        URL.

        Args:
            source_url: URL of the picture that gives the face. (Contradicted: A string in the
                single face swaps, an array in the multiple face swap. Each page's type is kept.)
            target_url: URL of the picture that receives the face.
            business_task_id: Id of the task, chosen by the caller and unique. Made by the client if
                left out.
            fidelity_weight: Balance between quality and likeness of the repaired face, a number
                from 0 to 1 in a string. Must match `^(0(\\.[0-9]+)?|1(\\.0+)?)$`.
            timeout: Seconds, or an `httpx.Timeout`, for this call alone.
            max_retries: How often this call is tried again after a failure that may pass.
            extra_headers: Headers to add or replace.
            extra_body: Fields that are put on top of the body unchecked, for what the spec does not
                have.

        Returns:
            The submitted task, to be waited for with `wait()`. Its `receipt`: The receipt of a
                submitted tool task, with the result if it is there already.

        Raises:
            InvalidRequestError: A value breaks one of the rules above; nothing was sent.
            RefusedError: The service refused the request; `code` and `msg` say why.
            TransportError: No answer came, or not in time.
            HTTPStatusError: The HTTP status of the answer is not a success.
            InvalidResponseError: The answer is not what the spec promises.

        Sends POST /AIGCImgOpenServ/saas/tool/v2/roop; vendor's page EN 202222091.
        """
        return await self._client._submit(
            _operations.FACE_SWAP_V2,
            body={
                "source_url": source_url,
                "target_url": target_url,
                "business_task_id": business_task_id,
                "fidelity_weight": fidelity_weight,
            },
            options=Options(timeout, max_retries, extra_headers, extra_body),
        )

    async def instant_id(
        self,
        *,
        image: str,
        prompt: str,
        business_task_id: str | None = None,
        height: Literal[960] | None = None,
        width: Literal[960] | None = None,
        negative_prompt: str | None = None,
        steps: int | None = None,
        guidance_scale: int | None = None,
        seed: int | None = None,
        callback_url: str | None = None,
        timeout: float | httpx.Timeout | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> AsyncTask[InstantIdResult, ToolTaskInfo]:
        """Make a picture of a portrait.

        Submits a task that draws a new picture with the face of a portrait. The answer is a
        receipt; the result is fetched with the query of tool tasks, or posted to the callback URL.

        Documented in part: Type and flag of the answer's outputImageUrl are not readable on the
        page.

        Args:
            image: URL of the portrait.
            prompt: What the picture shows.
            business_task_id: Id of the task, chosen by the caller and unique. Made by the client if
                left out.
            height: Height of the picture in pixels.
            width: Width of the picture in pixels.
            negative_prompt: What the picture should not show.
            steps: Number of diffusion steps; more steps take longer.
            guidance_scale: How closely the picture follows the prompt. (Contradicted: An integer in
                the page's table, while its curl sample sends 1.0. The table's type is kept.)
            seed: Random seed; the same seed and settings give the same picture.
            callback_url: URL to which the service posts the finished task. The receiver
                acknowledges with a JSON answer whose code is "200", otherwise the service tries
                again. Where the client was given `callbacks`, a signed one if left out.
            timeout: Seconds, or an `httpx.Timeout`, for this call alone.
            max_retries: How often this call is tried again after a failure that may pass.
            extra_headers: Headers to add or replace.
            extra_body: Fields that are put on top of the body unchecked, for what the spec does not
                have.

        Returns:
            The submitted task, to be waited for with `wait()`. Its `receipt`: State and picture
                of a portrait task.

        Raises:
            InvalidRequestError: A value breaks one of the rules above; nothing was sent.
            RefusedError: The service refused the request; `code` and `msg` say why.
            TransportError: No answer came, or not in time.
            HTTPStatusError: The HTTP status of the answer is not a success.
            InvalidResponseError: The answer is not what the spec promises.

        Sends POST /AIGCImgOpenServ/saas/tool/instantID; vendor's page EN 202222092.
        """
        return await self._client._submit(
            _operations.INSTANT_ID,
            body={
                "image": image,
                "prompt": prompt,
                "business_task_id": business_task_id,
                "height": height,
                "width": width,
                "negative_prompt": negative_prompt,
                "steps": steps,
                "guidance_scale": guidance_scale,
                "seed": seed,
                "callback_url": callback_url,
            },
            options=Options(timeout, max_retries, extra_headers, extra_body),
        )

    async def face_restoration(
        self,
        *,
        business_task_id: str | None = None,
        callback_url: str | None = None,
        timeout: float | httpx.Timeout | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> AsyncTask[ToolReceipt, ToolTaskInfo]:
        """Repair faces.

        Submits a task that repairs the faces in a picture. Its other fields are not known; the
        body is open, and every further key is passed on. The answer is a receipt; the result is
        fetched with the query of tool tasks, or posted to the callback URL.

        Inferred, not documented, and warned of once: The menu lists the endpoint and nothing
        else is known of it. The path is our guess after those of the other tools, and request and
        answer are modelled after them.

        Args:
            business_task_id: Id of the task, chosen by the caller and unique. (Inferred: The page
                is not readable; taken over from the other tools.) Made by the client if left out.
            callback_url: URL to which the service posts the finished task. The receiver
                acknowledges with a JSON answer whose code is "200", otherwise the service tries
                again. (Inferred: The page is not readable; taken over from the other tools.) Where
                the client was given `callbacks`, a signed one if left out.
            timeout: Seconds, or an `httpx.Timeout`, for this call alone.
            max_retries: How often this call is tried again after a failure that may pass.
            extra_headers: Headers to add or replace.
            extra_body: Fields that are put on top of the body unchecked, for what the spec does not
                have.

        Returns:
            The submitted task, to be waited for with `wait()`. Its `receipt`: The receipt of a
                submitted tool task, with the result if it is there already.

        Raises:
            InvalidRequestError: A value breaks one of the rules above; nothing was sent.
            RefusedError: The service refused the request; `code` and `msg` say why.
            TransportError: No answer came, or not in time.
            HTTPStatusError: The HTTP status of the answer is not a success.
            InvalidResponseError: The answer is not what the spec promises.

        Sends POST /AIGCImgOpenServ/saas/tool/codeformer.
        """
        return await self._client._submit(
            _operations.FACE_RESTORATION,
            body={
                "business_task_id": business_task_id,
                "callback_url": callback_url,
            },
            options=Options(timeout, max_retries, extra_headers, extra_body),
        )

    async def super_resolution(
        self,
        *,
        business_task_id: str | None = None,
        callback_url: str | None = None,
        timeout: float | httpx.Timeout | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> AsyncTask[ToolReceipt, ToolTaskInfo]:
        """Raise the resolution.

        Submits a task that raises the resolution of a picture. Its other fields are not known;
        the body is open, and every further key is passed on. The answer is a receipt; the result is
        fetched with the query of tool tasks, or posted to the callback URL.

        Inferred, not documented, and warned of once: The menu lists the endpoint and nothing
        else is known of it. The path is our guess after those of the other tools, and request and
        answer are modelled after them.

        Args:
            business_task_id: Id of the task, chosen by the caller and unique. (Inferred: The page
                is not readable; taken over from the other tools.) Made by the client if left out.
            callback_url: URL to which the service posts the finished task. The receiver
                acknowledges with a JSON answer whose code is "200", otherwise the service tries
                again. (Inferred: The page is not readable; taken over from the other tools.) Where
                the client was given `callbacks`, a signed one if left out.
            timeout: Seconds, or an `httpx.Timeout`, for this call alone.
            max_retries: How often this call is tried again after a failure that may pass.
            extra_headers: Headers to add or replace.
            extra_body: Fields that are put on top of the body unchecked, for what the spec does not
                have.

        Returns:
            The submitted task, to be waited for with `wait()`. Its `receipt`: The receipt of a
                submitted tool task, with the result if it is there already.

        Raises:
            InvalidRequestError: A value breaks one of the rules above; nothing was sent.
            RefusedError: The service refused the request; `code` and `msg` say why.
            TransportError: No answer came, or not in time.
            HTTPStatusError: The HTTP status of the answer is not a success.
            InvalidResponseError: The answer is not what the spec promises.

        Sends POST /AIGCImgOpenServ/saas/tool/superResolution.
        """
        return await self._client._submit(
            _operations.SUPER_RESOLUTION,
            body={
                "business_task_id": business_task_id,
                "callback_url": callback_url,
            },
            options=Options(timeout, max_retries, extra_headers, extra_body),
        )

    async def image_description(
        self,
        *,
        image: str,
        business_task_id: str | None = None,
        model: Literal["clip", "deepdanbooru"] = "clip",
        callback_url: str | None = None,
        timeout: float | httpx.Timeout | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> AsyncTask[ImageDescriptionResult, ToolTaskInfo]:
        """Describe a picture.

        Submits a task that describes in words what a picture shows. The result is fetched with
        the query of tool tasks, or posted to the callback URL.

        Args:
            image: URL of the picture to describe.
            business_task_id: Id of the task, chosen by the caller and unique. Made by the client if
                left out.
            model: The model that describes the picture, clip in a sentence, deepdanbooru in tags.
            callback_url: URL to which the service posts the finished task. The receiver
                acknowledges with a JSON answer whose code is "200", otherwise the service tries
                again. (Contradicted: The page flags the field required, and the page's own example
                leaves it out.) Where the client was given `callbacks`, a signed one if left out.
            timeout: Seconds, or an `httpx.Timeout`, for this call alone.
            max_retries: How often this call is tried again after a failure that may pass.
            extra_headers: Headers to add or replace.
            extra_body: Fields that are put on top of the body unchecked, for what the spec does not
                have.

        Returns:
            The submitted task, to be waited for with `wait()`. Its `receipt`: State and
                description of a picture.

        Raises:
            InvalidRequestError: A value breaks one of the rules above; nothing was sent.
            RefusedError: The service refused the request; `code` and `msg` say why.
            TransportError: No answer came, or not in time.
            HTTPStatusError: The HTTP status of the answer is not a success.
            InvalidResponseError: The answer is not what the spec promises.

        Sends POST /AIGCImgOpenServ/saas/tool/interrogate; vendor's page EN 202222095, ZH
        141445769.
        """
        return await self._client._submit(
            _operations.IMAGE_DESCRIPTION,
            body={
                "image": image,
                "business_task_id": business_task_id,
                "model": model,
                "callback_url": callback_url,
            },
            options=Options(timeout, max_retries, extra_headers, extra_body),
        )

    async def multiple_face_swap(
        self,
        *,
        source_url: Sequence[str],
        target_url: str,
        face_idx: int | None = None,
        business_task_id: str | None = None,
        callback_url: str | None = None,
        timeout: float | httpx.Timeout | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> AsyncTask[ToolReceipt, ToolTaskInfo]:
        """Swap faces in a group picture.

        Submits a task that puts one or two faces into a picture that shows several. The answer
        is a receipt; the result is fetched with the query of tool tasks, or posted to the callback
        URL.

        Documented in part: The answer is not readable on the pages.

        Args:
            source_url: URLs of the pictures that give the faces. 1 to 2 items. (Contradicted: An
                array in the multiple face swap, a string in the single face swaps. Each page's type
                is kept.)
            target_url: URL of the picture that receives the faces.
            face_idx: Which face of the receiving picture is replaced, counted from the left. At
                least 1.
            business_task_id: Id of the task, chosen by the caller and unique. Made by the client if
                left out.
            callback_url: URL to which the service posts the finished task. The receiver
                acknowledges with a JSON answer whose code is "200", otherwise the service tries
                again. Where the client was given `callbacks`, a signed one if left out.
            timeout: Seconds, or an `httpx.Timeout`, for this call alone.
            max_retries: How often this call is tried again after a failure that may pass.
            extra_headers: Headers to add or replace.
            extra_body: Fields that are put on top of the body unchecked, for what the spec does not
                have.

        Returns:
            The submitted task, to be waited for with `wait()`. Its `receipt`: The receipt of a
                submitted tool task, with the result if it is there already.

        Raises:
            InvalidRequestError: A value breaks one of the rules above; nothing was sent.
            RefusedError: The service refused the request; `code` and `msg` say why.
            TransportError: No answer came, or not in time.
            HTTPStatusError: The HTTP status of the answer is not a success.
            InvalidResponseError: The answer is not what the spec promises.

        Sends POST /AIGCImgOpenServ/saas/tool/face/fusion; vendor's page EN 202222097, ZH
        173895861.
        """
        return await self._client._submit(
            _operations.MULTIPLE_FACE_SWAP,
            body={
                "source_url": source_url,
                "target_url": target_url,
                "face_idx": face_idx,
                "business_task_id": business_task_id,
                "callback_url": callback_url,
            },
            options=Options(timeout, max_retries, extra_headers, extra_body),
        )

    async def face_detection(
        self,
        *,
        image_url: str,
        business_task_id: str | None = None,
        callback_url: str | None = None,
        timeout: float | httpx.Timeout | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> AsyncTask[ToolReceipt, ToolTaskInfo]:
        """Detect faces.

        Submits a task that finds the faces in a picture. The answer is a receipt; the result is
        fetched with the query of tool tasks, or posted to the callback URL.

        Documented in part: The answer is not readable on the pages, nor what the result gives
        for a face.

        Args:
            image_url: URL of the picture.
            business_task_id: Id of the task, chosen by the caller and unique. Made by the client if
                left out.
            callback_url: URL to which the service posts the finished task. The receiver
                acknowledges with a JSON answer whose code is "200", otherwise the service tries
                again. Where the client was given `callbacks`, a signed one if left out.
            timeout: Seconds, or an `httpx.Timeout`, for this call alone.
            max_retries: How often this call is tried again after a failure that may pass.
            extra_headers: Headers to add or replace.
            extra_body: Fields that are put on top of the body unchecked, for what the spec does not
                have.

        Returns:
            The submitted task, to be waited for with `wait()`. Its `receipt`: The receipt of a
                submitted tool task, with the result if it is there already.

        Raises:
            InvalidRequestError: A value breaks one of the rules above; nothing was sent.
            RefusedError: The service refused the request; `code` and `msg` say why.
            TransportError: No answer came, or not in time.
            HTTPStatusError: The HTTP status of the answer is not a success.
            InvalidResponseError: The answer is not what the spec promises.

        Sends POST /AIGCImgOpenServ/saas/tool/face/detection; vendor's page EN 202222098, ZH
        182123968.
        """
        return await self._client._submit(
            _operations.FACE_DETECTION,
            body={
                "image_url": image_url,
                "business_task_id": business_task_id,
                "callback_url": callback_url,
            },
            options=Options(timeout, max_retries, extra_headers, extra_body),
        )

    async def prompt_expansion(
        self,
        *,
        mode: Literal[0, 1],
        source_prompt: str,
        business_task_id: str | None = None,
        top_k: int | None = None,
        top_p: float | None = None,
        temperature: float | None = None,
        repetition_penalty: float | None = None,
        max_tokens: int | None = None,
        min_tokens: int | None = None,
        sequences_num: int | None = None,
        timeout: float | httpx.Timeout | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> PromptExpansionResult:
        """Expand a short prompt.

        Makes full prompts for SD or SDXL out of a short one. The answer holds the result at
        once; there is no task to wait for.

        Args:
            mode: The kind of model that the prompts are for, 0 for SD and 1 for SDXL.
            source_prompt: The short prompt to expand.
            business_task_id: Id of the task, chosen by the caller and unique. Made by the client if
                left out.
            top_k: How many of the likeliest words are chosen from; 0 turns this sampling off. From
                0 to 250.
            top_p: Probability that the words chosen from add up to. From 0.01 to 1. (Inferred: The
                page's range is cut after 0.01; the upper end, 1, is that of a probability.)
            temperature: How freely words are chosen; higher values give more varied prompts.
            repetition_penalty: How strongly words that were used already are avoided.
            max_tokens: Greatest length of a prompt, in tokens.
            min_tokens: Least length of a prompt, in tokens.
            sequences_num: Number of prompts to make.
            timeout: Seconds, or an `httpx.Timeout`, for this call alone.
            max_retries: How often this call is tried again after a failure that may pass.
            extra_headers: Headers to add or replace.
            extra_body: Fields that are put on top of the body unchecked, for what the spec does not
                have.

        Returns:
            The expanded prompts.

        Raises:
            InvalidRequestError: A value breaks one of the rules above; nothing was sent.
            RefusedError: The service refused the request; `code` and `msg` say why.
            TransportError: No answer came, or not in time.
            HTTPStatusError: The HTTP status of the answer is not a success.
            InvalidResponseError: The answer is not what the spec promises.

        Sends POST /AIGCImgOpenServ/saas/tool/prompts/expand; vendor's page EN 202222099.
        """
        return await self._client._call(
            _operations.PROMPT_EXPANSION,
            body={
                "mode": mode,
                "source_prompt": source_prompt,
                "business_task_id": business_task_id,
                "top_k": top_k,
                "top_p": top_p,
                "temperature": temperature,
                "repetition_penalty": repetition_penalty,
                "max_tokens": max_tokens,
                "min_tokens": min_tokens,
                "sequences_num": sequences_num,
            },
            options=Options(timeout, max_retries, extra_headers, extra_body),
        )

    async def hairstyle_changer(
        self,
        *,
        business_task_id: str | None = None,
        callback_url: str | None = None,
        timeout: float | httpx.Timeout | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> AsyncTask[ToolReceipt, ToolTaskInfo]:
        """Change the hairstyle.

        Submits a task that changes the hairstyle in a portrait. Its other fields are not known;
        the body is open, and every further key is passed on. The answer is a receipt; the result is
        fetched with the query of tool tasks, or posted to the callback URL.

        Documented in part: The path is named on the page of the tool query. The operation's own
        page is not readable; request and answer are modelled after the other tools.

        Args:
            business_task_id: Id of the task, chosen by the caller and unique. (Inferred: The page
                is not readable; taken over from the other tools.) Made by the client if left out.
            callback_url: URL to which the service posts the finished task. The receiver
                acknowledges with a JSON answer whose code is "200", otherwise the service tries
                again. (Inferred: The page is not readable; taken over from the other tools.) Where
                the client was given `callbacks`, a signed one if left out.
            timeout: Seconds, or an `httpx.Timeout`, for this call alone.
            max_retries: How often this call is tried again after a failure that may pass.
            extra_headers: Headers to add or replace.
            extra_body: Fields that are put on top of the body unchecked, for what the spec does not
                have.

        Returns:
            The submitted task, to be waited for with `wait()`. Its `receipt`: The receipt of a
                submitted tool task, with the result if it is there already.

        Raises:
            InvalidRequestError: A value breaks one of the rules above; nothing was sent.
            RefusedError: The service refused the request; `code` and `msg` say why.
            TransportError: No answer came, or not in time.
            HTTPStatusError: The HTTP status of the answer is not a success.
            InvalidResponseError: The answer is not what the spec promises.

        Sends POST /AIGCImgOpenServ/saas/tool/hair/change; vendor's page EN 202222086.
        """
        return await self._client._submit(
            _operations.HAIRSTYLE_CHANGER,
            body={
                "business_task_id": business_task_id,
                "callback_url": callback_url,
            },
            options=Options(timeout, max_retries, extra_headers, extra_body),
        )

    async def object_removal(
        self,
        *,
        business_task_id: str | None = None,
        callback_url: str | None = None,
        timeout: float | httpx.Timeout | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> AsyncTask[ToolReceipt, ToolTaskInfo]:
        """Remove an object.

        Submits a task that removes an object from a picture. Its other fields are not known; the
        body is open, and every further key is passed on. The answer is a receipt; the result is
        fetched with the query of tool tasks, or posted to the callback URL.

        Inferred, not documented, and warned of once: The menu lists the endpoint and nothing
        else is known of it. The path is our guess after those of the other tools, and request and
        answer are modelled after them.

        Args:
            business_task_id: Id of the task, chosen by the caller and unique. (Inferred: The page
                is not readable; taken over from the other tools.) Made by the client if left out.
            callback_url: URL to which the service posts the finished task. The receiver
                acknowledges with a JSON answer whose code is "200", otherwise the service tries
                again. (Inferred: The page is not readable; taken over from the other tools.) Where
                the client was given `callbacks`, a signed one if left out.
            timeout: Seconds, or an `httpx.Timeout`, for this call alone.
            max_retries: How often this call is tried again after a failure that may pass.
            extra_headers: Headers to add or replace.
            extra_body: Fields that are put on top of the body unchecked, for what the spec does not
                have.

        Returns:
            The submitted task, to be waited for with `wait()`. Its `receipt`: The receipt of a
                submitted tool task, with the result if it is there already.

        Raises:
            InvalidRequestError: A value breaks one of the rules above; nothing was sent.
            RefusedError: The service refused the request; `code` and `msg` say why.
            TransportError: No answer came, or not in time.
            HTTPStatusError: The HTTP status of the answer is not a success.
            InvalidResponseError: The answer is not what the spec promises.

        Sends POST /AIGCImgOpenServ/saas/tool/objectRemoval.
        """
        return await self._client._submit(
            _operations.OBJECT_REMOVAL,
            body={
                "business_task_id": business_task_id,
                "callback_url": callback_url,
            },
            options=Options(timeout, max_retries, extra_headers, extra_body),
        )

    async def style_recognition(
        self,
        *,
        source_image: str | None = None,
        business_task_id: str | None = None,
        callback_url: str | None = None,
        timeout: float | httpx.Timeout | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> AsyncTask[QueuedToolTask, ToolTaskInfo]:
        """Recognize the style of a picture.

        Submits a task that recognizes the style of a picture. The answer is a receipt; the
        result is fetched with the query of tool tasks, or posted to the callback URL.

        Args:
            source_image: URL of the picture. (Inferred: The required-flag is not readable on the
                page.)
            business_task_id: Id of the task, chosen by the caller and unique. (Inferred: The
                required-flag is not readable on the page.) Made by the client if left out.
            callback_url: URL to which the service posts the finished task. The receiver
                acknowledges with a JSON answer whose code is "200", otherwise the service tries
                again. (Inferred: The required-flag is not readable on the page.) Where the client
                was given `callbacks`, a signed one if left out.
            timeout: Seconds, or an `httpx.Timeout`, for this call alone.
            max_retries: How often this call is tried again after a failure that may pass.
            extra_headers: Headers to add or replace.
            extra_body: Fields that are put on top of the body unchecked, for what the spec does not
                have.

        Returns:
            The submitted task, to be waited for with `wait()`. Its `receipt`: The receipt of a
                tool task that the service has queued.

        Raises:
            InvalidRequestError: A value breaks one of the rules above; nothing was sent.
            RefusedError: The service refused the request; `code` and `msg` say why.
            TransportError: No answer came, or not in time.
            HTTPStatusError: The HTTP status of the answer is not a success.
            InvalidResponseError: The answer is not what the spec promises.

        Sends POST /AIGCImgOpenServ/saas/tool/identifyStyle; vendor's page ZH 185205163.
        """
        return await self._client._submit(
            _operations.STYLE_RECOGNITION,
            body={
                "source_image": source_image,
                "business_task_id": business_task_id,
                "callback_url": callback_url,
            },
            options=Options(timeout, max_retries, extra_headers, extra_body),
        )

    async def outpainting(
        self,
        *,
        source_image: str,
        image_count: int,
        vertical_expansion_ratio: float,
        horizontal_expansion_ratio: float,
        business_task_id: str | None = None,
        prompt: str | None = None,
        negative_prompt: str | None = None,
        sample_step: int | None = None,
        sampler: str | None = None,
        prompt_guide_factor: int | None = None,
        seed: int | None = None,
        callback_url: str | None = None,
        timeout: float | httpx.Timeout | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> AsyncTask[QueuedToolTask, ToolTaskInfo]:
        """Extend a picture beyond its edges.

        Submits a task that makes a picture taller and wider, and draws what is added. The answer
        is a receipt; the result is fetched with the query of tool tasks, or posted to the callback
        URL.

        Args:
            source_image: URL of the picture to extend.
            image_count: Number of pictures to make.
            vertical_expansion_ratio: Height of the new picture as a multiple of the old one's. From
                1 to 4.
            horizontal_expansion_ratio: Width of the new picture as a multiple of the old one's.
                From 1 to 4. (Inferred: The page's range is cut; it is that of
                vertical_expansion_ratio.)
            business_task_id: Id of the task, chosen by the caller and unique. Made by the client if
                left out.
            prompt: What the added area shows.
            negative_prompt: What the added area should not show.
            sample_step: Number of sampling steps; more steps take longer. From 0 to 50.
            sampler: Name of the sampling method.
            prompt_guide_factor: How closely the added area follows the prompt. From 1 to 45.
            seed: Random seed; the same seed and settings give the same picture. From -1 to
                2147483647.
            callback_url: URL to which the service posts the finished task. The receiver
                acknowledges with a JSON answer whose code is "200", otherwise the service tries
                again. (Inferred: The required-flag is not readable on the page.) Where the client
                was given `callbacks`, a signed one if left out.
            timeout: Seconds, or an `httpx.Timeout`, for this call alone.
            max_retries: How often this call is tried again after a failure that may pass.
            extra_headers: Headers to add or replace.
            extra_body: Fields that are put on top of the body unchecked, for what the spec does not
                have.

        Returns:
            The submitted task, to be waited for with `wait()`. Its `receipt`: The receipt of a
                tool task that the service has queued.

        Raises:
            InvalidRequestError: A value breaks one of the rules above; nothing was sent.
            RefusedError: The service refused the request; `code` and `msg` say why.
            TransportError: No answer came, or not in time.
            HTTPStatusError: The HTTP status of the answer is not a success.
            InvalidResponseError: The answer is not what the spec promises.

        Sends POST /AIGCImgOpenServ/saas/tool/imgExpand; vendor's page EN 202222103, ZH
        185213273.
        """
        return await self._client._submit(
            _operations.OUTPAINTING,
            body={
                "source_image": source_image,
                "image_count": image_count,
                "vertical_expansion_ratio": vertical_expansion_ratio,
                "horizontal_expansion_ratio": horizontal_expansion_ratio,
                "business_task_id": business_task_id,
                "prompt": prompt,
                "negative_prompt": negative_prompt,
                "sample_step": sample_step,
                "sampler": sampler,
                "prompt_guide_factor": prompt_guide_factor,
                "seed": seed,
                "callback_url": callback_url,
            },
            options=Options(timeout, max_retries, extra_headers, extra_body),
        )

    async def cnt_preview(
        self,
        *,
        business_task_id: str | None = None,
        source_image: str | None = None,
        preprocessor: str | None = None,
        callback_url: str | None = None,
        timeout: float | httpx.Timeout | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> AsyncTask[QueuedToolTask, ToolTaskInfo]:
        """Preview a ControlNet preprocessor.

        Submits a task that turns a picture into the control map of a ControlNet preprocessor,
        such as canny. The answer is a receipt; the result is fetched with the query of tool tasks,
        or posted to the callback URL.

        Args:
            business_task_id: Id of the task, chosen by the caller and unique. (Inferred: The
                required-flag is not readable on the page.) Made by the client if left out.
            source_image: URL of the picture to preprocess. (Inferred: The required-flag is not
                readable on the page.)
            preprocessor: Name of the preprocessor that makes the control map. (Inferred: The
                required-flag is not readable on the page.)
            callback_url: URL to which the service posts the finished task. The receiver
                acknowledges with a JSON answer whose code is "200", otherwise the service tries
                again. (Inferred: The required-flag is not readable on the page.) Where the client
                was given `callbacks`, a signed one if left out.
            timeout: Seconds, or an `httpx.Timeout`, for this call alone.
            max_retries: How often this call is tried again after a failure that may pass.
            extra_headers: Headers to add or replace.
            extra_body: Fields that are put on top of the body unchecked, for what the spec does not
                have.

        Returns:
            The submitted task, to be waited for with `wait()`. Its `receipt`: The receipt of a
                tool task that the service has queued.

        Raises:
            InvalidRequestError: A value breaks one of the rules above; nothing was sent.
            RefusedError: The service refused the request; `code` and `msg` say why.
            TransportError: No answer came, or not in time.
            HTTPStatusError: The HTTP status of the answer is not a success.
            InvalidResponseError: The answer is not what the spec promises.

        Sends POST /AIGCImgOpenServ/saas/tool/cnt/preview; vendor's page ZH 185238962.
        """
        return await self._client._submit(
            _operations.CNT_PREVIEW,
            body={
                "business_task_id": business_task_id,
                "source_image": source_image,
                "preprocessor": preprocessor,
                "callback_url": callback_url,
            },
            options=Options(timeout, max_retries, extra_headers, extra_body),
        )

    async def background_remove(
        self,
        *,
        business_task_id: str | None = None,
        callback_url: str | None = None,
        timeout: float | httpx.Timeout | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> AsyncTask[ToolReceipt, ToolTaskInfo]:
        """Remove the background.

        Submits a task that removes the background of a picture. Its other fields are not known;
        the body is open, and every further key is passed on. The answer is a receipt; the result is
        fetched with the query of tool tasks, or posted to the callback URL.

        Inferred, not documented, and warned of once: The menu lists the endpoint and nothing
        else is known of it. The path is our guess after those of the other tools, and request and
        answer are modelled after them.

        Args:
            business_task_id: Id of the task, chosen by the caller and unique. (Inferred: The page
                is not readable; taken over from the other tools.) Made by the client if left out.
            callback_url: URL to which the service posts the finished task. The receiver
                acknowledges with a JSON answer whose code is "200", otherwise the service tries
                again. (Inferred: The page is not readable; taken over from the other tools.) Where
                the client was given `callbacks`, a signed one if left out.
            timeout: Seconds, or an `httpx.Timeout`, for this call alone.
            max_retries: How often this call is tried again after a failure that may pass.
            extra_headers: Headers to add or replace.
            extra_body: Fields that are put on top of the body unchecked, for what the spec does not
                have.

        Returns:
            The submitted task, to be waited for with `wait()`. Its `receipt`: The receipt of a
                submitted tool task, with the result if it is there already.

        Raises:
            InvalidRequestError: A value breaks one of the rules above; nothing was sent.
            RefusedError: The service refused the request; `code` and `msg` say why.
            TransportError: No answer came, or not in time.
            HTTPStatusError: The HTTP status of the answer is not a success.
            InvalidResponseError: The answer is not what the spec promises.

        Sends POST /AIGCImgOpenServ/saas/tool/backgroundRemove.
        """
        return await self._client._submit(
            _operations.BACKGROUND_REMOVE,
            body={
                "business_task_id": business_task_id,
                "callback_url": callback_url,
            },
            options=Options(timeout, max_retries, extra_headers, extra_body),
        )

    async def image_enlarge(
        self,
        *,
        business_task_id: str | None = None,
        callback_url: str | None = None,
        timeout: float | httpx.Timeout | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> AsyncTask[ToolReceipt, ToolTaskInfo]:
        """Enlarge a picture.

        Submits a task that enlarges a picture. Its other fields are not known; the body is open,
        and every further key is passed on. The answer is a receipt; the result is fetched with the
        query of tool tasks, or posted to the callback URL.

        Inferred, not documented, and warned of once: The menu lists the endpoint and nothing
        else is known of it. The path is our guess after those of the other tools, and request and
        answer are modelled after them.

        Args:
            business_task_id: Id of the task, chosen by the caller and unique. (Inferred: The page
                is not readable; taken over from the other tools.) Made by the client if left out.
            callback_url: URL to which the service posts the finished task. The receiver
                acknowledges with a JSON answer whose code is "200", otherwise the service tries
                again. (Inferred: The page is not readable; taken over from the other tools.) Where
                the client was given `callbacks`, a signed one if left out.
            timeout: Seconds, or an `httpx.Timeout`, for this call alone.
            max_retries: How often this call is tried again after a failure that may pass.
            extra_headers: Headers to add or replace.
            extra_body: Fields that are put on top of the body unchecked, for what the spec does not
                have.

        Returns:
            The submitted task, to be waited for with `wait()`. Its `receipt`: The receipt of a
                submitted tool task, with the result if it is there already.

        Raises:
            InvalidRequestError: A value breaks one of the rules above; nothing was sent.
            RefusedError: The service refused the request; `code` and `msg` say why.
            TransportError: No answer came, or not in time.
            HTTPStatusError: The HTTP status of the answer is not a success.
            InvalidResponseError: The answer is not what the spec promises.

        Sends POST /AIGCImgOpenServ/saas/tool/imageEnlarge.
        """
        return await self._client._submit(
            _operations.IMAGE_ENLARGE,
            body={
                "business_task_id": business_task_id,
                "callback_url": callback_url,
            },
            options=Options(timeout, max_retries, extra_headers, extra_body),
        )

    async def image_watermark(
        self,
        *,
        business_task_id: str | None = None,
        callback_url: str | None = None,
        timeout: float | httpx.Timeout | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> AsyncTask[ToolReceipt, ToolTaskInfo]:
        """Put a watermark on a picture.

        Submits a task that puts a watermark on a picture. Its other fields are not known; the
        body is open, and every further key is passed on. The answer is a receipt; the result is
        fetched with the query of tool tasks, or posted to the callback URL.

        Inferred, not documented, and warned of once: The menu lists the endpoint and nothing
        else is known of it. The path is our guess after those of the other tools, and request and
        answer are modelled after them.

        Args:
            business_task_id: Id of the task, chosen by the caller and unique. (Inferred: The page
                is not readable; taken over from the other tools.) Made by the client if left out.
            callback_url: URL to which the service posts the finished task. The receiver
                acknowledges with a JSON answer whose code is "200", otherwise the service tries
                again. (Inferred: The page is not readable; taken over from the other tools.) Where
                the client was given `callbacks`, a signed one if left out.
            timeout: Seconds, or an `httpx.Timeout`, for this call alone.
            max_retries: How often this call is tried again after a failure that may pass.
            extra_headers: Headers to add or replace.
            extra_body: Fields that are put on top of the body unchecked, for what the spec does not
                have.

        Returns:
            The submitted task, to be waited for with `wait()`. Its `receipt`: The receipt of a
                submitted tool task, with the result if it is there already.

        Raises:
            InvalidRequestError: A value breaks one of the rules above; nothing was sent.
            RefusedError: The service refused the request; `code` and `msg` say why.
            TransportError: No answer came, or not in time.
            HTTPStatusError: The HTTP status of the answer is not a success.
            InvalidResponseError: The answer is not what the spec promises.

        Sends POST /AIGCImgOpenServ/saas/tool/imageWatermark.
        """
        return await self._client._submit(
            _operations.IMAGE_WATERMARK,
            body={
                "business_task_id": business_task_id,
                "callback_url": callback_url,
            },
            options=Options(timeout, max_retries, extra_headers, extra_body),
        )


class AsyncToolsResourceRaw:
    """The methods of `AsyncToolsResource`, whose answers come as they are."""

    def __init__(self, client: AsyncClient) -> None:
        methods = AsyncToolsResource(cast(Any, AsyncRawCalls(client)))
        self.flux_text2image = async_raw(methods.flux_text2image)
        self.face_swap_v1 = async_raw(methods.face_swap_v1)
        self.face_swap_v2 = async_raw(methods.face_swap_v2)
        self.instant_id = async_raw(methods.instant_id)
        self.face_restoration = async_raw(methods.face_restoration)
        self.super_resolution = async_raw(methods.super_resolution)
        self.image_description = async_raw(methods.image_description)
        self.multiple_face_swap = async_raw(methods.multiple_face_swap)
        self.face_detection = async_raw(methods.face_detection)
        self.prompt_expansion = async_raw(methods.prompt_expansion)
        self.hairstyle_changer = async_raw(methods.hairstyle_changer)
        self.object_removal = async_raw(methods.object_removal)
        self.style_recognition = async_raw(methods.style_recognition)
        self.outpainting = async_raw(methods.outpainting)
        self.cnt_preview = async_raw(methods.cnt_preview)
        self.background_remove = async_raw(methods.background_remove)
        self.image_enlarge = async_raw(methods.image_enlarge)
        self.image_watermark = async_raw(methods.image_watermark)
