"""Models: what goes into requests, and what answers hold."""

from __future__ import annotations

# Written by `python -m generator generate`; change the spec, not this file.
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from imgopen._runtime.models import RequestModel, ResponseModel


class BackgroundRemoveRequest(RequestModel):
    """The picture whose background to remove. Its fields are not known; other keys are passed on as they are."""

    model_config = ConfigDict(
        extra="allow",
    )
    business_task_id: Annotated[str | None, Field(alias="businessTaskId")] = None
    """Id of the task, chosen by the caller and unique. (Inferred: The page is not readable; taken over from the other tools.)"""
    callback_url: Annotated[str | None, Field(alias="callbackUrl")] = None
    """URL to which the service posts the finished task. The receiver acknowledges with a JSON answer whose code is "200", otherwise the service tries again. (Inferred: The page is not readable; taken over from the other tools.)"""


class CntPreviewRequest(RequestModel):
    """The picture to preprocess for ControlNet, and the preprocessor."""

    model_config = ConfigDict(
        extra="forbid",
    )
    business_task_id: Annotated[str | None, Field(alias="businessTaskId")] = None
    """Id of the task, chosen by the caller and unique. (Inferred: The required-flag is not readable on the page.)"""
    source_image: Annotated[str | None, Field(alias="sourceImage")] = None
    """URL of the picture to preprocess. (Inferred: The required-flag is not readable on the page.)"""
    preprocessor: str | None = None
    """Name of the preprocessor that makes the control map. (Inferred: The required-flag is not readable on the page.)"""
    callback_url: Annotated[str | None, Field(alias="callbackUrl")] = None
    """URL to which the service posts the finished task. The receiver acknowledges with a JSON answer whose code is "200", otherwise the service tries again. (Inferred: The required-flag is not readable on the page.)"""


class FaceDetectionRequest(RequestModel):
    """The picture in which to find faces."""

    model_config = ConfigDict(
        extra="allow",
    )
    image_url: Annotated[str, Field(alias="imageUrl")]
    """URL of the picture."""
    business_task_id: Annotated[str | None, Field(alias="businessTaskId")] = None
    """Id of the task, chosen by the caller and unique."""
    callback_url: Annotated[str | None, Field(alias="callbackUrl")] = None
    """URL to which the service posts the finished task. The receiver acknowledges with a JSON answer whose code is "200", otherwise the service tries again."""


class FaceRestorationRequest(RequestModel):
    """The picture whose faces to repair. Its fields are not known; other keys are passed on as they are."""

    model_config = ConfigDict(
        extra="allow",
    )
    business_task_id: Annotated[str | None, Field(alias="businessTaskId")] = None
    """Id of the task, chosen by the caller and unique. (Inferred: The page is not readable; taken over from the other tools.)"""
    callback_url: Annotated[str | None, Field(alias="callbackUrl")] = None
    """URL to which the service posts the finished task. The receiver acknowledges with a JSON answer whose code is "200", otherwise the service tries again. (Inferred: The page is not readable; taken over from the other tools.)"""


class FaceSwapV1Request(RequestModel):
    """The face to take, and the picture to put it into."""

    model_config = ConfigDict(
        extra="allow",
    )
    source_url: Annotated[str, Field(alias="sourceUrl")]
    """URL of the picture that gives the face. (Contradicted: A string in the single face swaps, an array in the multiple face swap. Each page's type is kept.)"""
    target_url: Annotated[str, Field(alias="targetUrl")]
    """URL of the picture that receives the face."""
    business_task_id: Annotated[str | None, Field(alias="businessTaskId")] = None
    """Id of the task, chosen by the caller and unique."""


class FaceSwapV2Request(RequestModel):
    """The face to take, the picture to put it into, and how far to repair it afterwards."""

    model_config = ConfigDict(
        extra="allow",
    )
    source_url: Annotated[str, Field(alias="sourceUrl")]
    """URL of the picture that gives the face. (Contradicted: A string in the single face swaps, an array in the multiple face swap. Each page's type is kept.)"""
    target_url: Annotated[str, Field(alias="targetUrl")]
    """URL of the picture that receives the face."""
    business_task_id: Annotated[str | None, Field(alias="businessTaskId")] = None
    """Id of the task, chosen by the caller and unique."""
    fidelity_weight: Annotated[
        str | None, Field(alias="fidelityWeight", pattern="^(0(\\.[0-9]+)?|1(\\.0+)?)$")
    ] = None
    """Balance between quality and likeness of the repaired face, a number from 0 to 1 in a string."""


class FluxText2imageRequest(RequestModel):
    """What to draw, with which Flux model, and in which size."""

    model_config = ConfigDict(
        extra="forbid",
    )
    business_task_id: Annotated[str | None, Field(alias="businessTaskId")] = None
    """Id of the task, chosen by the caller and unique."""
    comfy_task_type: Annotated[Literal["Flux1DevFP8", "Flux1SchnellFP8"], Field(alias="comfyTaskType")]
    """The Flux model to draw with, Dev for quality or Schnell for speed."""
    prompt: str
    """What the picture shows."""
    width: int | None = None
    """Width of the picture, in pixels."""
    height: int | None = None
    """Height of the picture, in pixels."""
    steps: int | None = None
    """Number of diffusion steps; more steps take longer."""
    flux_guidance: Annotated[float | None, Field(alias="fluxGuidance", multiple_of=0.1)] = None
    """How closely the picture follows the prompt; 3.5 is recommended."""
    callback_url: Annotated[str | None, Field(alias="callbackUrl")] = None
    """URL to which the service posts the finished task. The receiver acknowledges with a JSON answer whose code is "200", otherwise the service tries again. (Contradicted: The English page flags the field optional, the Chinese page required, and the example leaves it out.)"""


class FluxText2imageResult(ResponseModel):
    """State and picture of a Flux task."""

    task_id: Annotated[str, Field(alias="taskId")]
    """Id of the task, made by the service."""
    status: int
    """State of the task, where 0 is not finished, 1 is done and any other number is failed. (Inferred: The page shows 1 for a finished task; the other numbers are our reading.)"""
    output_image_url: Annotated[str | None, Field(alias="outputImageUrl")] = None
    """URL of the picture, once it is there. (Contradicted: The page flags the field required and shows a finished task alone. A task that is not finished has no picture yet, and an answer without one must not count as broken.)"""


class FluxText2imageResultAnswer(ResponseModel):
    """The answer of Flux text to image."""

    code: str
    """Status code of the answer, "200" for success."""
    msg: str | None = None
    """Status text of the answer."""
    data: FluxText2imageResult


class HairstyleChangerRequest(RequestModel):
    """The portrait, and the hairstyle to give it. Its fields are not known; other keys are passed on as they are."""

    model_config = ConfigDict(
        extra="allow",
    )
    business_task_id: Annotated[str | None, Field(alias="businessTaskId")] = None
    """Id of the task, chosen by the caller and unique. (Inferred: The page is not readable; taken over from the other tools.)"""
    callback_url: Annotated[str | None, Field(alias="callbackUrl")] = None
    """URL to which the service posts the finished task. The receiver acknowledges with a JSON answer whose code is "200", otherwise the service tries again. (Inferred: The page is not readable; taken over from the other tools.)"""


class ImageDescriptionRequest(RequestModel):
    """The picture to describe, and the model that describes it."""

    model_config = ConfigDict(
        extra="forbid",
    )
    business_task_id: Annotated[str | None, Field(alias="businessTaskId")] = None
    """Id of the task, chosen by the caller and unique."""
    image: str
    """URL of the picture to describe."""
    model: Literal["clip", "deepdanbooru"] = "clip"
    """The model that describes the picture, clip in a sentence, deepdanbooru in tags."""
    callback_url: Annotated[str | None, Field(alias="callbackUrl")] = None
    """URL to which the service posts the finished task. The receiver acknowledges with a JSON answer whose code is "200", otherwise the service tries again. (Contradicted: The page flags the field required, and the page's own example leaves it out.)"""


class ImageDescriptionResult(ResponseModel):
    """State and description of a picture."""

    business_task_id: Annotated[str, Field(alias="businessTaskId")]
    """Id of the task, as chosen by the caller."""
    caption: str | None = None
    """What the picture shows, in words. (Inferred: The required-flag is not readable on the page.)"""
    status: int
    """State of the task, where 0 is not finished, 1 is done and any other number is failed. (Inferred: The page shows 1 for a finished task; the other numbers are our reading.)"""
    task_id: Annotated[str, Field(alias="taskId")]
    """Id of the task, made by the service."""


class ImageDescriptionResultAnswer(ResponseModel):
    """The answer of the image description."""

    code: str
    """Status code of the answer, "200" for success."""
    msg: str | None = None
    """Status text of the answer."""
    data: ImageDescriptionResult


class ImageEnlargeRequest(RequestModel):
    """The picture to enlarge. Its fields are not known; other keys are passed on as they are."""

    model_config = ConfigDict(
        extra="allow",
    )
    business_task_id: Annotated[str | None, Field(alias="businessTaskId")] = None
    """Id of the task, chosen by the caller and unique. (Inferred: The page is not readable; taken over from the other tools.)"""
    callback_url: Annotated[str | None, Field(alias="callbackUrl")] = None
    """URL to which the service posts the finished task. The receiver acknowledges with a JSON answer whose code is "200", otherwise the service tries again. (Inferred: The page is not readable; taken over from the other tools.)"""


class ImageWatermarkRequest(RequestModel):
    """The picture, and the watermark to put on it. Its fields are not known; other keys are passed on as they are."""

    model_config = ConfigDict(
        extra="allow",
    )
    business_task_id: Annotated[str | None, Field(alias="businessTaskId")] = None
    """Id of the task, chosen by the caller and unique. (Inferred: The page is not readable; taken over from the other tools.)"""
    callback_url: Annotated[str | None, Field(alias="callbackUrl")] = None
    """URL to which the service posts the finished task. The receiver acknowledges with a JSON answer whose code is "200", otherwise the service tries again. (Inferred: The page is not readable; taken over from the other tools.)"""


class InstantIdRequest(RequestModel):
    """The portrait to start from, and the picture to make of it."""

    model_config = ConfigDict(
        extra="allow",
    )
    business_task_id: Annotated[str | None, Field(alias="businessTaskId")] = None
    """Id of the task, chosen by the caller and unique."""
    image: str
    """URL of the portrait."""
    prompt: str
    """What the picture shows."""
    height: Literal[960] | None = None
    """Height of the picture in pixels."""
    width: Literal[960] | None = None
    """Width of the picture in pixels."""
    negative_prompt: Annotated[str | None, Field(alias="negativePrompt")] = None
    """What the picture should not show."""
    steps: int | None = None
    """Number of diffusion steps; more steps take longer."""
    guidance_scale: Annotated[int | None, Field(alias="guidanceScale")] = None
    """How closely the picture follows the prompt. (Contradicted: An integer in the page's table, while its curl sample sends 1.0. The table's type is kept.)"""
    seed: int | None = None
    """Random seed; the same seed and settings give the same picture."""
    callback_url: Annotated[str | None, Field(alias="callbackUrl")] = None
    """URL to which the service posts the finished task. The receiver acknowledges with a JSON answer whose code is "200", otherwise the service tries again."""


class InstantIdResult(ResponseModel):
    """State and picture of a portrait task."""

    task_id: Annotated[str, Field(alias="taskId")]
    """Id of the task, made by the service."""
    business_task_id: Annotated[str, Field(alias="businessTaskId")]
    """Id of the task, as chosen by the caller."""
    status: int
    """State of the task, where 0 is not finished, 1 is done and any other number is failed. (Inferred: The page does not explain the numbers; they are those of the other tools.)"""
    output_image_url: Annotated[str | None, Field(alias="outputImageUrl")] = None
    """URL of the picture, once it is there. (Inferred: Type and required-flag are not readable on the page; a string as for Flux text to image.)"""


class InstantIdResultAnswer(ResponseModel):
    """The answer of the instantID portrait tool."""

    code: str
    """Status code of the answer, "200" for success."""
    msg: str | None = None
    """Status text of the answer."""
    data: InstantIdResult


class MultipleFaceSwapRequest(RequestModel):
    """The faces to take, and the picture with several faces to put them into."""

    model_config = ConfigDict(
        extra="allow",
    )
    source_url: Annotated[list[str], Field(alias="sourceUrl", max_length=2, min_length=1)]
    """URLs of the pictures that give the faces. (Contradicted: An array in the multiple face swap, a string in the single face swaps. Each page's type is kept.)"""
    target_url: Annotated[str, Field(alias="targetUrl")]
    """URL of the picture that receives the faces."""
    face_idx: Annotated[int | None, Field(alias="faceIdx", ge=1)] = None
    """Which face of the receiving picture is replaced, counted from the left."""
    business_task_id: Annotated[str | None, Field(alias="businessTaskId")] = None
    """Id of the task, chosen by the caller and unique."""
    callback_url: Annotated[str | None, Field(alias="callbackUrl")] = None
    """URL to which the service posts the finished task. The receiver acknowledges with a JSON answer whose code is "200", otherwise the service tries again."""


class ObjectRemovalRequest(RequestModel):
    """The picture, and what to remove from it. Its fields are not known; other keys are passed on as they are."""

    model_config = ConfigDict(
        extra="allow",
    )
    business_task_id: Annotated[str | None, Field(alias="businessTaskId")] = None
    """Id of the task, chosen by the caller and unique. (Inferred: The page is not readable; taken over from the other tools.)"""
    callback_url: Annotated[str | None, Field(alias="callbackUrl")] = None
    """URL to which the service posts the finished task. The receiver acknowledges with a JSON answer whose code is "200", otherwise the service tries again. (Inferred: The page is not readable; taken over from the other tools.)"""


class OutpaintingRequest(RequestModel):
    """The picture to extend beyond its edges, how far, and with what."""

    model_config = ConfigDict(
        extra="forbid",
    )
    business_task_id: Annotated[str | None, Field(alias="businessTaskId")] = None
    """Id of the task, chosen by the caller and unique."""
    source_image: Annotated[str, Field(alias="sourceImage")]
    """URL of the picture to extend."""
    prompt: str | None = None
    """What the added area shows."""
    negative_prompt: Annotated[str | None, Field(alias="negativePrompt")] = None
    """What the added area should not show."""
    sample_step: Annotated[int | None, Field(alias="sampleStep", ge=0, le=50)] = None
    """Number of sampling steps; more steps take longer."""
    sampler: str | None = None
    """Name of the sampling method."""
    image_count: Annotated[int, Field(alias="imageCount")]
    """Number of pictures to make."""
    prompt_guide_factor: Annotated[int | None, Field(alias="promptGuideFactor", ge=1, le=45)] = None
    """How closely the added area follows the prompt."""
    seed: Annotated[int | None, Field(ge=-1, le=2147483647)] = None
    """Random seed; the same seed and settings give the same picture."""
    vertical_expansion_ratio: Annotated[float, Field(alias="verticalExpansionRatio", ge=1.0, le=4.0)]
    """Height of the new picture as a multiple of the old one's."""
    horizontal_expansion_ratio: Annotated[float, Field(alias="horizontalExpansionRatio", ge=1.0, le=4.0)]
    """Width of the new picture as a multiple of the old one's. (Inferred: The page's range is cut; it is that of verticalExpansionRatio.)"""
    callback_url: Annotated[str | None, Field(alias="callbackUrl")] = None
    """URL to which the service posts the finished task. The receiver acknowledges with a JSON answer whose code is "200", otherwise the service tries again. (Inferred: The required-flag is not readable on the page.)"""


class PromptExpansionRequest(RequestModel):
    """The prompt to expand, and how freely to do it."""

    model_config = ConfigDict(
        extra="forbid",
    )
    business_task_id: Annotated[str | None, Field(alias="businessTaskId")] = None
    """Id of the task, chosen by the caller and unique."""
    mode: Literal[0, 1]
    """The kind of model that the prompts are for, 0 for SD and 1 for SDXL."""
    source_prompt: Annotated[str, Field(alias="sourcePrompt")]
    """The short prompt to expand."""
    top_k: Annotated[int | None, Field(alias="topK", ge=0, le=250)] = None
    """How many of the likeliest words are chosen from; 0 turns this sampling off."""
    top_p: Annotated[float | None, Field(alias="topP", ge=0.01, le=1.0)] = None
    """Probability that the words chosen from add up to. (Inferred: The page's range is cut after 0.01; the upper end, 1, is that of a probability.)"""
    temperature: float | None = None
    """How freely words are chosen; higher values give more varied prompts."""
    repetition_penalty: Annotated[float | None, Field(alias="repetitionPenalty")] = None
    """How strongly words that were used already are avoided."""
    max_tokens: Annotated[int | None, Field(alias="maxTokens")] = None
    """Greatest length of a prompt, in tokens."""
    min_tokens: Annotated[int | None, Field(alias="minTokens")] = None
    """Least length of a prompt, in tokens."""
    sequences_num: Annotated[int | None, Field(alias="sequencesNum")] = None
    """Number of prompts to make."""


class PromptExpansionResult(ResponseModel):
    """The expanded prompts."""

    status: int
    """State of the task; 0 is done, unlike the other tools' numbers. (Contradicted: The page shows 0 for a finished task, while finished examples of other tools show 1.)"""
    prompts: list[str]
    """The expanded prompts."""
    task_id: Annotated[str, Field(alias="taskId")]
    """Id of the task, made by the service."""
    tool_task: Annotated[str, Field(alias="toolTask")]
    """The service's own word for the tool's task; the page does not explain it."""
    business_task_id: Annotated[str, Field(alias="businessTaskId")]
    """Id of the task, as chosen by the caller."""


class PromptExpansionResultAnswer(ResponseModel):
    """The answer of the prompt expansion."""

    code: str
    """Status code of the answer, "200" for success."""
    msg: str | None = None
    """Status text of the answer."""
    data: PromptExpansionResult
    """(Inferred: The page flags data optional, and all fields inside it required; it is taken to be there on success.)"""


class QueuedToolTask(ResponseModel):
    """The receipt of a tool task that the service has queued."""

    task_id: str | None = None
    """Id of the task, made by the service. Queries take the caller's businessTaskId instead. (Inferred: The required-flag is not readable on the page.)"""


class QueuedToolTaskAnswer(ResponseModel):
    """The answer to a tool task that the service has queued under an id of its own."""

    code: str
    """Status code of the answer, "200" for success."""
    msg: str | None = None
    """Status text of the answer."""
    data: QueuedToolTask


class StyleRecognitionRequest(RequestModel):
    """The picture whose style to recognize."""

    model_config = ConfigDict(
        extra="forbid",
    )
    source_image: Annotated[str | None, Field(alias="sourceImage")] = None
    """URL of the picture. (Inferred: The required-flag is not readable on the page.)"""
    business_task_id: Annotated[str | None, Field(alias="businessTaskId")] = None
    """Id of the task, chosen by the caller and unique. (Inferred: The required-flag is not readable on the page.)"""
    callback_url: Annotated[str | None, Field(alias="callbackUrl")] = None
    """URL to which the service posts the finished task. The receiver acknowledges with a JSON answer whose code is "200", otherwise the service tries again. (Inferred: The required-flag is not readable on the page.)"""


class SuperResolutionRequest(RequestModel):
    """The picture to raise in resolution. Its fields are not known; other keys are passed on as they are."""

    model_config = ConfigDict(
        extra="allow",
    )
    business_task_id: Annotated[str | None, Field(alias="businessTaskId")] = None
    """Id of the task, chosen by the caller and unique. (Inferred: The page is not readable; taken over from the other tools.)"""
    callback_url: Annotated[str | None, Field(alias="callbackUrl")] = None
    """URL to which the service posts the finished task. The receiver acknowledges with a JSON answer whose code is "200", otherwise the service tries again. (Inferred: The page is not readable; taken over from the other tools.)"""


class ToolReceipt(ResponseModel):
    """The receipt of a submitted tool task, with the result if it is there already."""

    task_id: Annotated[str | None, Field(alias="taskId")] = None
    """Id of the task, made by the service."""
    business_task_id: Annotated[str | None, Field(alias="businessTaskId")] = None
    """Id of the task, as chosen by the caller."""
    status: int | None = None
    """State of the task, where 0 is not finished, 1 is done and any other number is failed."""
    output_image_url: Annotated[str | None, Field(alias="outputImageUrl")] = None
    """URL of the resulting picture, once it is there."""


class ToolReceiptAnswer(ResponseModel):
    """The answer to a submitted tool task."""

    code: str
    """Status code of the answer, "200" for success."""
    msg: str | None = None
    """Status text of the answer."""
    data: ToolReceipt
