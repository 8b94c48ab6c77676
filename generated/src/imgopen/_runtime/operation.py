"""One operation of the service, as the calls need to know it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from .models import RequestModel, ResponseModel
from .roles import Acknowledgement, Pagination, Report, Submission, Way

ResultT = TypeVar("ResultT")


@dataclass(frozen=True)
class CallbackRole:
    """What the service posts when a task is finished.

    Attributes:
        url: where the request of the submit holds the URL to post to.
        answer: the model of what is posted, envelope included.
        report: where the task's state and the rest stand in its data.
        acknowledgement: what the receiver has to answer.
    """

    url: Way
    answer: type[ResponseModel]
    report: Report
    acknowledgement: Acknowledgement


@dataclass(frozen=True)
class Operation(Generic[ResultT]):
    """How to send a request and read its answer; `ResultT` is what the caller gets.

    Attributes:
        name: `group.method`, as in error messages.
        method: the HTTP method.
        path: below the base URL, with `{name}` where a path parameter goes.
        answer: the model of a successful answer, envelope included.
        body: the model of the request's JSON body.
        parameters: the model of what goes into path, query and headers.
        path_fields: the path parameters: name in `path`, field of `parameters`, and whether a slash stays a slash.
        query_fields: query parameters: name, and field of `parameters`.
        header_fields: header parameters: name, and field of `parameters`.
        submission: under which id it submits a task.
        report: where its result tells how a task stands, for a query.
        pagination: how it is read page by page, for a list.
        callback: what is posted when the task is finished.
        inferred: why the operation is uncertain, where the vendor does not document it.
    """

    name: str
    method: str
    path: str
    answer: type[ResponseModel]
    body: type[RequestModel] | None = None
    parameters: type[RequestModel] | None = None
    path_fields: tuple[tuple[str, str, bool], ...] = ()
    query_fields: tuple[tuple[str, str], ...] = ()
    header_fields: tuple[tuple[str, str], ...] = ()
    submission: Submission | None = None
    report: Report | None = None
    pagination: Pagination | None = None
    callback: CallbackRole | None = None
    inferred: str | None = None
