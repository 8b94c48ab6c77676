"""One operation of the service, as the calls need to know it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

from .models import RequestModel, ResponseModel
from .roles import Acknowledgement, Pagination, Report, Submission, Way

if TYPE_CHECKING:
    from .shapes import Answer, Content, Style

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
        answer: the model of a successful answer, envelope included; None where `answers` tells what comes.
        answers: what comes with which status, where that is not simply one JSON object; the first that fits counts.
        body: the model of the fields of the request's body.
        content: how the body is written; None means as JSON.
        body_field: the field of `body` whose value alone is the whole body.
        is_body_optional: whether there is no body where none of its fields is given.
        nulls: fields of `body` that are sent as null where they are None; every other one is left out then.
        parameters: the model of what goes into path, query, headers and cookies.
        path_fields: the path parameters: name in `path`, field of `parameters`, and whether a slash stays a slash.
        query_fields: query parameters: name, and field of `parameters`.
        header_fields: header parameters: name, and field of `parameters`.
        cookie_fields: cookies: name, and field of `parameters`.
        styles: how parameters that are lists or objects are written, by `place:name`, as in `query:ids`.
        security: the arguments of credentials that are needed together, one tuple an alternative, an empty one where
            none is needed; None where all credentials of the client go with it.
        server: the base URL of this operation alone.
        accept: what the header `Accept` says, where it is not JSON.
        submission: under which id it submits a task.
        report: where its result tells how a task stands, for a query.
        pagination: how it is read page by page, for a list.
        callback: what is posted when the task is finished.
        inferred: why the operation is uncertain, where the vendor does not document it.
    """

    name: str
    method: str
    path: str
    answer: type[ResponseModel] | None = None
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
    answers: tuple[Answer, ...] = ()
    content: Content | None = None
    body_field: str | None = None
    is_body_optional: bool = False
    nulls: frozenset[str] = frozenset()
    cookie_fields: tuple[tuple[str, str], ...] = ()
    styles: Mapping[str, Style] = field(default_factory=dict, hash=False)
    security: tuple[tuple[str, ...], ...] | None = None
    server: str | None = None
    accept: str | None = None

    @cached_property
    def is_plain(self) -> bool:
        """Whether a request takes the short way: JSON or nothing in the body, texts in the parameters, all keys."""
        others = (self.content, self.body_field, self.security, self.server, self.accept)
        is_written_otherwise = self.is_body_optional or self.nulls or self.cookie_fields or self.styles
        return not is_written_otherwise and all(other is None for other in others)
