"""The operations of `tools`, as the runtime needs to know them."""

# Written by `python -m generator generate`; change the spec, not this file.

from __future__ import annotations

from imgopen._runtime import roles
from imgopen._runtime.operation import CallbackRole, Operation
from imgopen.models.shared import ToolTaskInfoAnswer
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
    submission=roles.Submission(
        id=("business_task_id",),
        key=("businessTaskId",),
        makes_id=True,
        questions=(
            roles.Question(
                operation="tasks.query_image_tool_task",
                id_argument="business_task_id",
                parameters=(("tool_code", "comfyui/text2image"),),
            ),
        ),
    ),
    callback=CallbackRole(
        url=("callback_url",),
        answer=ToolTaskInfoAnswer,
        report=roles.Report(
            state=("status",),
            states=roles.States(pending=(0,), succeeded=(1,)),
            id=("business_task_id",),
            pictures=roles.PicturesAt(url=("output_image_url",)),
        ),
        acknowledgement=roles.Acknowledgement(key="code", value="200"),
    ),
)
FACE_SWAP_V1: Operation[ToolReceipt] = Operation(
    name="tools.face_swap_v1",
    method="POST",
    path="/AIGCImgOpenServ/saas/tool/roop",
    answer=ToolReceiptAnswer,
    body=FaceSwapV1Request,
    submission=roles.Submission(
        id=("business_task_id",),
        key=("businessTaskId",),
        makes_id=True,
        questions=(
            roles.Question(
                operation="tasks.query_image_tool_task",
                id_argument="business_task_id",
                parameters=(("tool_code", "roop"),),
            ),
        ),
    ),
)
FACE_SWAP_V2: Operation[ToolReceipt] = Operation(
    name="tools.face_swap_v2",
    method="POST",
    path="/AIGCImgOpenServ/saas/tool/v2/roop",
    answer=ToolReceiptAnswer,
    body=FaceSwapV2Request,
    submission=roles.Submission(
        id=("business_task_id",),
        key=("businessTaskId",),
        makes_id=True,
        questions=(
            roles.Question(
                operation="tasks.query_image_tool_task",
                id_argument="business_task_id",
                parameters=(("tool_code", "v2/roop"),),
            ),
        ),
    ),
)
INSTANT_ID: Operation[InstantIdResult] = Operation(
    name="tools.instant_id",
    method="POST",
    path="/AIGCImgOpenServ/saas/tool/instantID",
    answer=InstantIdResultAnswer,
    body=InstantIdRequest,
    submission=roles.Submission(
        id=("business_task_id",),
        key=("businessTaskId",),
        makes_id=True,
        questions=(
            roles.Question(
                operation="tasks.query_image_tool_task",
                id_argument="business_task_id",
                parameters=(("tool_code", "instantID"),),
            ),
        ),
    ),
    callback=CallbackRole(
        url=("callback_url",),
        answer=ToolTaskInfoAnswer,
        report=roles.Report(
            state=("status",),
            states=roles.States(pending=(0,), succeeded=(1,)),
            id=("business_task_id",),
            pictures=roles.PicturesAt(url=("output_image_url",)),
        ),
        acknowledgement=roles.Acknowledgement(key="code", value="200"),
    ),
)
FACE_RESTORATION: Operation[ToolReceipt] = Operation(
    name="tools.face_restoration",
    method="POST",
    path="/AIGCImgOpenServ/saas/tool/codeformer",
    answer=ToolReceiptAnswer,
    body=FaceRestorationRequest,
    submission=roles.Submission(
        id=("business_task_id",),
        key=("businessTaskId",),
        makes_id=True,
        questions=(
            roles.Question(
                operation="tasks.query_image_tool_task",
                id_argument="business_task_id",
                parameters=(("tool_code", "codeformer"),),
            ),
        ),
    ),
    callback=CallbackRole(
        url=("callback_url",),
        answer=ToolTaskInfoAnswer,
        report=roles.Report(
            state=("status",),
            states=roles.States(pending=(0,), succeeded=(1,)),
            id=("business_task_id",),
            pictures=roles.PicturesAt(url=("output_image_url",)),
        ),
        acknowledgement=roles.Acknowledgement(key="code", value="200"),
    ),
    inferred="The menu lists the endpoint and nothing else is known of it. The path is our guess after those of the other tools, and request and answer are modelled after them.",
)
SUPER_RESOLUTION: Operation[ToolReceipt] = Operation(
    name="tools.super_resolution",
    method="POST",
    path="/AIGCImgOpenServ/saas/tool/superResolution",
    answer=ToolReceiptAnswer,
    body=SuperResolutionRequest,
    submission=roles.Submission(
        id=("business_task_id",),
        key=("businessTaskId",),
        makes_id=True,
        questions=(
            roles.Question(
                operation="tasks.query_image_tool_task",
                id_argument="business_task_id",
                parameters=(("tool_code", "superResolution"),),
            ),
        ),
    ),
    callback=CallbackRole(
        url=("callback_url",),
        answer=ToolTaskInfoAnswer,
        report=roles.Report(
            state=("status",),
            states=roles.States(pending=(0,), succeeded=(1,)),
            id=("business_task_id",),
            pictures=roles.PicturesAt(url=("output_image_url",)),
        ),
        acknowledgement=roles.Acknowledgement(key="code", value="200"),
    ),
    inferred="The menu lists the endpoint and nothing else is known of it. The path is our guess after those of the other tools, and request and answer are modelled after them.",
)
IMAGE_DESCRIPTION: Operation[ImageDescriptionResult] = Operation(
    name="tools.image_description",
    method="POST",
    path="/AIGCImgOpenServ/saas/tool/interrogate",
    answer=ImageDescriptionResultAnswer,
    body=ImageDescriptionRequest,
    submission=roles.Submission(
        id=("business_task_id",),
        key=("businessTaskId",),
        makes_id=True,
        questions=(
            roles.Question(
                operation="tasks.query_image_tool_task",
                id_argument="business_task_id",
                parameters=(("tool_code", "interrogate"),),
            ),
        ),
    ),
    callback=CallbackRole(
        url=("callback_url",),
        answer=ToolTaskInfoAnswer,
        report=roles.Report(
            state=("status",),
            states=roles.States(pending=(0,), succeeded=(1,)),
            id=("business_task_id",),
            pictures=roles.PicturesAt(url=("output_image_url",)),
        ),
        acknowledgement=roles.Acknowledgement(key="code", value="200"),
    ),
)
MULTIPLE_FACE_SWAP: Operation[ToolReceipt] = Operation(
    name="tools.multiple_face_swap",
    method="POST",
    path="/AIGCImgOpenServ/saas/tool/face/fusion",
    answer=ToolReceiptAnswer,
    body=MultipleFaceSwapRequest,
    submission=roles.Submission(
        id=("business_task_id",),
        key=("businessTaskId",),
        makes_id=True,
        questions=(
            roles.Question(
                operation="tasks.query_image_tool_task",
                id_argument="business_task_id",
                parameters=(("tool_code", "face/fusion"),),
            ),
        ),
    ),
    callback=CallbackRole(
        url=("callback_url",),
        answer=ToolTaskInfoAnswer,
        report=roles.Report(
            state=("status",),
            states=roles.States(pending=(0,), succeeded=(1,)),
            id=("business_task_id",),
            pictures=roles.PicturesAt(url=("output_image_url",)),
        ),
        acknowledgement=roles.Acknowledgement(key="code", value="200"),
    ),
)
FACE_DETECTION: Operation[ToolReceipt] = Operation(
    name="tools.face_detection",
    method="POST",
    path="/AIGCImgOpenServ/saas/tool/face/detection",
    answer=ToolReceiptAnswer,
    body=FaceDetectionRequest,
    submission=roles.Submission(
        id=("business_task_id",),
        key=("businessTaskId",),
        makes_id=True,
        questions=(
            roles.Question(
                operation="tasks.query_image_tool_task",
                id_argument="business_task_id",
                parameters=(("tool_code", "face/detection"),),
            ),
        ),
    ),
    callback=CallbackRole(
        url=("callback_url",),
        answer=ToolTaskInfoAnswer,
        report=roles.Report(
            state=("status",),
            states=roles.States(pending=(0,), succeeded=(1,)),
            id=("business_task_id",),
            pictures=roles.PicturesAt(url=("output_image_url",)),
        ),
        acknowledgement=roles.Acknowledgement(key="code", value="200"),
    ),
)
PROMPT_EXPANSION: Operation[PromptExpansionResult] = Operation(
    name="tools.prompt_expansion",
    method="POST",
    path="/AIGCImgOpenServ/saas/tool/prompts/expand",
    answer=PromptExpansionResultAnswer,
    body=PromptExpansionRequest,
    submission=roles.Submission(
        id=("business_task_id",), key=("businessTaskId",), makes_id=True, questions=()
    ),
)
HAIRSTYLE_CHANGER: Operation[ToolReceipt] = Operation(
    name="tools.hairstyle_changer",
    method="POST",
    path="/AIGCImgOpenServ/saas/tool/hair/change",
    answer=ToolReceiptAnswer,
    body=HairstyleChangerRequest,
    submission=roles.Submission(
        id=("business_task_id",),
        key=("businessTaskId",),
        makes_id=True,
        questions=(
            roles.Question(
                operation="tasks.query_image_tool_task",
                id_argument="business_task_id",
                parameters=(("tool_code", "hair/change"),),
            ),
        ),
    ),
    callback=CallbackRole(
        url=("callback_url",),
        answer=ToolTaskInfoAnswer,
        report=roles.Report(
            state=("status",),
            states=roles.States(pending=(0,), succeeded=(1,)),
            id=("business_task_id",),
            pictures=roles.PicturesAt(url=("output_image_url",)),
        ),
        acknowledgement=roles.Acknowledgement(key="code", value="200"),
    ),
)
OBJECT_REMOVAL: Operation[ToolReceipt] = Operation(
    name="tools.object_removal",
    method="POST",
    path="/AIGCImgOpenServ/saas/tool/objectRemoval",
    answer=ToolReceiptAnswer,
    body=ObjectRemovalRequest,
    submission=roles.Submission(
        id=("business_task_id",),
        key=("businessTaskId",),
        makes_id=True,
        questions=(
            roles.Question(
                operation="tasks.query_image_tool_task",
                id_argument="business_task_id",
                parameters=(("tool_code", "objectRemoval"),),
            ),
        ),
    ),
    callback=CallbackRole(
        url=("callback_url",),
        answer=ToolTaskInfoAnswer,
        report=roles.Report(
            state=("status",),
            states=roles.States(pending=(0,), succeeded=(1,)),
            id=("business_task_id",),
            pictures=roles.PicturesAt(url=("output_image_url",)),
        ),
        acknowledgement=roles.Acknowledgement(key="code", value="200"),
    ),
    inferred="The menu lists the endpoint and nothing else is known of it. The path is our guess after those of the other tools, and request and answer are modelled after them.",
)
STYLE_RECOGNITION: Operation[QueuedToolTask] = Operation(
    name="tools.style_recognition",
    method="POST",
    path="/AIGCImgOpenServ/saas/tool/identifyStyle",
    answer=QueuedToolTaskAnswer,
    body=StyleRecognitionRequest,
    submission=roles.Submission(
        id=("business_task_id",),
        key=("businessTaskId",),
        makes_id=True,
        questions=(
            roles.Question(
                operation="tasks.query_image_tool_task",
                id_argument="business_task_id",
                parameters=(("tool_code", "identifyStyle"),),
            ),
        ),
    ),
    callback=CallbackRole(
        url=("callback_url",),
        answer=ToolTaskInfoAnswer,
        report=roles.Report(
            state=("status",),
            states=roles.States(pending=(0,), succeeded=(1,)),
            id=("business_task_id",),
            pictures=roles.PicturesAt(url=("output_image_url",)),
        ),
        acknowledgement=roles.Acknowledgement(key="code", value="200"),
    ),
)
OUTPAINTING: Operation[QueuedToolTask] = Operation(
    name="tools.outpainting",
    method="POST",
    path="/AIGCImgOpenServ/saas/tool/imgExpand",
    answer=QueuedToolTaskAnswer,
    body=OutpaintingRequest,
    submission=roles.Submission(
        id=("business_task_id",),
        key=("businessTaskId",),
        makes_id=True,
        questions=(
            roles.Question(
                operation="tasks.query_image_tool_task",
                id_argument="business_task_id",
                parameters=(("tool_code", "imgExpand"),),
            ),
        ),
    ),
    callback=CallbackRole(
        url=("callback_url",),
        answer=ToolTaskInfoAnswer,
        report=roles.Report(
            state=("status",),
            states=roles.States(pending=(0,), succeeded=(1,)),
            id=("business_task_id",),
            pictures=roles.PicturesAt(url=("output_image_url",)),
        ),
        acknowledgement=roles.Acknowledgement(key="code", value="200"),
    ),
)
CNT_PREVIEW: Operation[QueuedToolTask] = Operation(
    name="tools.cnt_preview",
    method="POST",
    path="/AIGCImgOpenServ/saas/tool/cnt/preview",
    answer=QueuedToolTaskAnswer,
    body=CntPreviewRequest,
    submission=roles.Submission(
        id=("business_task_id",),
        key=("businessTaskId",),
        makes_id=True,
        questions=(
            roles.Question(
                operation="tasks.query_image_tool_task",
                id_argument="business_task_id",
                parameters=(("tool_code", "cnt/preview"),),
            ),
        ),
    ),
    callback=CallbackRole(
        url=("callback_url",),
        answer=ToolTaskInfoAnswer,
        report=roles.Report(
            state=("status",),
            states=roles.States(pending=(0,), succeeded=(1,)),
            id=("business_task_id",),
            pictures=roles.PicturesAt(url=("output_image_url",)),
        ),
        acknowledgement=roles.Acknowledgement(key="code", value="200"),
    ),
)
BACKGROUND_REMOVE: Operation[ToolReceipt] = Operation(
    name="tools.background_remove",
    method="POST",
    path="/AIGCImgOpenServ/saas/tool/backgroundRemove",
    answer=ToolReceiptAnswer,
    body=BackgroundRemoveRequest,
    submission=roles.Submission(
        id=("business_task_id",),
        key=("businessTaskId",),
        makes_id=True,
        questions=(
            roles.Question(
                operation="tasks.query_image_tool_task",
                id_argument="business_task_id",
                parameters=(("tool_code", "backgroundRemove"),),
            ),
        ),
    ),
    callback=CallbackRole(
        url=("callback_url",),
        answer=ToolTaskInfoAnswer,
        report=roles.Report(
            state=("status",),
            states=roles.States(pending=(0,), succeeded=(1,)),
            id=("business_task_id",),
            pictures=roles.PicturesAt(url=("output_image_url",)),
        ),
        acknowledgement=roles.Acknowledgement(key="code", value="200"),
    ),
    inferred="The menu lists the endpoint and nothing else is known of it. The path is our guess after those of the other tools, and request and answer are modelled after them.",
)
IMAGE_ENLARGE: Operation[ToolReceipt] = Operation(
    name="tools.image_enlarge",
    method="POST",
    path="/AIGCImgOpenServ/saas/tool/imageEnlarge",
    answer=ToolReceiptAnswer,
    body=ImageEnlargeRequest,
    submission=roles.Submission(
        id=("business_task_id",),
        key=("businessTaskId",),
        makes_id=True,
        questions=(
            roles.Question(
                operation="tasks.query_image_tool_task",
                id_argument="business_task_id",
                parameters=(("tool_code", "imageEnlarge"),),
            ),
        ),
    ),
    callback=CallbackRole(
        url=("callback_url",),
        answer=ToolTaskInfoAnswer,
        report=roles.Report(
            state=("status",),
            states=roles.States(pending=(0,), succeeded=(1,)),
            id=("business_task_id",),
            pictures=roles.PicturesAt(url=("output_image_url",)),
        ),
        acknowledgement=roles.Acknowledgement(key="code", value="200"),
    ),
    inferred="The menu lists the endpoint and nothing else is known of it. The path is our guess after those of the other tools, and request and answer are modelled after them.",
)
IMAGE_WATERMARK: Operation[ToolReceipt] = Operation(
    name="tools.image_watermark",
    method="POST",
    path="/AIGCImgOpenServ/saas/tool/imageWatermark",
    answer=ToolReceiptAnswer,
    body=ImageWatermarkRequest,
    submission=roles.Submission(
        id=("business_task_id",),
        key=("businessTaskId",),
        makes_id=True,
        questions=(
            roles.Question(
                operation="tasks.query_image_tool_task",
                id_argument="business_task_id",
                parameters=(("tool_code", "imageWatermark"),),
            ),
        ),
    ),
    callback=CallbackRole(
        url=("callback_url",),
        answer=ToolTaskInfoAnswer,
        report=roles.Report(
            state=("status",),
            states=roles.States(pending=(0,), succeeded=(1,)),
            id=("business_task_id",),
            pictures=roles.PicturesAt(url=("output_image_url",)),
        ),
        acknowledgement=roles.Acknowledgement(key="code", value="200"),
    ),
    inferred="The menu lists the endpoint and nothing else is known of it. The path is our guess after those of the other tools, and request and answer are modelled after them.",
)
