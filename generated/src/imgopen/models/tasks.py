"""Models: what goes into requests, and what answers hold."""

from __future__ import annotations

# Written by `python -m generator generate`; change the spec, not this file.
from typing import Annotated

from pydantic import ConfigDict, Field

from imgopen._runtime.models import RequestModel, ResponseModel

from .shared import DrawnImage


class QueryImageToolTaskParameters(RequestModel):
    """Parameters of queryImageToolTask."""

    model_config = ConfigDict(
        extra="forbid",
    )
    tool_code: Annotated[str, Field(alias="toolCode")]
    """What follows tool/ in the tool's own path, such as hair/change, roop or identifyStyle. A slash in it is sent as it is."""


class QueryImageToolTaskRequest(RequestModel):
    """Which task of the tool to look up."""

    model_config = ConfigDict(
        extra="allow",
    )
    business_task_id: Annotated[str, Field(alias="businessTaskId")]
    """Id of the task, the businessTaskId under which it was submitted."""


class QueryTaskInfoV1Request(RequestModel):
    """Which archived task to look up."""

    model_config = ConfigDict(
        extra="forbid",
    )
    business_task_id: Annotated[str, Field(alias="businessTaskId")]
    """Id of the task, the id_task under which it was submitted."""


class QueryTaskInfoV2Request(RequestModel):
    """Which current task to look up."""

    model_config = ConfigDict(
        extra="forbid",
    )
    business_task_id: Annotated[str, Field(alias="businessTaskId")]
    """Id of the task, the id_task under which it was submitted."""


class ArchivedSdTaskInfo(ResponseModel):
    """State and pictures of an archived drawing task."""

    task_id: str | None = None
    """Id of the task, the id_task under which it was submitted."""
    status: int | None = None
    """State of the task, where 1 is waiting, 3 is running, 2 is done and any other number is failed. (Inferred: The pages show 2 for a finished task and explain no number; the others are our reading.)"""
    desc: str | None = None
    """The state in words."""
    differential_image_rsp_list: Annotated[
        list[DrawnImage] | None, Field(alias="differentialImageRspList")
    ] = None
    """The pictures drawn."""


class ArchivedSdTaskInfoAnswer(ResponseModel):
    """The answer to a query of an archived drawing task."""

    code: str
    """Status code of the answer, "200" for success."""
    msg: str | None = None
    """Status text of the answer."""
    data: ArchivedSdTaskInfo
