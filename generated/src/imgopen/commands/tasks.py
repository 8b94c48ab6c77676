"""The commands for `tasks`."""

# Written by `python -m generator generate`; change the spec, not this file.

from __future__ import annotations

from typing import Final

from imgopen._runtime.command.table import Command, Parameter

COMMANDS: Final[tuple[Command, ...]] = (
    Command(
        group="tasks",
        name="query-task-info-v1",
        target=("tasks", "query_task_info_v1"),
        does="call",
        summary="Look up an archived drawing task",
        parameters=(
            Parameter(
                flag="business-task-id",
                way=("business_task_id",),
                forms=("text",),
                wire_name="businessTaskId",
                help="Id of the task, the id_task under which it was submitted.",
                is_required=True,
            ),
        ),
        description="Answers the state and the pictures of a drawing task, also of one from an earlier month. A task of the current month is better looked up with queryTaskInfoV2, which knows its progress.",
    ),
    Command(
        group="tasks",
        name="query-task-info-v2",
        target=("tasks", "query_task_info_v2"),
        does="call",
        summary="Look up a current drawing task",
        parameters=(
            Parameter(
                flag="business-task-id",
                way=("business_task_id",),
                forms=("text",),
                wire_name="businessTaskId",
                help="Id of the task, the id_task under which it was submitted.",
                is_required=True,
            ),
        ),
        description="Answers the state, the progress and the pictures of a drawing task of the current month. An older task is looked up with queryTaskInfoV1.",
    ),
    Command(
        group="tasks",
        name="query-image-tool-task",
        target=("tasks", "query_image_tool_task"),
        does="call",
        summary="Look up a tool's task",
        parameters=(
            Parameter(
                flag="tool-code",
                way=("tool_code",),
                forms=("text",),
                wire_name="toolCode",
                help="What follows tool/ in the tool's own path, such as hair/change, roop or identifyStyle. A slash in it is sent as it is.",
                is_required=True,
            ),
            Parameter(
                flag="business-task-id",
                way=("business_task_id",),
                forms=("text",),
                wire_name="businessTaskId",
                help="Id of the task, the businessTaskId under which it was submitted.",
                is_required=True,
            ),
        ),
        description="Answers the state and the result of a task that was submitted to an image tool. The tool is named in the path, by the part of its own path that follows tool/.",
        note="Documented in part: The answer is not readable on the page; its fields are those of the tools whose answer is.",
    ),
)
