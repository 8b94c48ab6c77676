"""Plain forms of what goes into requests: dicts that can stand for models, and named choices."""

# Written by `python -m generator generate`; change the spec, not this file.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias, TypedDict

from typing_extensions import NotRequired

if TYPE_CHECKING:
    from imgopen.models.sd import ADetailer, ADetailerUnit, ControlNet, ControlNetUnit, OverrideSettings

Sampler: TypeAlias = Literal[
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
"""Name of the sampling method that turns noise into the picture."""


class ADetailerDict(TypedDict):
    """Detection and redrawing of details, such as faces and hands, after the picture is drawn. As a plain dict, for `ADetailer`."""

    args: NotRequired[Sequence[ADetailerUnit | ADetailerUnitDict | Mapping[str, object]]]


class ADetailerUnitDict(TypedDict):
    """One detailing step, that is which details are looked for and how they are redrawn. As a plain dict, for `ADetailerUnit`."""

    ad_model: NotRequired[str]
    ad_prompt: NotRequired[str]
    ad_negative_prompt: NotRequired[str]
    ad_confidence: NotRequired[float]
    ad_mask_min_ratio: NotRequired[float]
    ad_mask_max_ratio: NotRequired[float]
    ad_dilate_erode: NotRequired[int]
    ad_x_offset: NotRequired[int]
    ad_y_offset: NotRequired[int]
    ad_mask_merge_invert: NotRequired[str]
    ad_mask_blur: NotRequired[int]
    ad_denoising_strength: NotRequired[float]
    ad_inpaint_only_masked: NotRequired[bool]
    ad_inpaint_only_masked_padding: NotRequired[int]
    ad_use_inpaint_width_height: NotRequired[bool]
    ad_inpaint_width: NotRequired[int]
    ad_inpaint_height: NotRequired[int]
    ad_use_steps: NotRequired[bool]
    ad_steps: NotRequired[int]
    ad_use_cfg_scale: NotRequired[bool]
    ad_cfg_scale: NotRequired[float]
    ad_use_sampler: NotRequired[bool]
    ad_sampler: NotRequired[str]
    ad_use_noise_multiplier: NotRequired[bool]
    ad_noise_multiplier: NotRequired[float]
    ad_restore_face: NotRequired[bool]
    ad_controlnet_model: NotRequired[str]
    ad_controlnet_module: NotRequired[str]
    ad_controlnet_weight: NotRequired[float]
    ad_controlnet_guidance_start: NotRequired[float]
    ad_controlnet_guidance_end: NotRequired[float]


class ControlNetDict(TypedDict):
    """The control images and how they guide the drawing. The kinds that the service names are canny, depth, inpaint, lineart, MLSD, NormalMap, OpenPose, Reference, Scribble, Segmentation, Shuffle, SoftEdge, T2I-Adapter, Tile, Recolor, IP-Adapter and Instant-ID. As a plain dict, for `ControlNet`."""

    args: NotRequired[Sequence[ControlNetUnit | ControlNetUnitDict | Mapping[str, object]]]


class ControlNetUnitDict(TypedDict):
    """One control image with its preprocessor, its model and its share in the drawing. As a plain dict, for `ControlNetUnit`."""

    image: NotRequired[str]
    module: NotRequired[str]
    model: NotRequired[str]
    weight: NotRequired[float]
    guidance_start: NotRequired[float]
    guidance_end: NotRequired[float]
    control_mode: NotRequired[int | str]
    processor_res: NotRequired[int]
    threshold_a: NotRequired[float]
    threshold_b: NotRequired[float]
    pixel_perfect: NotRequired[bool]


class ControlnetScriptsDict(TypedDict):
    """The task's id, the model to draw with, the control images, and further settings. As a plain dict, for `ControlnetScripts`."""

    sd_model_checkpoint: NotRequired[str]
    override_settings: NotRequired[OverrideSettings | OverrideSettingsDict | Mapping[str, object]]
    id_task: NotRequired[str]
    sd_vae: NotRequired[str]
    output_image_format: NotRequired[Literal["jpg", "png"]]
    image_link: NotRequired[str]
    controlnet: ControlNet | ControlNetDict | Mapping[str, object]


class Image2imageScriptsDict(TypedDict):
    """The task's id, the model to draw with, the pictures to start from, and further settings. As a plain dict, for `Image2imageScripts`."""

    sd_model_checkpoint: str
    id_task: NotRequired[str]
    sd_vae: NotRequired[str]
    override_settings: NotRequired[OverrideSettings | OverrideSettingsDict | Mapping[str, object]]
    output_image_format: NotRequired[Literal["jpg", "png"]]
    ADetailer: NotRequired[ADetailer | ADetailerDict | Mapping[str, object]]
    image_link: NotRequired[str]
    mask_link: NotRequired[str]


class OverrideSettingsDict(TypedDict):
    """Settings of the drawing engine that replace its own for this task, by name. As a plain dict, for `OverrideSettings`."""

    CLIP_stop_at_last_layers: NotRequired[int]


class Text2imageScriptsDict(TypedDict):
    """The task's id, the model to draw with, and further settings. As a plain dict, for `Text2imageScripts`."""

    sd_model_checkpoint: str
    id_task: NotRequired[str]
    sd_vae: NotRequired[str]
    override_settings: NotRequired[OverrideSettings | OverrideSettingsDict | Mapping[str, object]]
    output_image_format: NotRequired[Literal["jpg", "png"]]
    ADetailer: NotRequired[ADetailer | ADetailerDict | Mapping[str, object]]
