"""The methods of `client.sd`."""

# Written by `python -m generator generate`; change the spec, not this file.

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, ClassVar, cast

import httpx

from imgopen._runtime.raw import RawCalls, raw
from imgopen._runtime.requests import Options
from imgopen._runtime.sync_client import SyncClient
from imgopen._runtime.tasks.task import Task
from imgopen.models.sd import (
    ControlnetScripts,
    EmbeddingPage,
    Image2imageScripts,
    LoraPage,
    ModelPage,
    TaskReceipt,
    Text2imageScripts,
    VaePage,
)
from imgopen.models.shared import SdTaskInfo
from imgopen.models.tasks import ArchivedSdTaskInfo
from imgopen.operations import sd as _operations
from imgopen.types.sd import ControlnetScriptsDict, Image2imageScriptsDict, Sampler, Text2imageScriptsDict


class SdResource:
    """AI image generation: draw pictures with Stable Diffusion, and list what to draw with."""

    _group: ClassVar = "sd"

    def __init__(self, client: SyncClient) -> None:
        self._client = client

    @cached_property
    def with_raw_response(self) -> SdResourceRaw:
        """The same methods, whose answers come as they are: status, headers and body, to be parsed later."""
        return SdResourceRaw(self._client)

    def text2image(
        self,
        *,
        prompt: str,
        alwayson_scripts: Text2imageScripts | Text2imageScriptsDict,
        batch_size: int = 1,
        n_iter: int | None = None,
        steps: int | None = None,
        hr_scale: int | None = None,
        negative_prompt: str | None = None,
        denoising_strength: float = 0.75,
        width: int | None = None,
        height: int | None = None,
        hr_upscaler: str | None = None,
        enable_hr: bool = False,
        seed: str = "-1",
        restore_faces: bool = False,
        cfg_scale: float | None = None,
        sampler_index: Sampler | None = None,
        hr_second_pass_steps: int | None = None,
        hr_resize_x: int | None = None,
        hr_resize_y: int | None = None,
        callback_url: str | None = None,
        timeout: float | httpx.Timeout | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> Task[TaskReceipt, SdTaskInfo | ArchivedSdTaskInfo]:
        """Draw pictures from text.

        Submits a task that draws n_iter times batch_size pictures from a prompt, and answers at
        once with a receipt. The pictures are fetched with a query under the task's id, or posted to
        the callback URL.

        Args:
            prompt: What the picture shows. A LoRA is used by writing its sdLoraFileSimplifyName
                from the LoRA list into the text.
            alwayson_scripts: The task's id, the model to draw with, and further settings.
            batch_size: Number of pictures in a batch; a task draws n_iter times batch_size
                pictures. (Contradicted: The page flags the field required, and the page's own
                example leaves it out. The client always sends it, 1 unless told otherwise; that 1
                is not the page's.)
            n_iter: Number of batches drawn one after another.
            steps: Number of diffusion steps for a picture; more steps take longer.
            hr_scale: Factor by which the high-resolution pass enlarges the picture.
            negative_prompt: What the picture should not show.
            denoising_strength: How far the picture may depart from what it starts from: 0 changes
                almost nothing, 1 may change everything. Usual values are 0.6 to 0.8. From 0 to 1.
            width: Width of the picture in pixels. From 128 to 1024, a multiple of 8.
            height: Height of the picture in pixels. From 128 to 1024, a multiple of 8.
            hr_upscaler: Name of the upscaler that the high-resolution pass uses.
            enable_hr: Whether a second, high-resolution pass enlarges and refines the picture.
            seed: Random seed, as a whole number in a string; the same seed and settings give the
                same picture, and -1 draws a random one. (Contradicted: A string here and for image
                to image, an integer for controlnet.)
            restore_faces: Whether a further model repairs the faces.
            cfg_scale: How closely the picture follows the prompt; low values leave more freedom to
                the model. (Contradicted: The page gives the default as false, which no number can
                be, and its example sends 27. No default is taken over.)
            sampler_index: Name of the sampling method that turns noise into the picture.
            hr_second_pass_steps: Number of diffusion steps in the high-resolution pass.
            hr_resize_x: Width of the picture after the high-resolution pass, in pixels. From 128 to
                2048, a multiple of 8.
            hr_resize_y: Height of the picture after the high-resolution pass, in pixels. From 128
                to 2048, a multiple of 8.
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
                submitted drawing task.

        Raises:
            InvalidRequestError: A value breaks one of the rules above; nothing was sent.
            RefusedError: The service refused the request; `code` and `msg` say why.
            TransportError: No answer came, or not in time.
            HTTPStatusError: The HTTP status of the answer is not a success.
            InvalidResponseError: The answer is not what the spec promises.

        Sends POST /AIGCImgOpenServ/saas/sd/v2/text2image; vendor's page EN 202222077.
        """
        return self._client._submit(
            _operations.TEXT2IMAGE,
            body={
                "prompt": prompt,
                "alwayson_scripts": alwayson_scripts,
                "batch_size": batch_size,
                "n_iter": n_iter,
                "steps": steps,
                "hr_scale": hr_scale,
                "negative_prompt": negative_prompt,
                "denoising_strength": denoising_strength,
                "width": width,
                "height": height,
                "hr_upscaler": hr_upscaler,
                "enable_hr": enable_hr,
                "seed": seed,
                "restore_faces": restore_faces,
                "cfg_scale": cfg_scale,
                "sampler_index": sampler_index,
                "hr_second_pass_steps": hr_second_pass_steps,
                "hr_resize_x": hr_resize_x,
                "hr_resize_y": hr_resize_y,
                "callback_url": callback_url,
            },
            options=Options(timeout, max_retries, extra_headers, extra_body),
        )

    def image2image(
        self,
        *,
        prompt: str,
        alwayson_scripts: Image2imageScripts | Image2imageScriptsDict | Mapping[str, object],
        batch_size: int = 1,
        n_iter: int | None = None,
        steps: int | None = None,
        hr_scale: int | None = None,
        negative_prompt: str | None = None,
        denoising_strength: float | None = None,
        width: int | None = None,
        height: int | None = None,
        hr_upscaler: str | None = None,
        enable_hr: bool | None = None,
        seed: str | None = None,
        restore_faces: bool | None = None,
        cfg_scale: int | None = None,
        sampler_index: Sampler | None = None,
        hr_second_pass_steps: int | None = None,
        hr_resize_x: int | None = None,
        hr_resize_y: int | None = None,
        resize_mode: int | None = None,
        mask_blur: int | None = None,
        mask_blur_x: int | None = None,
        mask_blur_y: int | None = None,
        inpainting_fill: int | None = None,
        inpaint_full_res: bool | None = None,
        inpaint_full_res_padding: int | None = None,
        inpainting_mask_invert: int | None = None,
        initial_noise_multiplier: float | None = None,
        image_cfg_scale: float | None = None,
        timeout: float | httpx.Timeout | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> Task[TaskReceipt, SdTaskInfo | ArchivedSdTaskInfo]:
        """Redraw a picture.

        Submits a task that redraws a given picture, or the masked part of it, after a prompt.
        The answer is a receipt; the pictures are fetched with a query under the task's id.

        Documented in part: Some required-flags, the ranges and the answer are not readable on
        the pages; what is taken over from text2image is marked where it stands. The pages list no
        callback URL.

        Args:
            prompt: What the new picture shows.
            alwayson_scripts: The task's id, the model to draw with, the pictures to start from, and
                further settings. (Inferred: The required-flag is not readable on the page; required
                as for text2image.)
            batch_size: Number of pictures in a batch; a task draws n_iter times batch_size
                pictures. (Inferred: The page flags the field required. It is treated as on the
                text2image page, whose own example leaves it out: the client always sends it, 1
                unless told otherwise.)
            n_iter: Number of batches drawn one after another.
            steps: Number of diffusion steps for a picture; more steps take longer.
            hr_scale: Factor by which the high-resolution pass enlarges the picture.
            negative_prompt: What the picture should not show.
            denoising_strength: How far the new picture may depart from the given one: 0 changes
                almost nothing, 1 may change everything. From 0 to 1. (Inferred: The required-flag
                is not readable on the page. The range is not readable either; it is text2image's.)
            width: Width of the new picture in pixels. From 128 to 1024, a multiple of 8. (Inferred:
                The range is not readable on the page; it is text2image's.)
            height: Height of the new picture in pixels. From 128 to 1024, a multiple of 8.
                (Inferred: The range is not readable on the page; it is text2image's.)
            hr_upscaler: Name of the upscaler that the high-resolution pass uses.
            enable_hr: Whether a second, high-resolution pass enlarges and refines the picture.
                (Inferred: The required-flag is not readable on the page.)
            seed: Random seed, as a whole number in a string; the same seed and settings give the
                same picture. (Contradicted: A string here and for text2image, an integer for
                controlnet.)
            restore_faces: Whether a further model repairs the faces. (Inferred: The required-flag
                is not readable on the page.)
            cfg_scale: How closely the picture follows the prompt; low values leave more freedom to
                the model. (Contradicted: An integer here, a number for text2image and controlnet.
                This page's type is kept.)
            sampler_index: Name of the sampling method that turns noise into the picture. (Inferred:
                The required-flag is not readable on the page. The values are not readable either;
                they are text2image's.)
            hr_second_pass_steps: Number of diffusion steps in the high-resolution pass. (Inferred:
                The required-flag is not readable on the page.)
            hr_resize_x: Width of the picture after the high-resolution pass, in pixels. From 128 to
                2048, a multiple of 8. (Inferred: The range is not readable on the page; it is
                text2image's.)
            hr_resize_y: Height of the picture after the high-resolution pass, in pixels. From 128
                to 2048, a multiple of 8. (Inferred: The range is not readable on the page; it is
                text2image's.)
            resize_mode: How the given picture is fitted to the new size, by the mode's number.
                (Contradicted: An integer here, a number for controlnet. This page's type is kept.)
            mask_blur: Blur of the mask's edge, in pixels.
            mask_blur_x: Horizontal blur of the mask's edge, in pixels.
            mask_blur_y: Vertical blur of the mask's edge, in pixels. (Inferred: The required-flag
                is not readable on the page.)
            inpainting_fill: What fills the masked area before it is redrawn, by the choice's
                number. (Inferred: The required-flag is not readable on the page.)
            inpaint_full_res: Which area is redrawn, the whole picture or the masked part alone.
                (Inferred: The required-flag is not readable on the page.)
            inpaint_full_res_padding: Pixels kept at the edge of the masked area. (Inferred: The
                required-flag is not readable on the page.)
            inpainting_mask_invert: Whether the masked area or all the rest is redrawn, by the
                choice's number. (Inferred: The required-flag is not readable on the page.)
            initial_noise_multiplier: Factor on the noise that is added before redrawing. (Inferred:
                The required-flag is not readable on the page.)
            image_cfg_scale: How closely the new picture follows the given one.
            timeout: Seconds, or an `httpx.Timeout`, for this call alone.
            max_retries: How often this call is tried again after a failure that may pass.
            extra_headers: Headers to add or replace.
            extra_body: Fields that are put on top of the body unchecked, for what the spec does not
                have.

        Returns:
            The submitted task, to be waited for with `wait()`. Its `receipt`: The receipt of a
                submitted drawing task.

        Raises:
            InvalidRequestError: A value breaks one of the rules above; nothing was sent.
            RefusedError: The service refused the request; `code` and `msg` say why.
            TransportError: No answer came, or not in time.
            HTTPStatusError: The HTTP status of the answer is not a success.
            InvalidResponseError: The answer is not what the spec promises.

        Sends POST /AIGCImgOpenServ/saas/sd/v2/image2image; vendor's page EN 202222078, ZH
        104770103.
        """
        return self._client._submit(
            _operations.IMAGE2IMAGE,
            body={
                "prompt": prompt,
                "alwayson_scripts": alwayson_scripts,
                "batch_size": batch_size,
                "n_iter": n_iter,
                "steps": steps,
                "hr_scale": hr_scale,
                "negative_prompt": negative_prompt,
                "denoising_strength": denoising_strength,
                "width": width,
                "height": height,
                "hr_upscaler": hr_upscaler,
                "enable_hr": enable_hr,
                "seed": seed,
                "restore_faces": restore_faces,
                "cfg_scale": cfg_scale,
                "sampler_index": sampler_index,
                "hr_second_pass_steps": hr_second_pass_steps,
                "hr_resize_x": hr_resize_x,
                "hr_resize_y": hr_resize_y,
                "resize_mode": resize_mode,
                "mask_blur": mask_blur,
                "mask_blur_x": mask_blur_x,
                "mask_blur_y": mask_blur_y,
                "inpainting_fill": inpainting_fill,
                "inpaint_full_res": inpaint_full_res,
                "inpaint_full_res_padding": inpaint_full_res_padding,
                "inpainting_mask_invert": inpainting_mask_invert,
                "initial_noise_multiplier": initial_noise_multiplier,
                "image_cfg_scale": image_cfg_scale,
            },
            options=Options(timeout, max_retries, extra_headers, extra_body),
        )

    def controlnet(
        self,
        *,
        prompt: str,
        resize_mode: float,
        alwayson_scripts: ControlnetScripts | ControlnetScriptsDict | Mapping[str, object],
        batch_size: int = 1,
        n_iter: int | None = None,
        steps: int | None = None,
        seed: int | str | None = None,
        restore_faces: bool | None = None,
        enable_hr: bool | None = None,
        hr_scale: int | None = None,
        width: int | None = None,
        height: int | None = None,
        negative_prompt: str | None = None,
        cfg_scale: float | None = None,
        sampler_index: Sampler | None = None,
        hr_second_pass_steps: int | None = None,
        hr_resize_x: int | None = None,
        hr_resize_y: int | None = None,
        denoising_strength: float | None = None,
        timeout: float | httpx.Timeout | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> Task[TaskReceipt, SdTaskInfo | ArchivedSdTaskInfo]:
        """Draw pictures guided by control images.

        Submits a task that draws pictures from a prompt and follows control images, such as
        edges, poses or depth. The answer is a receipt; the pictures are fetched with a query under
        the task's id.

        Documented in part: Some required-flags, the ranges, the inside of the controlnet object
        and the answer are not readable on the pages; what is taken over from elsewhere is marked
        where it stands. The pages list no callback URL.

        Args:
            prompt: What the picture shows.
            resize_mode: How an image is fitted to the picture's size, by the mode's number.
                (Contradicted: A number here, an integer for image to image. This page's type is
                kept.)
            alwayson_scripts: The task's id, the model to draw with, the control images, and further
                settings. (Inferred: The required-flag is not readable on the page; required as for
                text2image, and because it holds required fields.)
            batch_size: Number of pictures in a batch; a task draws n_iter times batch_size
                pictures. (Inferred: The page flags the field required. It is treated as on the
                text2image page, whose own example leaves it out: the client always sends it, 1
                unless told otherwise.)
            n_iter: Number of batches drawn one after another.
            steps: Number of diffusion steps for a picture; more steps take longer. (Inferred: The
                required-flag is not readable on the page.)
            seed: Random seed, as a whole number or the same in a string; the same seed and settings
                give the same picture. (Contradicted: The page says integer, the page's own example
                sends a string, and so do text2image and image to image. Both are accepted.)
            restore_faces: Whether a further model repairs the faces. (Inferred: The required-flag
                is not readable on the page.)
            enable_hr: Whether a second, high-resolution pass enlarges and refines the picture.
                (Inferred: The required-flag is not readable on the page.)
            hr_scale: Factor by which the high-resolution pass enlarges the picture. (Inferred: The
                required-flag is not readable on the page.)
            width: Width of the picture in pixels. From 128 to 1024, a multiple of 8. (Inferred: The
                range is not readable on the page; it is text2image's.)
            height: Height of the picture in pixels. From 128 to 1024, a multiple of 8. (Inferred:
                The range is not readable on the page; it is text2image's.)
            negative_prompt: What the picture should not show.
            cfg_scale: How closely the picture follows the prompt; low values leave more freedom to
                the model.
            sampler_index: Name of the sampling method that turns noise into the picture. (Inferred:
                The required-flag is not readable on the page. The values are not readable either;
                they are text2image's.)
            hr_second_pass_steps: Number of diffusion steps in the high-resolution pass. (Inferred:
                The required-flag is not readable on the page.)
            hr_resize_x: Width of the picture after the high-resolution pass, in pixels. From 128 to
                2048, a multiple of 8. (Inferred: The required-flag is not readable on the page. The
                range is not readable either; it is text2image's.)
            hr_resize_y: Height of the picture after the high-resolution pass, in pixels. From 128
                to 2048, a multiple of 8. (Inferred: The required-flag is not readable on the page.
                The range is not readable either; it is text2image's.)
            denoising_strength: How far the picture may depart from the base image: 0 changes almost
                nothing, 1 may change everything. From 0 to 1. (Inferred: The range is not readable
                on the page; it is text2image's.)
            timeout: Seconds, or an `httpx.Timeout`, for this call alone.
            max_retries: How often this call is tried again after a failure that may pass.
            extra_headers: Headers to add or replace.
            extra_body: Fields that are put on top of the body unchecked, for what the spec does not
                have.

        Returns:
            The submitted task, to be waited for with `wait()`. Its `receipt`: The receipt of a
                submitted drawing task.

        Raises:
            InvalidRequestError: A value breaks one of the rules above; nothing was sent.
            RefusedError: The service refused the request; `code` and `msg` say why.
            TransportError: No answer came, or not in time.
            HTTPStatusError: The HTTP status of the answer is not a success.
            InvalidResponseError: The answer is not what the spec promises.

        Sends POST /AIGCImgOpenServ/saas/sd/v2/controlnet; vendor's page EN 202222079, ZH
        104799246.
        """
        return self._client._submit(
            _operations.CONTROLNET,
            body={
                "prompt": prompt,
                "resize_mode": resize_mode,
                "alwayson_scripts": alwayson_scripts,
                "batch_size": batch_size,
                "n_iter": n_iter,
                "steps": steps,
                "seed": seed,
                "restore_faces": restore_faces,
                "enable_hr": enable_hr,
                "hr_scale": hr_scale,
                "width": width,
                "height": height,
                "negative_prompt": negative_prompt,
                "cfg_scale": cfg_scale,
                "sampler_index": sampler_index,
                "hr_second_pass_steps": hr_second_pass_steps,
                "hr_resize_x": hr_resize_x,
                "hr_resize_y": hr_resize_y,
                "denoising_strength": denoising_strength,
            },
            options=Options(timeout, max_retries, extra_headers, extra_body),
        )

    def query_model_list(
        self,
        *,
        page_size: int,
        page_num: int,
        sd_model_checkpoint: str | None = None,
        sd_model_name: str | None = None,
        timeout: float | httpx.Timeout | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> ModelPage:
        """List the models.

        Lists the models to draw with, page by page, all or those of a given name. The file name
        that a row gives for its checkpoint is what the drawing operations take as theirs.

        Args:
            page_size: Number of models on a page.
            page_num: Number of the page, counted from 1.
            sd_model_checkpoint: Lists the models with this file name only.
            sd_model_name: Lists the models with this name only.
            timeout: Seconds, or an `httpx.Timeout`, for this call alone.
            max_retries: How often this call is tried again after a failure that may pass.
            extra_headers: Headers to add or replace.
            extra_body: Fields that are put on top of the body unchecked, for what the spec does not
                have.

        Returns:
            One page of the model list.

        Raises:
            InvalidRequestError: A value breaks one of the rules above; nothing was sent.
            RefusedError: The service refused the request; `code` and `msg` say why.
            TransportError: No answer came, or not in time.
            HTTPStatusError: The HTTP status of the answer is not a success.
            InvalidResponseError: The answer is not what the spec promises.

        Sends POST /AIGCImgOpenServ/saas/sd/v2/queryModelList; vendor's page EN 202222080.
        """
        return self._client._call(
            _operations.QUERY_MODEL_LIST,
            body={
                "page_size": page_size,
                "page_num": page_num,
                "sd_model_checkpoint": sd_model_checkpoint,
                "sd_model_name": sd_model_name,
            },
            options=Options(timeout, max_retries, extra_headers, extra_body),
        )

    def query_lora_list(
        self,
        *,
        page_size: int,
        page_num: int,
        timeout: float | httpx.Timeout | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> LoraPage:
        """List the LoRAs.

        Lists the LoRAs page by page. A LoRA is used by writing its sdLoraFileSimplifyName into a
        prompt.

        Inferred, not documented, and warned of once: The menu lists the endpoint and nothing
        else is known of it. The path is our guess after that of queryModelList, and request and
        answer are taken over from there.

        Args:
            page_size: Number of LoRAs on a page. (Inferred: The page is not readable; taken over
                from the model list.)
            page_num: Number of the page, counted from 1. (Inferred: The page is not readable; taken
                over from the model list.)
            timeout: Seconds, or an `httpx.Timeout`, for this call alone.
            max_retries: How often this call is tried again after a failure that may pass.
            extra_headers: Headers to add or replace.
            extra_body: Fields that are put on top of the body unchecked, for what the spec does not
                have.

        Returns:
            One page of the LoRA list.

        Raises:
            InvalidRequestError: A value breaks one of the rules above; nothing was sent.
            RefusedError: The service refused the request; `code` and `msg` say why.
            TransportError: No answer came, or not in time.
            HTTPStatusError: The HTTP status of the answer is not a success.
            InvalidResponseError: The answer is not what the spec promises.

        Sends POST /AIGCImgOpenServ/saas/sd/v2/queryLoraList.
        """
        return self._client._call(
            _operations.QUERY_LORA_LIST,
            body={
                "page_size": page_size,
                "page_num": page_num,
            },
            options=Options(timeout, max_retries, extra_headers, extra_body),
        )

    def query_vae_list(
        self,
        *,
        page_size: int,
        page_num: int,
        timeout: float | httpx.Timeout | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> VaePage:
        """List the VAEs.

        Lists the VAEs page by page. A VAE decodes the drawn picture; the drawing operations take
        one as sd_vae.

        Inferred, not documented, and warned of once: The menu lists the endpoint and nothing
        else is known of it. The path is our guess after that of queryModelList, and request and
        answer are taken over from there.

        Args:
            page_size: Number of VAEs on a page. (Inferred: The page is not readable; taken over
                from the model list.)
            page_num: Number of the page, counted from 1. (Inferred: The page is not readable; taken
                over from the model list.)
            timeout: Seconds, or an `httpx.Timeout`, for this call alone.
            max_retries: How often this call is tried again after a failure that may pass.
            extra_headers: Headers to add or replace.
            extra_body: Fields that are put on top of the body unchecked, for what the spec does not
                have.

        Returns:
            One page of the VAE list.

        Raises:
            InvalidRequestError: A value breaks one of the rules above; nothing was sent.
            RefusedError: The service refused the request; `code` and `msg` say why.
            TransportError: No answer came, or not in time.
            HTTPStatusError: The HTTP status of the answer is not a success.
            InvalidResponseError: The answer is not what the spec promises.

        Sends POST /AIGCImgOpenServ/saas/sd/v2/queryVaeList.
        """
        return self._client._call(
            _operations.QUERY_VAE_LIST,
            body={
                "page_size": page_size,
                "page_num": page_num,
            },
            options=Options(timeout, max_retries, extra_headers, extra_body),
        )

    def query_embedding_list(
        self,
        *,
        page_size: int,
        page_num: int,
        timeout: float | httpx.Timeout | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> EmbeddingPage:
        """List the embeddings.

        Lists the embeddings page by page. An embedding is a word with a trained meaning, for use
        in a prompt.

        Inferred, not documented, and warned of once: The menu lists the endpoint and nothing
        else is known of it. The path is our guess after that of queryModelList, and request and
        answer are taken over from there.

        Args:
            page_size: Number of embeddings on a page. (Inferred: The page is not readable; taken
                over from the model list.)
            page_num: Number of the page, counted from 1. (Inferred: The page is not readable; taken
                over from the model list.)
            timeout: Seconds, or an `httpx.Timeout`, for this call alone.
            max_retries: How often this call is tried again after a failure that may pass.
            extra_headers: Headers to add or replace.
            extra_body: Fields that are put on top of the body unchecked, for what the spec does not
                have.

        Returns:
            One page of the embedding list.

        Raises:
            InvalidRequestError: A value breaks one of the rules above; nothing was sent.
            RefusedError: The service refused the request; `code` and `msg` say why.
            TransportError: No answer came, or not in time.
            HTTPStatusError: The HTTP status of the answer is not a success.
            InvalidResponseError: The answer is not what the spec promises.

        Sends POST /AIGCImgOpenServ/saas/sd/v2/queryEmbeddingList.
        """
        return self._client._call(
            _operations.QUERY_EMBEDDING_LIST,
            body={
                "page_size": page_size,
                "page_num": page_num,
            },
            options=Options(timeout, max_retries, extra_headers, extra_body),
        )


class SdResourceRaw:
    """The methods of `SdResource`, whose answers come as they are."""

    def __init__(self, client: SyncClient) -> None:
        methods = SdResource(cast(Any, RawCalls(client)))
        self.text2image = raw(methods.text2image)
        self.image2image = raw(methods.image2image)
        self.controlnet = raw(methods.controlnet)
        self.query_model_list = raw(methods.query_model_list)
        self.query_lora_list = raw(methods.query_lora_list)
        self.query_vae_list = raw(methods.query_vae_list)
        self.query_embedding_list = raw(methods.query_embedding_list)
