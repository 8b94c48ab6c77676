"""The operations of `tasks`, as the runtime needs to know them."""

# Written by `python -m generator generate`; change the spec, not this file.

from __future__ import annotations

from imgopen._runtime.operation import Operation
from imgopen.models.shared import SdTaskInfo, SdTaskInfoAnswer, ToolTaskInfo, ToolTaskInfoAnswer
from imgopen.models.tasks import (
    ArchivedSdTaskInfo,
    ArchivedSdTaskInfoAnswer,
    QueryImageToolTaskParameters,
    QueryImageToolTaskRequest,
    QueryTaskInfoV1Request,
    QueryTaskInfoV2Request,
)

QUERY_TASK_INFO_V1: Operation[ArchivedSdTaskInfo] = Operation(
    name="tasks.query_task_info_v1",
    method="POST",
    path="/AIGCImgOpenServ/saas/sd/queryTaskInfo",
    answer=ArchivedSdTaskInfoAnswer,
    body=QueryTaskInfoV1Request,
)
QUERY_TASK_INFO_V2: Operation[SdTaskInfo] = Operation(
    name="tasks.query_task_info_v2",
    method="POST",
    path="/AIGCImgOpenServ/saas/sd/v2/queryTaskInfo",
    answer=SdTaskInfoAnswer,
    body=QueryTaskInfoV2Request,
)
QUERY_IMAGE_TOOL_TASK: Operation[ToolTaskInfo] = Operation(
    name="tasks.query_image_tool_task",
    method="POST",
    path="/AIGCImgOpenServ/saas/tool/{toolCode}/queryTask",
    answer=ToolTaskInfoAnswer,
    body=QueryImageToolTaskRequest,
    parameters=QueryImageToolTaskParameters,
    path_fields=(("toolCode", "tool_code", True),),
)
