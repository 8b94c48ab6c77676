"""Models: what goes into requests, and what answers hold."""

from __future__ import annotations

# Written by `python -m generator generate`; change the spec, not this file.
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from imgopen._runtime.models import RequestModel, ResponseModel


class QueryTrainingRequest(RequestModel):
    """Which training task to look up."""

    model_config = ConfigDict(
        extra="allow",
    )
    task_id: Annotated[str, Field(alias="taskId")]
    """Id of the task, the taskId under which it was submitted. (Inferred: The page is not readable; the name is that of the submitting operation.)"""


class SubmitTrainingRequest(RequestModel):
    """The pictures to learn from, and the settings of the training."""

    model_config = ConfigDict(
        extra="allow",
    )
    task_id: Annotated[str | None, Field(alias="taskId")] = None
    """Id of the task, chosen by the caller and unique."""
    file_url_list: Annotated[list[str], Field(alias="fileUrlList", max_length=100, min_length=10)]
    """URLs of the pictures to learn from, which anyone must be able to fetch."""
    max_epochs: Annotated[int, Field(alias="maxEpochs", ge=10, le=50)] = 20
    """Number of passes over all pictures."""
    batch_size: Annotated[int, Field(alias="batchSize", ge=1, le=4)] = 1
    """Number of pictures learnt from in one step."""
    learning_rate: Annotated[
        str, Field(alias="learningRate", pattern="^[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?$")
    ] = "0.00001"
    """How far each step changes the model, as a number in a string so that no digit is lost, from 0.0000001 to 0.0001. (Inferred: The pattern asks for a decimal number, plain or scientific; it does not check the documented range.)"""
    max_token_length: Annotated[Literal[0, 150, 225], Field(alias="maxTokenLength")] = 225
    """Length in tokens up to which a picture's caption is read."""
    clip_skip: Annotated[int, Field(alias="clipSkip", ge=1, le=5)] = 1
    """At which of the text encoder's last layers reading stops, counted from the end."""
    random_crop: Annotated[bool | None, Field(alias="randomCrop")] = None
    """Whether pictures are cropped at a random place instead of the centre. (Contradicted: A boolean in the page's table, the number 0 under the name random_crop in its example.)"""
    pretrained_model: Annotated[str | None, Field(alias="pretrainedModel")] = None
    """The model from which the training starts."""
    repeats: int | None = None
    """How often each picture is used in an epoch."""
    mixed_precision: Annotated[str | None, Field(alias="mixedPrecision")] = None
    """Number format of the computation."""
    save_precision: Annotated[str | None, Field(alias="savePrecision")] = None
    """Number format of the saved model."""
    num_cpu_threads_per_process: Annotated[
        int | None, Field(alias="numCpuThreadsPerProcess", ge=1, le=20)
    ] = None
    """Number of processor threads for each process."""
    seed: int | None = None
    """Random seed of the training."""
    cache_latents: Annotated[bool | None, Field(alias="cacheLatents")] = None
    """Whether the encoded pictures are kept in memory, which is faster."""
    cache_latents_to_disk: Annotated[bool | None, Field(alias="cacheLatentsToDisk")] = None
    """Whether the encoded pictures are kept on disk."""
    lr_scheduler: Annotated[str | None, Field(alias="lrScheduler")] = None
    """Name of the rule by which the learning rate changes in the course of the training."""
    lr_warmup_steps: Annotated[int | None, Field(alias="lrWarmupSteps", ge=0, le=100)] = None
    """How long the learning rate takes to rise to its full value, on the scale of the page."""
    optimizer_type: Annotated[str | None, Field(alias="optimizerType")] = None
    """Name of the optimizer."""
    resolution: int | None = None
    """Side of the training pictures, in pixels."""
    enable_bucket: Annotated[bool | None, Field(alias="enableBucket")] = None
    """Whether pictures of different proportions are grouped by size instead of cropped."""
    min_bucket_reso: Annotated[int | None, Field(alias="minBucketReso")] = None
    """Smallest side of a group of pictures, in pixels."""
    max_bucket_reso: Annotated[int | None, Field(alias="maxBucketReso")] = None
    """Largest side of a group of pictures, in pixels."""
    text_encoder_lr: Annotated[
        str | None, Field(alias="textEncoderLr", pattern="^[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?$")
    ] = None
    """Learning rate of the text encoder, as a number in a string. (Inferred: The page says string and shows a number; the pattern asks for one, as for learningRate.)"""
    unet_lr: Annotated[
        str | None, Field(alias="unetLr", pattern="^[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?$")
    ] = None
    """Learning rate of the U-Net, as a number in a string. (Inferred: The page says string and shows a number; the pattern asks for one, as for learningRate.)"""
    network_dropout: Annotated[float | None, Field(alias="networkDropout", ge=0.0, le=1.0)] = None
    """Share of the network's neurons that each step leaves out."""
    rank_dropout: Annotated[float | None, Field(alias="rankDropout", ge=0.0, le=1.0)] = None
    """Share of the network's ranks that each step leaves out."""
    module_dropout: Annotated[float | None, Field(alias="moduleDropout", ge=0.0, le=1.0)] = None
    """Share of the network's modules that each step leaves out."""
    network_module: Annotated[str | None, Field(alias="networkModule")] = None
    """Name of the module that holds the network to train."""
    network_dim: Annotated[int | None, Field(alias="networkDim")] = None
    """Rank of the network; a larger one learns more and makes a larger file."""
    network_alpha: Annotated[int | None, Field(alias="networkAlpha")] = None
    """Scale of the network's weights, in relation to networkDim."""
    network_args: Annotated[str | None, Field(alias="networkArgs")] = None
    """Further arguments of the network module."""
    v2: bool | None = None
    """Whether the pretrained model is of the Stable Diffusion 2 family."""
    flip_aug: Annotated[bool | None, Field(alias="flipAug")] = None
    """Whether pictures are also learnt from mirrored."""
    color_aug: Annotated[bool | None, Field(alias="colorAug")] = None
    """Whether pictures are also learnt from with changed colours."""
    gradient_accumulation_steps: Annotated[int | None, Field(alias="gradientAccumulationSteps")] = None
    """Number of steps that are gathered before the model is changed."""
    noise_offset: Annotated[float | None, Field(alias="noiseOffset", ge=0.0, le=1.0)] = None
    """Noise added to the training pictures, which helps with very dark and very bright ones."""


class TrainingInfo(ResponseModel):
    """State of a training task."""

    task_id: Annotated[str | None, Field(alias="taskId")] = None
    """Id of the task, as chosen by the caller."""
    status: int | None = None
    """State of the task, where 1 is waiting, 3 is running, 2 is done and any other number is failed. (Inferred: The numbers are those of the drawing tasks, by analogy.)"""
    desc: str | None = None
    """The state in words."""


class TrainingInfoAnswer(ResponseModel):
    """The answer to a query of a training task."""

    code: str
    """Status code of the answer, "200" for success."""
    msg: str | None = None
    """Status text of the answer."""
    data: TrainingInfo


class TrainingReceipt(ResponseModel):
    """The receipt of a submitted training task."""

    task_id: Annotated[str | None, Field(alias="taskId")] = None
    """Id of the task, as chosen by the caller."""


class TrainingReceiptAnswer(ResponseModel):
    """The answer to a submitted training task."""

    code: str
    """Status code of the answer, "200" for success."""
    msg: str | None = None
    """Status text of the answer."""
    data: TrainingReceipt
