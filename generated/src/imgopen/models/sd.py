"""Models: what goes into requests, and what answers hold."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

# Written by `python -m generator generate`; change the spec, not this file.
from imgopen._runtime.models import RequestModel, ResponseModel


class ADetailerUnit(RequestModel):
    """One detailing step, that is which details are looked for and how they are redrawn."""

    model_config = ConfigDict(
        extra="allow",
    )
    ad_model: str | None = None
    """Detection model that finds the details; "None" turns the step off."""
    ad_prompt: str | None = None
    """Prompt for redrawing the details; the empty text keeps the picture's own."""
    ad_negative_prompt: str | None = None
    """Negative prompt for redrawing the details; the empty text keeps the picture's own."""
    ad_confidence: float | None = None
    """How sure the detection has to be before a detail is redrawn."""
    ad_mask_min_ratio: float | None = None
    """Share of the picture that a detail has to cover at least."""
    ad_mask_max_ratio: float | None = None
    """Share of the picture that a detail may cover at most."""
    ad_dilate_erode: int | None = None
    """Pixels by which the mask grows, or shrinks if negative."""
    ad_x_offset: int | None = None
    """Pixels by which the mask is moved to the right."""
    ad_y_offset: int | None = None
    """Pixels by which the mask is moved up."""
    ad_mask_merge_invert: str | None = None
    """What is done with several masks, for example merging or inverting them; "None" leaves them."""
    ad_mask_blur: int | None = None
    """Blur of the mask's edge, in pixels."""
    ad_denoising_strength: float | None = None
    """How far the redrawn detail may depart from the one found."""
    ad_inpaint_only_masked: bool | None = None
    """Whether only the masked area is drawn, at full resolution, instead of the whole picture."""
    ad_inpaint_only_masked_padding: int | None = None
    """Pixels around the masked area that are taken along when only that area is drawn."""
    ad_use_inpaint_width_height: bool | None = None
    """Whether ad_inpaint_width and ad_inpaint_height are used."""
    ad_inpaint_width: int | None = None
    """Width in which the detail is redrawn, in pixels."""
    ad_inpaint_height: int | None = None
    """Height in which the detail is redrawn, in pixels."""
    ad_use_steps: bool | None = None
    """Whether ad_steps is used."""
    ad_steps: int | None = None
    """Number of sampling steps for the detail."""
    ad_use_cfg_scale: bool | None = None
    """Whether ad_cfg_scale is used."""
    ad_cfg_scale: float | None = None
    """How closely the detail follows its prompt."""
    ad_use_sampler: bool | None = None
    """Whether ad_sampler is used."""
    ad_sampler: str | None = None
    """Name of the sampling method for the detail."""
    ad_use_noise_multiplier: bool | None = None
    """Whether ad_noise_multiplier is used."""
    ad_noise_multiplier: float | None = None
    """Factor on the noise that is added before redrawing."""
    ad_restore_face: bool | None = None
    """Whether faces are repaired once more after redrawing."""
    ad_controlnet_model: str | None = None
    """ControlNet model that guides the redrawing; "None" uses none."""
    ad_controlnet_module: str | None = None
    """ControlNet preprocessor for the redrawing; "None" uses none."""
    ad_controlnet_weight: float | None = None
    """Weight of the ControlNet's guidance."""
    ad_controlnet_guidance_start: float | None = None
    """Share of the steps after which the ControlNet's guidance begins."""
    ad_controlnet_guidance_end: float | None = None
    """Share of the steps after which the ControlNet's guidance ends."""


class ControlNetUnit(RequestModel):
    """One control image with its preprocessor, its model and its share in the drawing."""

    model_config = ConfigDict(
        extra="allow",
    )
    image: str | None = None
    """The control image, as the service expects it (URL or base64 text)."""
    module: str | None = None
    """Preprocessor that turns the image into a control map, such as canny."""
    model: str | None = None
    """ControlNet model that reads the control map."""
    weight: float | None = None
    """Weight of this image's guidance."""
    guidance_start: float | None = None
    """Share of the steps after which the guidance begins."""
    guidance_end: float | None = None
    """Share of the steps after which the guidance ends."""
    control_mode: int | str | None = None
    """Whether prompt or control image matters more, as the extension's number or name."""
    processor_res: int | None = None
    """Resolution in which the preprocessor works, in pixels."""
    threshold_a: float | None = None
    """First threshold of the preprocessor, with a meaning of its own for each."""
    threshold_b: float | None = None
    """Second threshold of the preprocessor, with a meaning of its own for each."""
    pixel_perfect: bool | None = None
    """Whether the preprocessor's resolution is chosen from the picture's size."""


class EmbeddingPage(ResponseModel):
    """One page of the embedding list."""

    rows: list[dict[str, object]]
    """The embeddings of this page, each an object whose fields are not known."""
    total: int
    """Number of embeddings on all pages."""
    page_size: Annotated[int, Field(alias="pageSize")]
    """Number of embeddings on a page, as asked for."""
    page_num: Annotated[int, Field(alias="pageNum")]
    """Number of this page, as asked for."""


class EmbeddingPageAnswer(ResponseModel):
    """The answer to a query of the embedding list."""

    code: str
    """Status code of the answer, "200" for success."""
    msg: str | None = None
    """Status text of the answer."""
    data: EmbeddingPage


class Lora(ResponseModel):
    """A LoRA, a small model that changes the style or the subject of another."""

    sd_lora_file_simplify_name: Annotated[str | None, Field(alias="sdLoraFileSimplifyName")] = None
    """The word to write into a prompt to use this LoRA. (Inferred: Named on the pages of text2image and controlnet; its place in the row is our reading.)"""


class LoraPage(ResponseModel):
    """One page of the LoRA list."""

    rows: list[Lora]
    """The LoRAs of this page."""
    total: int
    """Number of LoRAs on all pages."""
    page_size: Annotated[int, Field(alias="pageSize")]
    """Number of LoRAs on a page, as asked for."""
    page_num: Annotated[int, Field(alias="pageNum")]
    """Number of this page, as asked for."""


class LoraPageAnswer(ResponseModel):
    """The answer to a query of the LoRA list."""

    code: str
    """Status code of the answer, "200" for success."""
    msg: str | None = None
    """Status text of the answer."""
    data: LoraPage


class Model(ResponseModel):
    """A model to draw with."""

    id: int | None = None
    """Number of the model in the list."""
    sd_model_checkpoint: Annotated[str | None, Field(alias="sdModelCheckpoint")] = None
    """File name of the model, to be given as sd_model_checkpoint when drawing."""
    sd_model_name: Annotated[str | None, Field(alias="sdModelName")] = None
    """Name of the model for people."""
    model_base_model: Annotated[str | None, Field(alias="modelBaseModel")] = None
    """The base model from which this one is made."""
    model_hash: Annotated[str | None, Field(alias="modelHash")] = None
    """Hash of the model's file, in hexadecimal."""
    model_type: Annotated[str | None, Field(alias="modelType")] = None
    """Kind of the model, such as Checkpoint."""
    model_version: Annotated[str | None, Field(alias="modelVersion")] = None
    """Version of the model."""
    model_status: Annotated[int | None, Field(alias="modelStatus")] = None
    """Status of the model; the page does not explain the numbers."""
    model_upload_status: Annotated[int | None, Field(alias="modelUploadStatus")] = None
    """Status of the model's upload; the page does not explain the numbers."""
    model_img_url2: Annotated[str | None, Field(alias="modelImgUrl2")] = None
    """URL of a sample picture."""


class ModelPage(ResponseModel):
    """One page of the model list."""

    rows: list[Model]
    """The models of this page."""
    total: int
    """Number of models on all pages."""
    page_size: Annotated[int, Field(alias="pageSize")]
    """Number of models on a page, as asked for."""
    page_num: Annotated[int, Field(alias="pageNum")]
    """Number of this page, as asked for."""


class ModelPageAnswer(ResponseModel):
    """The answer to a query of the model list."""

    code: str
    """Status code of the answer, "200" for success."""
    msg: str | None = None
    """Status text of the answer."""
    data: ModelPage


class OverrideSettings(RequestModel):
    """Settings of the drawing engine that replace its own for this task, by name."""

    model_config = ConfigDict(
        extra="allow",
    )
    clip_stop_at_last_layers: Annotated[int | None, Field(alias="CLIP_stop_at_last_layers")] = None
    """At which of the text encoder's last layers reading stops, counted from the end (clip skip). (Inferred: Shown by the page's example alone.)"""


class QueryEmbeddingListRequest(RequestModel):
    """Which page of the embedding list to answer."""

    model_config = ConfigDict(
        extra="allow",
    )
    page_size: Annotated[int, Field(alias="pageSize")]
    """Number of embeddings on a page. (Inferred: The page is not readable; taken over from the model list.)"""
    page_num: Annotated[int, Field(alias="pageNum")]
    """Number of the page, counted from 1. (Inferred: The page is not readable; taken over from the model list.)"""


class QueryLoraListRequest(RequestModel):
    """Which page of the LoRA list to answer."""

    model_config = ConfigDict(
        extra="allow",
    )
    page_size: Annotated[int, Field(alias="pageSize")]
    """Number of LoRAs on a page. (Inferred: The page is not readable; taken over from the model list.)"""
    page_num: Annotated[int, Field(alias="pageNum")]
    """Number of the page, counted from 1. (Inferred: The page is not readable; taken over from the model list.)"""


class QueryModelListRequest(RequestModel):
    """Which models to list, and which page of the list."""

    model_config = ConfigDict(
        extra="forbid",
    )
    sd_model_checkpoint: Annotated[str | None, Field(alias="sdModelCheckpoint")] = None
    """Lists the models with this file name only."""
    sd_model_name: Annotated[str | None, Field(alias="sdModelName")] = None
    """Lists the models with this name only."""
    page_size: Annotated[int, Field(alias="pageSize")]
    """Number of models on a page."""
    page_num: Annotated[int, Field(alias="pageNum")]
    """Number of the page, counted from 1."""


class QueryVaeListRequest(RequestModel):
    """Which page of the VAE list to answer."""

    model_config = ConfigDict(
        extra="allow",
    )
    page_size: Annotated[int, Field(alias="pageSize")]
    """Number of VAEs on a page. (Inferred: The page is not readable; taken over from the model list.)"""
    page_num: Annotated[int, Field(alias="pageNum")]
    """Number of the page, counted from 1. (Inferred: The page is not readable; taken over from the model list.)"""


class TaskReceipt(ResponseModel):
    """The receipt of a submitted drawing task."""

    task_id: str
    """Id of the task, equal to the id_task of the request."""


class TaskReceiptAnswer(ResponseModel):
    """The answer to a submitted drawing task."""

    code: str
    """Status code of the answer, "200" for success."""
    msg: str | None = None
    """Status text of the answer."""
    data: TaskReceipt


class VaePage(ResponseModel):
    """One page of the VAE list."""

    rows: list[dict[str, object]]
    """The VAEs of this page, each an object whose fields are not known."""
    total: int
    """Number of VAEs on all pages."""
    page_size: Annotated[int, Field(alias="pageSize")]
    """Number of VAEs on a page, as asked for."""
    page_num: Annotated[int, Field(alias="pageNum")]
    """Number of this page, as asked for."""


class VaePageAnswer(ResponseModel):
    """The answer to a query of the VAE list."""

    code: str
    """Status code of the answer, "200" for success."""
    msg: str | None = None
    """Status text of the answer."""
    data: VaePage


class ADetailer(RequestModel):
    """Detection and redrawing of details, such as faces and hands, after the picture is drawn."""

    model_config = ConfigDict(
        extra="allow",
    )
    args: list[ADetailerUnit] | None = None
    """The detailing steps, carried out in this order. (Inferred: Shown by the page's example alone.)"""


class ControlNet(RequestModel):
    """The control images and how they guide the drawing. The kinds that the service names are canny, depth, inpaint, lineart, MLSD, NormalMap, OpenPose, Reference, Scribble, Segmentation, Shuffle, SoftEdge, T2I-Adapter, Tile, Recolor, IP-Adapter and Instant-ID."""

    model_config = ConfigDict(
        extra="allow",
    )
    args: list[ControlNetUnit] | None = None
    """One entry for each control image. (Inferred: As in the open-source WebUI ControlNet extension.)"""


class ControlnetScripts(RequestModel):
    """The task's id, the model to draw with, the control images, and further settings."""

    model_config = ConfigDict(
        extra="allow",
    )
    sd_model_checkpoint: str | None = None
    """The model to draw with, by its sdModelCheckpoint from the model list. (Inferred: The required-flag is not readable on the page.)"""
    override_settings: OverrideSettings | None = None
    id_task: str | None = None
    """Id of the task, chosen by the caller and unique; queries take it as businessTaskId."""
    sd_vae: str | None = None
    """The VAE to decode the picture with, instead of the model's own."""
    output_image_format: Literal["jpg", "png"] | None = None
    """File format of the picture. (Inferred: The required-flag is not readable on the page. The values are not readable either; they are text2image's.)"""
    image_link: str | None = None
    """URL of the base image, when the picture is redrawn from one. (Inferred: The required-flag is not readable on the page.)"""
    controlnet: ControlNet


class Image2imageScripts(RequestModel):
    """The task's id, the model to draw with, the pictures to start from, and further settings."""

    model_config = ConfigDict(
        extra="allow",
    )
    sd_model_checkpoint: str
    """The model to draw with, by its sdModelCheckpoint from the model list."""
    id_task: str | None = None
    """Id of the task, chosen by the caller and unique; queries take it as businessTaskId."""
    sd_vae: str | None = None
    """The VAE to decode the picture with, instead of the model's own."""
    override_settings: OverrideSettings | None = None
    """(Inferred: The required-flag is not readable on the page.)"""
    output_image_format: Literal["jpg", "png"] | None = None
    """File format of the picture. (Inferred: The required-flag is not readable on the page. The values are not readable either; they are text2image's.)"""
    a_detailer: Annotated[ADetailer | None, Field(alias="ADetailer")] = None
    image_link: str | None = None
    """URL of the picture to redraw. (Inferred: The required-flag is not readable on the page. That the field stands inside alwayson_scripts is read from its place in the page's list, right after ADetailer.)"""
    mask_link: str | None = None
    """URL of the painted mask, which marks the part to redraw. (Inferred: The required-flag is not readable on the page. That the field stands inside alwayson_scripts is read from its place in the page's list, right after ADetailer.)"""


class Text2imageScripts(RequestModel):
    """The task's id, the model to draw with, and further settings."""

    model_config = ConfigDict(
        extra="forbid",
    )
    sd_model_checkpoint: str
    """The model to draw with, by its sdModelCheckpoint from the model list."""
    id_task: str | None = None
    """Id of the task, chosen by the caller and unique; queries take it as businessTaskId."""
    sd_vae: str | None = None
    """The VAE to decode the picture with, instead of the model's own."""
    override_settings: OverrideSettings | None = None
    output_image_format: Literal["jpg", "png"] = "jpg"
    """File format of the picture."""
    a_detailer: Annotated[ADetailer | None, Field(alias="ADetailer")] = None


class ControlnetRequest(RequestModel):
    """What to draw, and which control images guide the drawing."""

    model_config = ConfigDict(
        extra="allow",
    )
    prompt: str
    """What the picture shows."""
    batch_size: int = 1
    """Number of pictures in a batch; a task draws n_iter times batch_size pictures. (Inferred: The page flags the field required. It is treated as on the text2image page, whose own example leaves it out: the client always sends it, 1 unless told otherwise.)"""
    n_iter: int | None = None
    """Number of batches drawn one after another."""
    steps: int | None = None
    """Number of diffusion steps for a picture; more steps take longer. (Inferred: The required-flag is not readable on the page.)"""
    seed: int | str | None = None
    """Random seed, as a whole number or the same in a string; the same seed and settings give the same picture. (Contradicted: The page says integer, the page's own example sends a string, and so do text2image and image to image. Both are accepted.)"""
    restore_faces: bool | None = None
    """Whether a further model repairs the faces. (Inferred: The required-flag is not readable on the page.)"""
    enable_hr: bool | None = None
    """Whether a second, high-resolution pass enlarges and refines the picture. (Inferred: The required-flag is not readable on the page.)"""
    hr_scale: int | None = None
    """Factor by which the high-resolution pass enlarges the picture. (Inferred: The required-flag is not readable on the page.)"""
    width: Annotated[int | None, Field(ge=128, le=1024, multiple_of=8)] = None
    """Width of the picture in pixels. (Inferred: The range is not readable on the page; it is text2image's.)"""
    height: Annotated[int | None, Field(ge=128, le=1024, multiple_of=8)] = None
    """Height of the picture in pixels. (Inferred: The range is not readable on the page; it is text2image's.)"""
    negative_prompt: str | None = None
    """What the picture should not show."""
    cfg_scale: float | None = None
    """How closely the picture follows the prompt; low values leave more freedom to the model."""
    sampler_index: (
        Literal[
            "Euler a",
            "Euler",
            "LMS",
            "Heun",
            "DPM2",
            "DPM2 a",
            "DPM++ 2S a",
            "DPM++ 2M",
            "DPM++ SDE",
            "DPM fast",
            "DPM adaptive",
            "LMS Karras",
            "DPM2 Karras",
            "DPM2 a Karras",
            "DPM++ 2S a Karras",
            "DPM++ SDE Karras",
            "DPM++ 2M Karras",
        ]
        | None
    ) = None
    """(Inferred: The required-flag is not readable on the page. The values are not readable either; they are text2image's.)"""
    hr_second_pass_steps: int | None = None
    """Number of diffusion steps in the high-resolution pass. (Inferred: The required-flag is not readable on the page.)"""
    hr_resize_x: Annotated[int | None, Field(ge=128, le=2048, multiple_of=8)] = None
    """Width of the picture after the high-resolution pass, in pixels. (Inferred: The required-flag is not readable on the page. The range is not readable either; it is text2image's.)"""
    hr_resize_y: Annotated[int | None, Field(ge=128, le=2048, multiple_of=8)] = None
    """Height of the picture after the high-resolution pass, in pixels. (Inferred: The required-flag is not readable on the page. The range is not readable either; it is text2image's.)"""
    denoising_strength: Annotated[float | None, Field(ge=0.0, le=1.0)] = None
    """How far the picture may depart from the base image: 0 changes almost nothing, 1 may change everything. (Inferred: The range is not readable on the page; it is text2image's.)"""
    resize_mode: float
    """How an image is fitted to the picture's size, by the mode's number. (Contradicted: A number here, an integer for image to image. This page's type is kept.)"""
    alwayson_scripts: ControlnetScripts
    """(Inferred: The required-flag is not readable on the page; required as for text2image, and because it holds required fields.)"""


class Image2imageRequest(RequestModel):
    """Which picture to redraw, what it is to show, and how far it may change."""

    model_config = ConfigDict(
        extra="allow",
    )
    prompt: str
    """What the new picture shows."""
    batch_size: int = 1
    """Number of pictures in a batch; a task draws n_iter times batch_size pictures. (Inferred: The page flags the field required. It is treated as on the text2image page, whose own example leaves it out: the client always sends it, 1 unless told otherwise.)"""
    n_iter: int | None = None
    """Number of batches drawn one after another."""
    steps: int | None = None
    """Number of diffusion steps for a picture; more steps take longer."""
    hr_scale: int | None = None
    """Factor by which the high-resolution pass enlarges the picture."""
    negative_prompt: str | None = None
    """What the picture should not show."""
    denoising_strength: Annotated[float | None, Field(ge=0.0, le=1.0)] = None
    """How far the new picture may depart from the given one: 0 changes almost nothing, 1 may change everything. (Inferred: The required-flag is not readable on the page. The range is not readable either; it is text2image's.)"""
    width: Annotated[int | None, Field(ge=128, le=1024, multiple_of=8)] = None
    """Width of the new picture in pixels. (Inferred: The range is not readable on the page; it is text2image's.)"""
    height: Annotated[int | None, Field(ge=128, le=1024, multiple_of=8)] = None
    """Height of the new picture in pixels. (Inferred: The range is not readable on the page; it is text2image's.)"""
    hr_upscaler: str | None = None
    """Name of the upscaler that the high-resolution pass uses."""
    enable_hr: bool | None = None
    """Whether a second, high-resolution pass enlarges and refines the picture. (Inferred: The required-flag is not readable on the page.)"""
    seed: str | None = None
    """Random seed, as a whole number in a string; the same seed and settings give the same picture. (Contradicted: A string here and for text2image, an integer for controlnet.)"""
    restore_faces: bool | None = None
    """Whether a further model repairs the faces. (Inferred: The required-flag is not readable on the page.)"""
    cfg_scale: int | None = None
    """How closely the picture follows the prompt; low values leave more freedom to the model. (Contradicted: An integer here, a number for text2image and controlnet. This page's type is kept.)"""
    sampler_index: (
        Literal[
            "Euler a",
            "Euler",
            "LMS",
            "Heun",
            "DPM2",
            "DPM2 a",
            "DPM++ 2S a",
            "DPM++ 2M",
            "DPM++ SDE",
            "DPM fast",
            "DPM adaptive",
            "LMS Karras",
            "DPM2 Karras",
            "DPM2 a Karras",
            "DPM++ 2S a Karras",
            "DPM++ SDE Karras",
            "DPM++ 2M Karras",
        ]
        | None
    ) = None
    """(Inferred: The required-flag is not readable on the page. The values are not readable either; they are text2image's.)"""
    hr_second_pass_steps: int | None = None
    """Number of diffusion steps in the high-resolution pass. (Inferred: The required-flag is not readable on the page.)"""
    hr_resize_x: Annotated[int | None, Field(ge=128, le=2048, multiple_of=8)] = None
    """Width of the picture after the high-resolution pass, in pixels. (Inferred: The range is not readable on the page; it is text2image's.)"""
    hr_resize_y: Annotated[int | None, Field(ge=128, le=2048, multiple_of=8)] = None
    """Height of the picture after the high-resolution pass, in pixels. (Inferred: The range is not readable on the page; it is text2image's.)"""
    resize_mode: int | None = None
    """How the given picture is fitted to the new size, by the mode's number. (Contradicted: An integer here, a number for controlnet. This page's type is kept.)"""
    mask_blur: int | None = None
    """Blur of the mask's edge, in pixels."""
    mask_blur_x: int | None = None
    """Horizontal blur of the mask's edge, in pixels."""
    mask_blur_y: int | None = None
    """Vertical blur of the mask's edge, in pixels. (Inferred: The required-flag is not readable on the page.)"""
    inpainting_fill: int | None = None
    """What fills the masked area before it is redrawn, by the choice's number. (Inferred: The required-flag is not readable on the page.)"""
    inpaint_full_res: bool | None = None
    """Which area is redrawn, the whole picture or the masked part alone. (Inferred: The required-flag is not readable on the page.)"""
    inpaint_full_res_padding: int | None = None
    """Pixels kept at the edge of the masked area. (Inferred: The required-flag is not readable on the page.)"""
    inpainting_mask_invert: int | None = None
    """Whether the masked area or all the rest is redrawn, by the choice's number. (Inferred: The required-flag is not readable on the page.)"""
    initial_noise_multiplier: float | None = None
    """Factor on the noise that is added before redrawing. (Inferred: The required-flag is not readable on the page.)"""
    image_cfg_scale: float | None = None
    """How closely the new picture follows the given one."""
    alwayson_scripts: Image2imageScripts
    """(Inferred: The required-flag is not readable on the page; required as for text2image.)"""


class Text2imageRequest(RequestModel):
    """What to draw, in which size and how often."""

    model_config = ConfigDict(
        extra="forbid",
    )
    prompt: str
    """What the picture shows. A LoRA is used by writing its sdLoraFileSimplifyName from the LoRA list into the text."""
    batch_size: int = 1
    """Number of pictures in a batch; a task draws n_iter times batch_size pictures. (Contradicted: The page flags the field required, and the page's own example leaves it out. The client always sends it, 1 unless told otherwise; that 1 is not the page's.)"""
    n_iter: int | None = None
    """Number of batches drawn one after another."""
    steps: int | None = None
    """Number of diffusion steps for a picture; more steps take longer."""
    hr_scale: int | None = None
    """Factor by which the high-resolution pass enlarges the picture."""
    negative_prompt: str | None = None
    """What the picture should not show."""
    denoising_strength: Annotated[float, Field(ge=0.0, le=1.0)] = 0.75
    """How far the picture may depart from what it starts from: 0 changes almost nothing, 1 may change everything. Usual values are 0.6 to 0.8."""
    width: Annotated[int | None, Field(ge=128, le=1024, multiple_of=8)] = None
    """Width of the picture in pixels."""
    height: Annotated[int | None, Field(ge=128, le=1024, multiple_of=8)] = None
    """Height of the picture in pixels."""
    hr_upscaler: str | None = None
    """Name of the upscaler that the high-resolution pass uses."""
    enable_hr: bool = False
    """Whether a second, high-resolution pass enlarges and refines the picture."""
    seed: str = "-1"
    """Random seed, as a whole number in a string; the same seed and settings give the same picture, and -1 draws a random one. (Contradicted: A string here and for image to image, an integer for controlnet.)"""
    restore_faces: bool = False
    """Whether a further model repairs the faces."""
    cfg_scale: float | None = None
    """How closely the picture follows the prompt; low values leave more freedom to the model. (Contradicted: The page gives the default as false, which no number can be, and its example sends 27. No default is taken over.)"""
    sampler_index: (
        Literal[
            "Euler a",
            "Euler",
            "LMS",
            "Heun",
            "DPM2",
            "DPM2 a",
            "DPM++ 2S a",
            "DPM++ 2M",
            "DPM++ SDE",
            "DPM fast",
            "DPM adaptive",
            "LMS Karras",
            "DPM2 Karras",
            "DPM2 a Karras",
            "DPM++ 2S a Karras",
            "DPM++ SDE Karras",
            "DPM++ 2M Karras",
        ]
        | None
    ) = None
    hr_second_pass_steps: int | None = None
    """Number of diffusion steps in the high-resolution pass."""
    hr_resize_x: Annotated[int | None, Field(ge=128, le=2048, multiple_of=8)] = None
    """Width of the picture after the high-resolution pass, in pixels."""
    hr_resize_y: Annotated[int | None, Field(ge=128, le=2048, multiple_of=8)] = None
    """Height of the picture after the high-resolution pass, in pixels."""
    callback_url: Annotated[str | None, Field(alias="callbackUrl")] = None
    """URL to which the service posts the finished task. The receiver acknowledges with a JSON answer whose code is "200", otherwise the service tries again."""
    alwayson_scripts: Text2imageScripts
