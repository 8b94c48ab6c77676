"""The intermediate representation: everything that the templates need, and nothing that they must work out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from generator.ir.types import Named, Type
from generator.runtime.roles import Acknowledgement, Pagination, Report, Submission, Way
from generator.runtime.shapes import AnswerKind, Content, Style
from generator.source.complaint import Complaint

CredentialKind = Literal["header", "query", "cookie", "bearer", "basic-username", "basic-password"]
Side = Literal["request", "response"]
Place = Literal["body", "path", "query", "header", "cookie"]


@dataclass(frozen=True)
class Credential:
    """A key that goes with every request, or with those that need it."""

    argument: str
    header: str
    """The header, query parameter or cookie that holds it."""
    variable: str
    description: str
    kind: CredentialKind = "header"
    scheme: str = ""
    """What two credentials share that go together, such as a name and a password."""
    is_required: bool = True
    """Whether there is no call without it."""


@dataclass(frozen=True)
class Envelope:
    """The properties of every answer: names in the JSON, attributes of the models."""

    code_key: str
    message_key: str
    code: str
    message: str
    data: str
    success: str


@dataclass(frozen=True)
class Field:
    """A property of a model."""

    wire_name: str
    name: str
    type: Type
    is_required: bool
    description: str
    default: Any = field(default=None, hash=False)
    """What the client sends where the caller leaves it out."""
    is_filled: bool = False
    """Whether the client makes a value where the caller leaves it out."""


@dataclass(frozen=True)
class Model:
    """A class of the package: for a request strict, for an answer lenient.

    `schema` is what datamodel-code-generator turns into the class; it holds only keywords of JSON Schema that the
    generator itself understands.
    """

    ref: Named
    side: Side
    description: str
    schema: dict[str, Any] = field(hash=False)
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True)
class NamedChoice:
    """A named set of constants."""

    ref: Named
    type: Type
    description: str


@dataclass(frozen=True)
class Argument:
    """A keyword argument of a method."""

    name: str
    wire_name: str
    place: Place
    type: Type
    is_required: bool
    description: str
    rule: str = ""
    """Range, step, length in words, such as `From 128 to 1024, a multiple of 8.`"""
    note: str = ""
    """Why the spec is not simply what the vendor's page says."""
    default: Any = None
    """The documented default; None where there is none, since no default of a request is null."""
    keeps_slashes: bool = False
    is_filled: bool = False
    """Whether the client fills it where the caller leaves it out."""
    field: str = ""
    """The field of the model that takes its value."""


@dataclass(frozen=True)
class Provenance:
    """How sure the spec is of an operation."""

    status: str = ""
    pages: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Callback:
    """What the service posts when an operation's task is finished."""

    url: Way
    answer: Named
    report: Report
    acknowledgement: Acknowledgement


@dataclass(frozen=True)
class Roles:
    """What an operation does for tasks and lists, in the words of the runtime."""

    submission: Submission | None = None
    report: Report | None = None
    pagination: Pagination | None = None
    callback: Callback | None = None
    collection: str = ""
    """What a list is a list of."""
    item: Type | None = None
    """An item of the list."""


@dataclass(frozen=True)
class Reply:
    """What a successful answer with some status holds."""

    status: str
    kind: AnswerKind
    type: Type | None = None


@dataclass(frozen=True)
class Operation:
    """A method of the client."""

    name: str
    method: str
    http_method: str
    path: str
    summary: str
    description: str
    provenance: Provenance
    arguments: tuple[Argument, ...]
    body: Named | None
    parameters: Named | None
    answer: Named | None
    """The model of the answer, where there is one kind of answer and it is a JSON object."""
    result: Type
    result_description: str
    roles: Roles
    example: dict[str, Any] | None = field(default=None, hash=False)
    """A body that the service accepts."""
    replies: tuple[Reply, ...] = ()
    """The kinds of answers, where `answer` does not say it."""
    accept: str | None = None
    content: Content | None = field(default=None, hash=False)
    """How the body is written, if not as a JSON object."""
    body_field: str | None = None
    """The one field of `body` whose value is the whole body."""
    is_body_optional: bool = False
    nulls: tuple[str, ...] = ()
    """The fields of the body whose None is sent."""
    styles: dict[str, Style] = field(default_factory=dict, hash=False)
    """How lists and objects are written, by `place:name`."""
    security: tuple[tuple[str, ...], ...] | None = None
    """Which credentials go together with it; None for all that the client has."""
    server: str | None = None
    """The base URL, where it is not that of the client."""
    is_deprecated: bool = False


@dataclass(frozen=True)
class Group:
    """The operations of one tag."""

    attribute: str
    description: str
    operations: tuple[Operation, ...]


@dataclass(frozen=True)
class Api:
    """A whole client."""

    package: str
    class_name: str
    title: str
    summary: str
    description: str
    version: str
    base_url: str
    base_url_variable: str
    """Where the base URL is read from, if it is not given."""
    credentials: tuple[Credential, ...]
    envelope: Envelope | None
    groups: tuple[Group, ...]
    models: tuple[Model, ...]
    choices: tuple[NamedChoice, ...]
    notices: tuple[Complaint, ...] = ()
    """What the document asks for and the client does not do."""
