"""The methods of `client.training`, to be awaited."""

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
from imgopen.models.training import TrainingInfo, TrainingReceipt
from imgopen.operations import training as _operations


class AsyncTrainingResource:
    """Train model: train a LoRA on pictures of one's own, and follow the training."""

    _group: ClassVar = "training"

    def __init__(self, client: AsyncClient) -> None:
        self._client = client

    @cached_property
    def with_raw_response(self) -> AsyncTrainingResourceRaw:
        """The same methods, whose answers come as they are: status, headers and body, to be parsed later."""
        return AsyncTrainingResourceRaw(self._client)

    async def submit_training(
        self,
        *,
        file_url_list: Sequence[str],
        task_id: str | None = None,
        max_epochs: int = 20,
        batch_size: int = 1,
        learning_rate: str = "0.00001",
        max_token_length: Literal[0, 150, 225] = 225,
        clip_skip: int = 1,
        random_crop: bool | None = None,
        pretrained_model: str | None = None,
        repeats: int | None = None,
        mixed_precision: str | None = None,
        save_precision: str | None = None,
        num_cpu_threads_per_process: int | None = None,
        seed: int | None = None,
        cache_latents: bool | None = None,
        cache_latents_to_disk: bool | None = None,
        lr_scheduler: str | None = None,
        lr_warmup_steps: int | None = None,
        optimizer_type: str | None = None,
        resolution: int | None = None,
        enable_bucket: bool | None = None,
        min_bucket_reso: int | None = None,
        max_bucket_reso: int | None = None,
        text_encoder_lr: str | None = None,
        unet_lr: str | None = None,
        network_dropout: float | None = None,
        rank_dropout: float | None = None,
        module_dropout: float | None = None,
        network_module: str | None = None,
        network_dim: int | None = None,
        network_alpha: int | None = None,
        network_args: str | None = None,
        v2: bool | None = None,
        flip_aug: bool | None = None,
        color_aug: bool | None = None,
        gradient_accumulation_steps: int | None = None,
        noise_offset: float | None = None,
        timeout: float | httpx.Timeout | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> AsyncTask[TrainingReceipt, TrainingInfo]:
        """Train a LoRA on pictures.

        Submits a task that trains a LoRA on 10 to 100 pictures, which the service fetches from
        their URLs. The answer is a receipt; the training is followed with training.query_training.

        Documented in part: The answer is not readable on the pages; it is modelled after the
        receipts of the other tasks.

        Args:
            file_url_list: URLs of the pictures to learn from, which anyone must be able to fetch.
                10 to 100 items.
            task_id: Id of the task, chosen by the caller and unique. Made by the client if left
                out.
            max_epochs: Number of passes over all pictures. From 10 to 50.
            batch_size: Number of pictures learnt from in one step. From 1 to 4.
            learning_rate: How far each step changes the model, as a number in a string so that no
                digit is lost, from 0.0000001 to 0.0001. Must match
                `^[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?$`. (Inferred: The pattern asks for a decimal
                number, plain or scientific; it does not check the documented range.)
            max_token_length: Length in tokens up to which a picture's caption is read.
            clip_skip: At which of the text encoder's last layers reading stops, counted from the
                end. From 1 to 5.
            random_crop: Whether pictures are cropped at a random place instead of the centre.
                (Contradicted: A boolean in the page's table, the number 0 under the name
                random_crop in its example.)
            pretrained_model: The model from which the training starts.
            repeats: How often each picture is used in an epoch.
            mixed_precision: Number format of the computation.
            save_precision: Number format of the saved model.
            num_cpu_threads_per_process: Number of processor threads for each process. From 1 to 20.
            seed: Random seed of the training.
            cache_latents: Whether the encoded pictures are kept in memory, which is faster.
            cache_latents_to_disk: Whether the encoded pictures are kept on disk.
            lr_scheduler: Name of the rule by which the learning rate changes in the course of the
                training.
            lr_warmup_steps: How long the learning rate takes to rise to its full value, on the
                scale of the page. From 0 to 100.
            optimizer_type: Name of the optimizer.
            resolution: Side of the training pictures, in pixels.
            enable_bucket: Whether pictures of different proportions are grouped by size instead of
                cropped.
            min_bucket_reso: Smallest side of a group of pictures, in pixels.
            max_bucket_reso: Largest side of a group of pictures, in pixels.
            text_encoder_lr: Learning rate of the text encoder, as a number in a string. Must match
                `^[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?$`. (Inferred: The page says string and shows
                a number; the pattern asks for one, as for learning_rate.)
            unet_lr: Learning rate of the U-Net, as a number in a string. Must match
                `^[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?$`. (Inferred: The page says string and shows
                a number; the pattern asks for one, as for learning_rate.)
            network_dropout: Share of the network's neurons that each step leaves out. From 0 to 1.
            rank_dropout: Share of the network's ranks that each step leaves out. From 0 to 1.
            module_dropout: Share of the network's modules that each step leaves out. From 0 to 1.
            network_module: Name of the module that holds the network to train.
            network_dim: Rank of the network; a larger one learns more and makes a larger file.
            network_alpha: Scale of the network's weights, in relation to network_dim.
            network_args: Further arguments of the network module.
            v2: Whether the pretrained model is of the Stable Diffusion 2 family.
            flip_aug: Whether pictures are also learnt from mirrored.
            color_aug: Whether pictures are also learnt from with changed colours.
            gradient_accumulation_steps: Number of steps that are gathered before the model is
                changed.
            noise_offset: Noise added to the training pictures, which helps with very dark and very
                bright ones. From 0 to 1.
            timeout: Seconds, or an `httpx.Timeout`, for this call alone.
            max_retries: How often this call is tried again after a failure that may pass.
            extra_headers: Headers to add or replace.
            extra_body: Fields that are put on top of the body unchecked, for what the spec does not
                have.

        Returns:
            The submitted task, to be waited for with `wait()`. Its `receipt`: The receipt of a
                submitted training task.

        Raises:
            InvalidRequestError: A value breaks one of the rules above; nothing was sent.
            RefusedError: The service refused the request; `code` and `msg` say why.
            TransportError: No answer came, or not in time.
            HTTPStatusError: The HTTP status of the answer is not a success.
            InvalidResponseError: The answer is not what the spec promises.

        Sends POST /AIGCImgOpenServ/saas/modelTraining/submitTraining/Job; vendor's page EN
        202222087, ZH 107978907.
        """
        return await self._client._submit(
            _operations.SUBMIT_TRAINING,
            body={
                "file_url_list": file_url_list,
                "task_id": task_id,
                "max_epochs": max_epochs,
                "batch_size": batch_size,
                "learning_rate": learning_rate,
                "max_token_length": max_token_length,
                "clip_skip": clip_skip,
                "random_crop": random_crop,
                "pretrained_model": pretrained_model,
                "repeats": repeats,
                "mixed_precision": mixed_precision,
                "save_precision": save_precision,
                "num_cpu_threads_per_process": num_cpu_threads_per_process,
                "seed": seed,
                "cache_latents": cache_latents,
                "cache_latents_to_disk": cache_latents_to_disk,
                "lr_scheduler": lr_scheduler,
                "lr_warmup_steps": lr_warmup_steps,
                "optimizer_type": optimizer_type,
                "resolution": resolution,
                "enable_bucket": enable_bucket,
                "min_bucket_reso": min_bucket_reso,
                "max_bucket_reso": max_bucket_reso,
                "text_encoder_lr": text_encoder_lr,
                "unet_lr": unet_lr,
                "network_dropout": network_dropout,
                "rank_dropout": rank_dropout,
                "module_dropout": module_dropout,
                "network_module": network_module,
                "network_dim": network_dim,
                "network_alpha": network_alpha,
                "network_args": network_args,
                "v2": v2,
                "flip_aug": flip_aug,
                "color_aug": color_aug,
                "gradient_accumulation_steps": gradient_accumulation_steps,
                "noise_offset": noise_offset,
            },
            options=Options(timeout, max_retries, extra_headers, extra_body),
        )

    async def query_training(
        self,
        *,
        task_id: str,
        timeout: float | httpx.Timeout | None = None,
        max_retries: int | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> TrainingInfo:
        """Look up a training task.

        Answers the state of a training task. The vendor's menu lists the operation, and its page
        is not readable.

        Inferred, not documented, and warned of once: The menu lists the endpoint and nothing
        else is known of it; the Chinese menu calls the page at this place a training result
        callback. The path is our guess after that of submitTraining, and request and answer are
        modelled after the query of drawing tasks.

        Args:
            task_id: Id of the task, the task_id under which it was submitted. (Inferred: The page
                is not readable; the name is that of the submitting operation.)
            timeout: Seconds, or an `httpx.Timeout`, for this call alone.
            max_retries: How often this call is tried again after a failure that may pass.
            extra_headers: Headers to add or replace.
            extra_body: Fields that are put on top of the body unchecked, for what the spec does not
                have.

        Returns:
            State of a training task.

        Raises:
            InvalidRequestError: A value breaks one of the rules above; nothing was sent.
            RefusedError: The service refused the request; `code` and `msg` say why.
            TransportError: No answer came, or not in time.
            HTTPStatusError: The HTTP status of the answer is not a success.
            InvalidResponseError: The answer is not what the spec promises.

        Sends POST /AIGCImgOpenServ/saas/modelTraining/queryTraining/Job.
        """
        return await self._client._call(
            _operations.QUERY_TRAINING,
            body={
                "task_id": task_id,
            },
            options=Options(timeout, max_retries, extra_headers, extra_body),
        )


class AsyncTrainingResourceRaw:
    """The methods of `AsyncTrainingResource`, whose answers come as they are."""

    def __init__(self, client: AsyncClient) -> None:
        methods = AsyncTrainingResource(cast(Any, AsyncRawCalls(client)))
        self.submit_training = async_raw(methods.submit_training)
        self.query_training = async_raw(methods.query_training)
