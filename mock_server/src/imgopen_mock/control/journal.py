"""What the simulator noted: requests with their answers, and contract warnings."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from imgopen_mock.control.contents import content
from imgopen_mock.control.paging import Limit, Offset, OperationId, Page, part
from imgopen_mock.control.problems import documented
from imgopen_mock.control.subject import PREFIX, Controlled
from imgopen_mock.core.description.tolerance import ContractWarning
from imgopen_mock.core.exchange.messages import Breakage
from imgopen_mock.core.journal import Entry

router = APIRouter(prefix=PREFIX, tags=["journal"])


class RequestView(BaseModel):
    """A request to the API, and its answer."""

    at: float = Field(description="When it came, in seconds of the clock.", examples=[2.0])
    method: str = Field(description="The HTTP method.", examples=["POST"])
    path: str = Field(description="The path, as it was sent.", examples=["/v1/pictures"])
    operation: str | None = Field(
        description="The operationId; null if the API has nothing there.", examples=["makePicture"]
    )
    account: str | None = Field(
        description="The value of the first key header; null if the request was not admitted.",
        examples=["demo"],
    )
    body: Any = Field(
        description="The body, as far as it was kept: JSON, or text if it is none.",
        examples=[{"prompt": "a fox"}],
    )
    status: int = Field(description="The HTTP status of the answer.", examples=[200])
    answer: Any = Field(
        description="The body of the answer, as far as it was kept: JSON, or text if it is none.",
        examples=[{"id": "my-task-1"}],
    )
    breakage: Breakage = Field(
        description="How the answer broke off, because a fault asked for that; empty if it did not.",
        examples=[""],
    )

    @classmethod
    def of(cls, entry: Entry) -> RequestView:
        """Show an entry of the journal."""
        return cls(
            at=entry.at,
            method=entry.method,
            path=entry.path,
            operation=entry.operation or None,
            account=entry.account or None,
            body=content(entry.body),
            status=entry.status,
            answer=content(entry.answer),
            breakage=entry.breakage,
        )


class Requests(Page):
    """Requests, the newest last."""

    requests: list[RequestView]


class WarningView(BaseModel):
    """A request that was accepted although it leaves out a field that the documentation calls required."""

    at: float = Field(description="When it came, in seconds of the clock.", examples=[2.0])
    operation: str = Field(description="The operationId.", examples=["makePicture"])
    field: str = Field(description="The field that was left out.", examples=["settings.style"])
    note: str = Field(
        description="What the API's document says about it.",
        examples=["Called required, but the documented example leaves it out."],
    )

    @classmethod
    def of(cls, warning: ContractWarning) -> WarningView:
        """Show a warning."""
        return cls(at=warning.at, operation=warning.operation, field=warning.field, note=warning.note)


class Warnings(Page):
    """Contract warnings, the newest last."""

    warnings: list[WarningView]


@router.get("/requests", summary="List requests", responses=documented(422))
async def list_requests(
    controlled: Controlled, operation: OperationId = None, limit: Limit = 100, offset: Offset = None
) -> Requests:
    """Show the last requests to the API, with their answers. Headers are not kept, since they hold secrets."""
    found = [
        entry for entry in controlled.simulator.requests if operation is None or entry.operation == operation
    ]
    start, shown = part(found, limit, offset)
    return Requests(total=len(found), offset=start, requests=[RequestView.of(entry) for entry in shown])


@router.get("/warnings", summary="List contract warnings", responses=documented(422))
async def list_warnings(
    controlled: Controlled, operation: OperationId = None, limit: Limit = 100, offset: Offset = None
) -> Warnings:
    """Show which requests left out fields that the API's documentation calls required, but its examples do not have.

    The simulator lets them pass. The service may not.
    """
    found = [
        warning
        for warning in controlled.simulator.warnings
        if operation is None or warning.operation == operation
    ]
    start, shown = part(found, limit, offset)
    return Warnings(total=len(found), offset=start, warnings=[WarningView.of(warning) for warning in shown])
