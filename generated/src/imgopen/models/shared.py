"""Models: what goes into requests, and what answers hold."""

from __future__ import annotations

# Written by `python -m generator generate`; change the spec, not this file.
from typing import Annotated

from pydantic import Field

from imgopen._runtime.models import ResponseModel


class Face(ResponseModel):
    """A face found in a picture, with its place in pixels from the picture's upper left corner."""

    face_idx: Annotated[int | None, Field(alias="faceIdx")] = None
    """Which face of the picture it is, counted from the left, as the multiple face swap takes it. (Inferred: The multiple face swap's name and count; that the face detection gives it is our guess.)"""
    left: float | None = None
    """Distance of the face from the picture's left edge, in pixels."""
    top: float | None = None
    """Distance of the face from the picture's upper edge, in pixels."""
    width: float | None = None
    """Width of the face in pixels."""
    height: float | None = None
    """Height of the face in pixels."""
    confidence: float | None = None
    """How sure the detection is that this is a face; 1 is certain."""


class ImageAudit(ResponseModel):
    """A finding of the content check."""

    confidence: float | None = None
    """How sure the check is of the label; null where it gives no figure. (Inferred: The pages' examples show null alone; that a figure is a number is our reading.)"""
    label: str | None = None
    """Label of the finding; nonLabel means that nothing was found."""


class TemporaryImage(ResponseModel):
    """How far a task that is being drawn has come."""

    percentage: float | None = None
    """Share of the work that is done, in percent. (Inferred: The page speaks of a percentage; name, type and scale are our guess.)"""
    image_url: Annotated[str | None, Field(alias="imageUrl")] = None
    """URL of the intermediate picture. (Inferred: The page speaks of an intermediate picture; the name, and that it is given by URL, are our guess.)"""


class ToolTaskInfo(ResponseModel):
    """State and result of a tool's task. Which result fields are there depends on the tool."""

    task_id: Annotated[str | None, Field(alias="taskId")] = None
    """Id of the task, made by the service."""
    business_task_id: Annotated[str | None, Field(alias="businessTaskId")] = None
    """Id of the task, as chosen by the caller."""
    status: int | None = None
    """State of the task, where 0 is not finished, 1 is done and any other number is failed. (Inferred: Finished examples of the tools show 1; the other numbers are our reading.)"""
    output_image_url: Annotated[str | None, Field(alias="outputImageUrl")] = None
    """URL of the resulting picture, for tools that make one."""
    caption: str | None = None
    """What the picture shows, in words, for the image description."""
    prompts: list[str] | None = None
    """The expanded prompts, for the prompt expansion."""
    faces: list[Face] | None = None
    """The faces found, counted from the left, for the face detection. (Inferred: The result of the face detection is not readable on its pages; name and form are our guess.)"""
    styles: list[str] | None = None
    """The styles recognized, in words, for the style recognition. (Inferred: The result of the style recognition is not readable on its page; name and form are our guess.)"""
    tool_task: Annotated[str | None, Field(alias="toolTask")] = None
    """The service's own word for the tool's task, for the prompt expansion."""


class ToolTaskInfoAnswer(ResponseModel):
    """The answer to a query of a tool's task."""

    code: str
    """Status code of the answer, "200" for success."""
    msg: str | None = None
    """Status text of the answer."""
    data: ToolTaskInfo


class DrawnImage(ResponseModel):
    """A drawn picture with the result of its content check."""

    img_audit: list[ImageAudit] | None = None
    """The findings of the content check."""
    img_audit_status: bool | None = None
    """Whether the picture passed the content check."""
    image_status: int | None = None
    """State of the picture; 1 means that image_url can be used."""
    image_url: str | None = None
    """URL of the picture."""
    seed: int | None = None
    """The random seed of this picture; it can be greater than 2147483647."""


class SdTaskInfo(ResponseModel):
    """State, progress and pictures of a current drawing task."""

    id_task: str | None = None
    """Id of the task, the id_task under which it was submitted."""
    status: int | None = None
    """State of the task, where 1 is waiting, 3 is running, 2 is done and any other number is failed. (Inferred: The pages show 2 for a finished task and explain no number; the others are our reading.)"""
    desc: str | None = None
    """The state in words."""
    temporary_image_dto: Annotated[TemporaryImage | None, Field(alias="temporaryImageDto")] = None
    """Progress and intermediate picture of a task that is being drawn; null while it is not. (Inferred: The page's example shows null for a finished task. That it is null for a waiting one as well, and an object while the task runs, is our reading.)"""
    differential_image_rsp_list: Annotated[
        list[DrawnImage] | None, Field(alias="differentialImageRspList")
    ] = None
    """The pictures drawn."""


class SdTaskInfoAnswer(ResponseModel):
    """The answer to a query of a current drawing task."""

    code: str
    """Status code of the answer, "200" for success."""
    msg: str | None = None
    """Status text of the answer."""
    data: SdTaskInfo
