"""Models: what goes into requests, what answers hold."""

# Written by `python -m generator generate`; change the spec, not this file.

from __future__ import annotations

from typing import TYPE_CHECKING

from imgopen._runtime.lazy import lazy_exports

if TYPE_CHECKING:
    from imgopen.models.sd import ADetailer as ADetailer
    from imgopen.models.sd import ADetailerUnit as ADetailerUnit
    from imgopen.models.sd import ControlNet as ControlNet
    from imgopen.models.sd import ControlnetRequest as ControlnetRequest
    from imgopen.models.sd import ControlnetScripts as ControlnetScripts
    from imgopen.models.sd import ControlNetUnit as ControlNetUnit
    from imgopen.models.sd import EmbeddingPage as EmbeddingPage
    from imgopen.models.sd import EmbeddingPageAnswer as EmbeddingPageAnswer
    from imgopen.models.sd import Image2imageRequest as Image2imageRequest
    from imgopen.models.sd import Image2imageScripts as Image2imageScripts
    from imgopen.models.sd import Lora as Lora
    from imgopen.models.sd import LoraPage as LoraPage
    from imgopen.models.sd import LoraPageAnswer as LoraPageAnswer
    from imgopen.models.sd import Model as Model
    from imgopen.models.sd import ModelPage as ModelPage
    from imgopen.models.sd import ModelPageAnswer as ModelPageAnswer
    from imgopen.models.sd import OverrideSettings as OverrideSettings
    from imgopen.models.sd import QueryEmbeddingListRequest as QueryEmbeddingListRequest
    from imgopen.models.sd import QueryLoraListRequest as QueryLoraListRequest
    from imgopen.models.sd import QueryModelListRequest as QueryModelListRequest
    from imgopen.models.sd import QueryVaeListRequest as QueryVaeListRequest
    from imgopen.models.sd import TaskReceipt as TaskReceipt
    from imgopen.models.sd import TaskReceiptAnswer as TaskReceiptAnswer
    from imgopen.models.sd import Text2imageRequest as Text2imageRequest
    from imgopen.models.sd import Text2imageScripts as Text2imageScripts
    from imgopen.models.sd import VaePage as VaePage
    from imgopen.models.sd import VaePageAnswer as VaePageAnswer
    from imgopen.models.shared import DrawnImage as DrawnImage
    from imgopen.models.shared import Face as Face
    from imgopen.models.shared import ImageAudit as ImageAudit
    from imgopen.models.shared import SdTaskInfo as SdTaskInfo
    from imgopen.models.shared import SdTaskInfoAnswer as SdTaskInfoAnswer
    from imgopen.models.shared import TemporaryImage as TemporaryImage
    from imgopen.models.shared import ToolTaskInfo as ToolTaskInfo
    from imgopen.models.shared import ToolTaskInfoAnswer as ToolTaskInfoAnswer
    from imgopen.models.tasks import ArchivedSdTaskInfo as ArchivedSdTaskInfo
    from imgopen.models.tasks import ArchivedSdTaskInfoAnswer as ArchivedSdTaskInfoAnswer
    from imgopen.models.tasks import QueryImageToolTaskParameters as QueryImageToolTaskParameters
    from imgopen.models.tasks import QueryImageToolTaskRequest as QueryImageToolTaskRequest
    from imgopen.models.tasks import QueryTaskInfoV1Request as QueryTaskInfoV1Request
    from imgopen.models.tasks import QueryTaskInfoV2Request as QueryTaskInfoV2Request
    from imgopen.models.tools import BackgroundRemoveRequest as BackgroundRemoveRequest
    from imgopen.models.tools import CntPreviewRequest as CntPreviewRequest
    from imgopen.models.tools import FaceDetectionRequest as FaceDetectionRequest
    from imgopen.models.tools import FaceRestorationRequest as FaceRestorationRequest
    from imgopen.models.tools import FaceSwapV1Request as FaceSwapV1Request
    from imgopen.models.tools import FaceSwapV2Request as FaceSwapV2Request
    from imgopen.models.tools import FluxText2imageRequest as FluxText2imageRequest
    from imgopen.models.tools import FluxText2imageResult as FluxText2imageResult
    from imgopen.models.tools import FluxText2imageResultAnswer as FluxText2imageResultAnswer
    from imgopen.models.tools import HairstyleChangerRequest as HairstyleChangerRequest
    from imgopen.models.tools import ImageDescriptionRequest as ImageDescriptionRequest
    from imgopen.models.tools import ImageDescriptionResult as ImageDescriptionResult
    from imgopen.models.tools import ImageDescriptionResultAnswer as ImageDescriptionResultAnswer
    from imgopen.models.tools import ImageEnlargeRequest as ImageEnlargeRequest
    from imgopen.models.tools import ImageWatermarkRequest as ImageWatermarkRequest
    from imgopen.models.tools import InstantIdRequest as InstantIdRequest
    from imgopen.models.tools import InstantIdResult as InstantIdResult
    from imgopen.models.tools import InstantIdResultAnswer as InstantIdResultAnswer
    from imgopen.models.tools import MultipleFaceSwapRequest as MultipleFaceSwapRequest
    from imgopen.models.tools import ObjectRemovalRequest as ObjectRemovalRequest
    from imgopen.models.tools import OutpaintingRequest as OutpaintingRequest
    from imgopen.models.tools import PromptExpansionRequest as PromptExpansionRequest
    from imgopen.models.tools import PromptExpansionResult as PromptExpansionResult
    from imgopen.models.tools import PromptExpansionResultAnswer as PromptExpansionResultAnswer
    from imgopen.models.tools import QueuedToolTask as QueuedToolTask
    from imgopen.models.tools import QueuedToolTaskAnswer as QueuedToolTaskAnswer
    from imgopen.models.tools import StyleRecognitionRequest as StyleRecognitionRequest
    from imgopen.models.tools import SuperResolutionRequest as SuperResolutionRequest
    from imgopen.models.tools import ToolReceipt as ToolReceipt
    from imgopen.models.tools import ToolReceiptAnswer as ToolReceiptAnswer
    from imgopen.models.training import QueryTrainingRequest as QueryTrainingRequest
    from imgopen.models.training import SubmitTrainingRequest as SubmitTrainingRequest
    from imgopen.models.training import TrainingInfo as TrainingInfo
    from imgopen.models.training import TrainingInfoAnswer as TrainingInfoAnswer
    from imgopen.models.training import TrainingReceipt as TrainingReceipt
    from imgopen.models.training import TrainingReceiptAnswer as TrainingReceiptAnswer

__all__ = [
    "ADetailer",
    "ADetailerUnit",
    "ArchivedSdTaskInfo",
    "ArchivedSdTaskInfoAnswer",
    "BackgroundRemoveRequest",
    "CntPreviewRequest",
    "ControlNet",
    "ControlNetUnit",
    "ControlnetRequest",
    "ControlnetScripts",
    "DrawnImage",
    "EmbeddingPage",
    "EmbeddingPageAnswer",
    "Face",
    "FaceDetectionRequest",
    "FaceRestorationRequest",
    "FaceSwapV1Request",
    "FaceSwapV2Request",
    "FluxText2imageRequest",
    "FluxText2imageResult",
    "FluxText2imageResultAnswer",
    "HairstyleChangerRequest",
    "Image2imageRequest",
    "Image2imageScripts",
    "ImageAudit",
    "ImageDescriptionRequest",
    "ImageDescriptionResult",
    "ImageDescriptionResultAnswer",
    "ImageEnlargeRequest",
    "ImageWatermarkRequest",
    "InstantIdRequest",
    "InstantIdResult",
    "InstantIdResultAnswer",
    "Lora",
    "LoraPage",
    "LoraPageAnswer",
    "Model",
    "ModelPage",
    "ModelPageAnswer",
    "MultipleFaceSwapRequest",
    "ObjectRemovalRequest",
    "OutpaintingRequest",
    "OverrideSettings",
    "PromptExpansionRequest",
    "PromptExpansionResult",
    "PromptExpansionResultAnswer",
    "QueryEmbeddingListRequest",
    "QueryImageToolTaskParameters",
    "QueryImageToolTaskRequest",
    "QueryLoraListRequest",
    "QueryModelListRequest",
    "QueryTaskInfoV1Request",
    "QueryTaskInfoV2Request",
    "QueryTrainingRequest",
    "QueryVaeListRequest",
    "QueuedToolTask",
    "QueuedToolTaskAnswer",
    "SdTaskInfo",
    "SdTaskInfoAnswer",
    "StyleRecognitionRequest",
    "SubmitTrainingRequest",
    "SuperResolutionRequest",
    "TaskReceipt",
    "TaskReceiptAnswer",
    "TemporaryImage",
    "Text2imageRequest",
    "Text2imageScripts",
    "ToolReceipt",
    "ToolReceiptAnswer",
    "ToolTaskInfo",
    "ToolTaskInfoAnswer",
    "TrainingInfo",
    "TrainingInfoAnswer",
    "TrainingReceipt",
    "TrainingReceiptAnswer",
    "VaePage",
    "VaePageAnswer",
]

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_exports(
        __name__,
        {
            "ADetailer": "imgopen.models.sd",
            "ADetailerUnit": "imgopen.models.sd",
            "ArchivedSdTaskInfo": "imgopen.models.tasks",
            "ArchivedSdTaskInfoAnswer": "imgopen.models.tasks",
            "BackgroundRemoveRequest": "imgopen.models.tools",
            "CntPreviewRequest": "imgopen.models.tools",
            "ControlNet": "imgopen.models.sd",
            "ControlNetUnit": "imgopen.models.sd",
            "ControlnetRequest": "imgopen.models.sd",
            "ControlnetScripts": "imgopen.models.sd",
            "DrawnImage": "imgopen.models.shared",
            "EmbeddingPage": "imgopen.models.sd",
            "EmbeddingPageAnswer": "imgopen.models.sd",
            "Face": "imgopen.models.shared",
            "FaceDetectionRequest": "imgopen.models.tools",
            "FaceRestorationRequest": "imgopen.models.tools",
            "FaceSwapV1Request": "imgopen.models.tools",
            "FaceSwapV2Request": "imgopen.models.tools",
            "FluxText2imageRequest": "imgopen.models.tools",
            "FluxText2imageResult": "imgopen.models.tools",
            "FluxText2imageResultAnswer": "imgopen.models.tools",
            "HairstyleChangerRequest": "imgopen.models.tools",
            "Image2imageRequest": "imgopen.models.sd",
            "Image2imageScripts": "imgopen.models.sd",
            "ImageAudit": "imgopen.models.shared",
            "ImageDescriptionRequest": "imgopen.models.tools",
            "ImageDescriptionResult": "imgopen.models.tools",
            "ImageDescriptionResultAnswer": "imgopen.models.tools",
            "ImageEnlargeRequest": "imgopen.models.tools",
            "ImageWatermarkRequest": "imgopen.models.tools",
            "InstantIdRequest": "imgopen.models.tools",
            "InstantIdResult": "imgopen.models.tools",
            "InstantIdResultAnswer": "imgopen.models.tools",
            "Lora": "imgopen.models.sd",
            "LoraPage": "imgopen.models.sd",
            "LoraPageAnswer": "imgopen.models.sd",
            "Model": "imgopen.models.sd",
            "ModelPage": "imgopen.models.sd",
            "ModelPageAnswer": "imgopen.models.sd",
            "MultipleFaceSwapRequest": "imgopen.models.tools",
            "ObjectRemovalRequest": "imgopen.models.tools",
            "OutpaintingRequest": "imgopen.models.tools",
            "OverrideSettings": "imgopen.models.sd",
            "PromptExpansionRequest": "imgopen.models.tools",
            "PromptExpansionResult": "imgopen.models.tools",
            "PromptExpansionResultAnswer": "imgopen.models.tools",
            "QueryEmbeddingListRequest": "imgopen.models.sd",
            "QueryImageToolTaskParameters": "imgopen.models.tasks",
            "QueryImageToolTaskRequest": "imgopen.models.tasks",
            "QueryLoraListRequest": "imgopen.models.sd",
            "QueryModelListRequest": "imgopen.models.sd",
            "QueryTaskInfoV1Request": "imgopen.models.tasks",
            "QueryTaskInfoV2Request": "imgopen.models.tasks",
            "QueryTrainingRequest": "imgopen.models.training",
            "QueryVaeListRequest": "imgopen.models.sd",
            "QueuedToolTask": "imgopen.models.tools",
            "QueuedToolTaskAnswer": "imgopen.models.tools",
            "SdTaskInfo": "imgopen.models.shared",
            "SdTaskInfoAnswer": "imgopen.models.shared",
            "StyleRecognitionRequest": "imgopen.models.tools",
            "SubmitTrainingRequest": "imgopen.models.training",
            "SuperResolutionRequest": "imgopen.models.tools",
            "TaskReceipt": "imgopen.models.sd",
            "TaskReceiptAnswer": "imgopen.models.sd",
            "TemporaryImage": "imgopen.models.shared",
            "Text2imageRequest": "imgopen.models.sd",
            "Text2imageScripts": "imgopen.models.sd",
            "ToolReceipt": "imgopen.models.tools",
            "ToolReceiptAnswer": "imgopen.models.tools",
            "ToolTaskInfo": "imgopen.models.shared",
            "ToolTaskInfoAnswer": "imgopen.models.shared",
            "TrainingInfo": "imgopen.models.training",
            "TrainingInfoAnswer": "imgopen.models.training",
            "TrainingReceipt": "imgopen.models.training",
            "TrainingReceiptAnswer": "imgopen.models.training",
            "VaePage": "imgopen.models.sd",
            "VaePageAnswer": "imgopen.models.sd",
        },
    )
