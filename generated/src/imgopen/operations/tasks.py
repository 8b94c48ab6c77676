"""The operations of `tasks`, as the runtime needs to know them."""

# Written by `python -m generator generate`; change the spec, not this file.

from __future__ import annotations

from imgopen._runtime import roles
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
    report=roles.Report(
        state=("status",),
        states=roles.States(pending=(1,), running=(3,), succeeded=(2,)),
        id=("task_id",),
        message=("desc",),
        pictures=roles.PicturesAt(
            url=("image_url",),
            many=("differential_image_rsp_list",),
            seed=("seed",),
            passed=("img_audit_status",),
        ),
    ),
)
QUERY_TASK_INFO_V2: Operation[SdTaskInfo] = Operation(
    name="tasks.query_task_info_v2",
    method="POST",
    path="/AIGCImgOpenServ/saas/sd/v2/queryTaskInfo",
    answer=SdTaskInfoAnswer,
    body=QueryTaskInfoV2Request,
    report=roles.Report(
        state=("status",),
        states=roles.States(pending=(1,), running=(3,), succeeded=(2,)),
        id=("id_task",),
        message=("desc",),
        percentage=("temporary_image_dto", "percentage"),
        preview=("temporary_image_dto", "image_url"),
        pictures=roles.PicturesAt(
            url=("image_url",),
            many=("differential_image_rsp_list",),
            seed=("seed",),
            passed=("img_audit_status",),
        ),
    ),
)
QUERY_IMAGE_TOOL_TASK: Operation[ToolTaskInfo] = Operation(
    name="tasks.query_image_tool_task",
    method="POST",
    path="/AIGCImgOpenServ/saas/tool/{toolCode}/queryTask",
    answer=ToolTaskInfoAnswer,
    body=QueryImageToolTaskRequest,
    parameters=QueryImageToolTaskParameters,
    path_fields=(("toolCode", "tool_code", True),),
    report=roles.Report(
        state=("status",),
        states=roles.States(pending=(0,), succeeded=(1,)),
        id=("business_task_id",),
        pictures=roles.PicturesAt(url=("output_image_url",)),
    ),
)
