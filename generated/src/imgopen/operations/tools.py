"""The operations of `tools`, as the runtime needs to know them."""

# Written by `python -m generator generate`; change the spec, not this file.

from __future__ import annotations

from imgopen._runtime.operation import Operation
from imgopen.models.tools import (
    BackgroundRemoveRequest,
    CntPreviewRequest,
    FaceDetectionRequest,
    FaceRestorationRequest,
    FaceSwapV1Request,
    FaceSwapV2Request,
    FluxText2imageRequest,
    FluxText2imageResult,
    FluxText2imageResultAnswer,
    HairstyleChangerRequest,
    ImageDescriptionRequest,
    ImageDescriptionResult,
    ImageDescriptionResultAnswer,
    ImageEnlargeRequest,
    ImageWatermarkRequest,
    InstantIdRequest,
    InstantIdResult,
    InstantIdResultAnswer,
    MultipleFaceSwapRequest,
    ObjectRemovalRequest,
    OutpaintingRequest,
    PromptExpansionRequest,
    PromptExpansionResult,
    PromptExpansionResultAnswer,
    QueuedToolTask,
    QueuedToolTaskAnswer,
    StyleRecognitionRequest,
    SuperResolutionRequest,
    ToolReceipt,
    ToolReceiptAnswer,
)

FLUX_TEXT2IMAGE: Operation[FluxText2imageResult] = Operation(
    name="tools.flux_text2image",
    method="POST",
    path="/AIGCImgOpenServ/saas/tool/comfyui/text2image",
    answer=FluxText2imageResultAnswer,
    body=FluxText2imageRequest,
)
FACE_SWAP_V1: Operation[ToolReceipt] = Operation(
    name="tools.face_swap_v1",
    method="POST",
    path="/AIGCImgOpenServ/saas/tool/roop",
    answer=ToolReceiptAnswer,
    body=FaceSwapV1Request,
)
FACE_SWAP_V2: Operation[ToolReceipt] = Operation(
    name="tools.face_swap_v2",
    method="POST",
    path="/AIGCImgOpenServ/saas/tool/v2/roop",
    answer=ToolReceiptAnswer,
    body=FaceSwapV2Request,
)
INSTANT_ID: Operation[InstantIdResult] = Operation(
    name="tools.instant_id",
    method="POST",
    path="/AIGCImgOpenServ/saas/tool/instantID",
    answer=InstantIdResultAnswer,
    body=InstantIdRequest,
)
FACE_RESTORATION: Operation[ToolReceipt] = Operation(
    name="tools.face_restoration",
    method="POST",
    path="/AIGCImgOpenServ/saas/tool/codeformer",
    answer=ToolReceiptAnswer,
    body=FaceRestorationRequest,
    inferred="The menu lists the endpoint and nothing else is known of it. The path is our guess after those of the other tools, and request and answer are modelled after them.",
)
SUPER_RESOLUTION: Operation[ToolReceipt] = Operation(
    name="tools.super_resolution",
    method="POST",
    path="/AIGCImgOpenServ/saas/tool/superResolution",
    answer=ToolReceiptAnswer,
    body=SuperResolutionRequest,
    inferred="The menu lists the endpoint and nothing else is known of it. The path is our guess after those of the other tools, and request and answer are modelled after them.",
)
IMAGE_DESCRIPTION: Operation[ImageDescriptionResult] = Operation(
    name="tools.image_description",
    method="POST",
    path="/AIGCImgOpenServ/saas/tool/interrogate",
    answer=ImageDescriptionResultAnswer,
    body=ImageDescriptionRequest,
)
MULTIPLE_FACE_SWAP: Operation[ToolReceipt] = Operation(
    name="tools.multiple_face_swap",
    method="POST",
    path="/AIGCImgOpenServ/saas/tool/face/fusion",
    answer=ToolReceiptAnswer,
    body=MultipleFaceSwapRequest,
)
FACE_DETECTION: Operation[ToolReceipt] = Operation(
    name="tools.face_detection",
    method="POST",
    path="/AIGCImgOpenServ/saas/tool/face/detection",
    answer=ToolReceiptAnswer,
    body=FaceDetectionRequest,
)
PROMPT_EXPANSION: Operation[PromptExpansionResult] = Operation(
    name="tools.prompt_expansion",
    method="POST",
    path="/AIGCImgOpenServ/saas/tool/prompts/expand",
    answer=PromptExpansionResultAnswer,
    body=PromptExpansionRequest,
)
HAIRSTYLE_CHANGER: Operation[ToolReceipt] = Operation(
    name="tools.hairstyle_changer",
    method="POST",
    path="/AIGCImgOpenServ/saas/tool/hair/change",
    answer=ToolReceiptAnswer,
    body=HairstyleChangerRequest,
)
OBJECT_REMOVAL: Operation[ToolReceipt] = Operation(
    name="tools.object_removal",
    method="POST",
    path="/AIGCImgOpenServ/saas/tool/objectRemoval",
    answer=ToolReceiptAnswer,
    body=ObjectRemovalRequest,
    inferred="The menu lists the endpoint and nothing else is known of it. The path is our guess after those of the other tools, and request and answer are modelled after them.",
)
STYLE_RECOGNITION: Operation[QueuedToolTask] = Operation(
    name="tools.style_recognition",
    method="POST",
    path="/AIGCImgOpenServ/saas/tool/identifyStyle",
    answer=QueuedToolTaskAnswer,
    body=StyleRecognitionRequest,
)
OUTPAINTING: Operation[QueuedToolTask] = Operation(
    name="tools.outpainting",
    method="POST",
    path="/AIGCImgOpenServ/saas/tool/imgExpand",
    answer=QueuedToolTaskAnswer,
    body=OutpaintingRequest,
)
CNT_PREVIEW: Operation[QueuedToolTask] = Operation(
    name="tools.cnt_preview",
    method="POST",
    path="/AIGCImgOpenServ/saas/tool/cnt/preview",
    answer=QueuedToolTaskAnswer,
    body=CntPreviewRequest,
)
BACKGROUND_REMOVE: Operation[ToolReceipt] = Operation(
    name="tools.background_remove",
    method="POST",
    path="/AIGCImgOpenServ/saas/tool/backgroundRemove",
    answer=ToolReceiptAnswer,
    body=BackgroundRemoveRequest,
    inferred="The menu lists the endpoint and nothing else is known of it. The path is our guess after those of the other tools, and request and answer are modelled after them.",
)
IMAGE_ENLARGE: Operation[ToolReceipt] = Operation(
    name="tools.image_enlarge",
    method="POST",
    path="/AIGCImgOpenServ/saas/tool/imageEnlarge",
    answer=ToolReceiptAnswer,
    body=ImageEnlargeRequest,
    inferred="The menu lists the endpoint and nothing else is known of it. The path is our guess after those of the other tools, and request and answer are modelled after them.",
)
IMAGE_WATERMARK: Operation[ToolReceipt] = Operation(
    name="tools.image_watermark",
    method="POST",
    path="/AIGCImgOpenServ/saas/tool/imageWatermark",
    answer=ToolReceiptAnswer,
    body=ImageWatermarkRequest,
    inferred="The menu lists the endpoint and nothing else is known of it. The path is our guess after those of the other tools, and request and answer are modelled after them.",
)
