"""The groups of commands, and what is in each."""

# Written by `python -m generator generate`; change the spec, not this file.

from __future__ import annotations

from typing import Final

from imgopen._runtime.command.table import Entry, Group

CLIENT: Final = "ImgOpen"
TITLE: Final = "Img Open"
SUMMARY: Final = "AI images, image tools and model training over one HTTP API."
GROUPS: Final[tuple[Group, ...]] = (
    Group(
        name="sd",
        help="AI image generation: draw pictures with Stable Diffusion, and list what to draw with.",
        entries=(
            Entry(name="text2image", summary="Draw pictures from text", module="sd"),
            Entry(name="image2image", summary="Redraw a picture", module="sd"),
            Entry(name="controlnet", summary="Draw pictures guided by control images", module="sd"),
            Entry(name="query-model-list", summary="List the models", module="sd"),
            Entry(name="query-lora-list", summary="List the LoRAs", module="sd"),
            Entry(name="query-vae-list", summary="List the VAEs", module="sd"),
            Entry(name="query-embedding-list", summary="List the embeddings", module="sd"),
        ),
    ),
    Group(
        name="tasks",
        help="Task query: state and result of a submitted task.",
        entries=(
            Entry(name="query-task-info-v1", summary="Look up an archived drawing task", module="tasks"),
            Entry(name="query-task-info-v2", summary="Look up a current drawing task", module="tasks"),
            Entry(name="query-image-tool-task", summary="Look up a tool's task", module="tasks"),
        ),
    ),
    Group(
        name="training",
        help="Train model: train a LoRA on pictures of one's own, and follow the training.",
        entries=(
            Entry(name="submit-training", summary="Train a LoRA on pictures", module="training"),
            Entry(name="query-training", summary="Look up a training task", module="training"),
        ),
    ),
    Group(
        name="tools",
        help="Image tool: change, read and prepare pictures.",
        entries=(
            Entry(name="flux-text2image", summary="Draw a picture from text with Flux", module="tools"),
            Entry(name="face-swap-v1", summary="Swap one face", module="tools"),
            Entry(name="face-swap-v2", summary="Swap one face and repair it", module="tools"),
            Entry(name="instant-id", summary="Make a picture of a portrait", module="tools"),
            Entry(name="face-restoration", summary="Repair faces", module="tools"),
            Entry(name="super-resolution", summary="Raise the resolution", module="tools"),
            Entry(name="image-description", summary="Describe a picture", module="tools"),
            Entry(name="multiple-face-swap", summary="Swap faces in a group picture", module="tools"),
            Entry(name="face-detection", summary="Detect faces", module="tools"),
            Entry(name="prompt-expansion", summary="Expand a short prompt", module="tools"),
            Entry(name="hairstyle-changer", summary="Change the hairstyle", module="tools"),
            Entry(name="object-removal", summary="Remove an object", module="tools"),
            Entry(name="style-recognition", summary="Recognize the style of a picture", module="tools"),
            Entry(name="outpainting", summary="Extend a picture beyond its edges", module="tools"),
            Entry(name="cnt-preview", summary="Preview a ControlNet preprocessor", module="tools"),
            Entry(name="background-remove", summary="Remove the background", module="tools"),
            Entry(name="image-enlarge", summary="Enlarge a picture", module="tools"),
            Entry(name="image-watermark", summary="Put a watermark on a picture", module="tools"),
        ),
    ),
    Group(
        name="models",
        help="List the models.",
        entries=(Entry(name="list", summary="List the models", module="sd"),),
    ),
    Group(
        name="loras",
        help="List the LoRAs.",
        entries=(Entry(name="list", summary="List the LoRAs", module="sd"),),
    ),
    Group(
        name="vaes",
        help="List the VAEs.",
        entries=(Entry(name="list", summary="List the VAEs", module="sd"),),
    ),
    Group(
        name="embeddings",
        help="List the embeddings.",
        entries=(Entry(name="list", summary="List the embeddings", module="sd"),),
    ),
)
SUBMITTING: Final[tuple[str, ...]] = (
    "sd.controlnet",
    "sd.image2image",
    "sd.text2image",
    "tools.background_remove",
    "tools.cnt_preview",
    "tools.face_detection",
    "tools.face_restoration",
    "tools.face_swap_v1",
    "tools.face_swap_v2",
    "tools.flux_text2image",
    "tools.hairstyle_changer",
    "tools.image_description",
    "tools.image_enlarge",
    "tools.image_watermark",
    "tools.instant_id",
    "tools.multiple_face_swap",
    "tools.object_removal",
    "tools.outpainting",
    "tools.style_recognition",
    "tools.super_resolution",
    "training.submit_training",
)
