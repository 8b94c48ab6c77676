"""Builds the representation of a client from a bundled document."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlsplit

from generator.bundle import Bundle
from generator.document.extensions import Envelope as EnvelopeExtension
from generator.document.extensions import read_extension
from generator.document.view import OperationView, deref, operations_of
from generator.ir.model import Api, Credential, Envelope, Group
from generator.ir.operations import OperationReader, method_name, tag_of
from generator.ir.roles import RoleReader
from generator.ir.schemas import SchemaReader
from generator.ir.words import one_line
from generator.naming import constant_case, field_name, pascal_case, snake_case
from generator.source.complaint import Complaint, SpecError
from generator.source.nodes import MapNode

RESERVED_ATTRIBUTES: Final = frozenset({"post", "close", "base_url", "resume", "new_task_id", "run_many"})
RESERVED_TITLES: Final = frozenset(
    (
        *("Client", "Configuration", "FieldError", "HTTPStatus", "InvalidRequest", "InvalidResponse"),
        *("Refused", "RequestTimeout", "Sync", "Transport"),
        *(
            "BatchProgress",
            "Download",
            "Image",
            "Images",
            "InvalidCallback",
            "Items",
            "Outcome",
            "Page",
            "Progress",
            "RawResponse",
            "Task",
        ),
        *("TaskFailed", "TaskResult", "TaskTimeout"),
    )
)
CLIENT_ARGUMENTS: Final = (
    *("self", "base_url", "timeout", "max_retries", "http_client"),
    *("task_id_prefix", "callbacks", "sleep"),
)


def build_api(bundle: Bundle, package: str) -> Api:
    """Return what a client for the document consists of.

    Raises:
        SpecError: the document asks for something that the generator does not support.
    """
    document = bundle.document
    complaints: list[Complaint] = []
    info = document["info"]
    envelope = read_extension(document, "x-envelope", EnvelopeExtension)
    schemas = SchemaReader(document, envelope)
    views = list(operations_of(document))
    roles = RoleReader(document, envelope, views)
    names = {view.title: f"{_attribute(tag_of(view))}.{method_name(view.title)}" for view in views}
    reader = OperationReader(document, schemas, envelope, roles, names)
    for view in views:
        reader.note_uses(view)
    for owner, name in roles.made_ids():
        schemas.note_filled(owner, name)
    groups = [_group(tag, views, reader) for tag in _tags(document, views)]
    credentials = _credentials(document, package, complaints)
    base_url = _base_url(document, complaints)
    complaints += _unsupported(document, views) + _taken_names(document)
    complaints += schemas.complaints + reader.complaints
    complaints += _hidden_resources(document, groups, schemas) + _taken_collections(document, groups)
    if complaints:
        raise SpecError(complaints)
    return Api(
        package=package,
        class_name=pascal_case(str(info["title"])),
        title=one_line(info["title"]),
        summary=one_line(info.get("summary")),
        description=one_line(info.get("description")),
        version=one_line(info["version"]),
        base_url=base_url,
        base_url_variable=f"{constant_case(package)}_BASE_URL",
        credentials=credentials,
        envelope=_envelope(envelope),
        groups=tuple(groups),
        models=schemas.models,
        choices=schemas.choices,
    )


def _tags(document: MapNode, views: list[OperationView]) -> list[tuple[str, str]]:
    described = {
        tag["name"]: one_line(tag.get("description"))
        for tag in document.get("tags") or ()
        if isinstance(tag, MapNode) and "name" in tag
    }
    used = dict.fromkeys(tag_of(view) for view in views)
    ordered = [tag for tag in described if tag in used] + [tag for tag in used if tag not in described]
    return [(tag, described.get(tag, "")) for tag in ordered]


def _group(tag: tuple[str, str], views: list[OperationView], reader: OperationReader) -> Group:
    name, description = tag
    return Group(
        attribute=_attribute(name),
        description=description,
        operations=tuple(reader.read(view) for view in views if tag_of(view) == name),
    )


def _attribute(tag: str) -> str:
    name = snake_case(tag)
    return f"{name}_" if name in RESERVED_ATTRIBUTES else name


def _hidden_resources(document: MapNode, groups: list[Group], schemas: SchemaReader) -> list[Complaint]:
    taken = {
        f"{prefix}{pascal_case(group.attribute)}Resource" for group in groups for prefix in ("", "Async")
    }
    return [
        Complaint(
            document.location, model.ref.name, "is also the name of a class of methods; rename the schema"
        )
        for model in schemas.models
        if model.ref.name in taken
    ]


def _taken_collections(document: MapNode, groups: list[Group]) -> list[Complaint]:
    """Return a complaint for each list whose attribute of the client is that of something else."""
    owners: dict[str, str] = {
        **dict.fromkeys(RESERVED_ATTRIBUTES, "the client itself"),
        **{group.attribute: "a tag" for group in groups},
    }
    found = []
    for operation in (each for group in groups for each in group.operations if each.roles.collection):
        attribute = snake_case(operation.roles.collection)
        if attribute in owners:
            what = f"x-pagination: the collection {attribute} would hide what {owners[attribute]} is called"
            found.append(Complaint(document.at("paths"), operation.name, what))
        owners[attribute] = f"the collection of {operation.name}"
    return found


def _envelope(extension: EnvelopeExtension | None) -> Envelope | None:
    if extension is None:
        return None
    return Envelope(
        code_key=extension.code,
        message_key=extension.message,
        code=field_name(extension.code),
        message=field_name(extension.message),
        data=field_name(extension.data),
        success=extension.success,
    )


def _base_url(document: MapNode, complaints: list[Complaint]) -> str:
    servers = document.get("servers")
    url = servers[0].get("url") if servers and isinstance(servers[0], MapNode) else None
    if not isinstance(url, str) or urlsplit(url).scheme not in ("http", "https") or "{" in url:
        complaints.append(Complaint(document.at("servers"), "servers", "the first one needs an absolute URL"))
        return ""
    return url.rstrip("/")


def _unsupported(document: MapNode, views: list[OperationView]) -> list[Complaint]:
    found = []
    for view in views:
        if "security" in view.node and view.node["security"] != document.get("security"):
            what = "security of an operation's own is not supported"
            found.append(Complaint(view.node.at("security"), view.title, what))
        for node in (view.item, view.node):
            if "servers" in node:
                what = "servers of a path's or an operation's own are not supported"
                found.append(Complaint(node.at("servers"), view.title, what))
    return found


def _taken_names(document: MapNode) -> list[Complaint]:
    info = document["info"]
    title = pascal_case(str(info["title"]))
    found = []
    if title in RESERVED_TITLES:
        what = f"the client cannot be called {title}, which the package needs itself"
        found.append(Complaint(info.at("title"), "title", what))
    arguments: dict[str, str] = dict.fromkeys(CLIENT_ARGUMENTS, "the client")
    for requirement in document.get("security") or ():
        for name in requirement:
            owner = arguments.setdefault(snake_case(name), name)
            if owner != name:
                what = f"becomes the argument {snake_case(name)}, which {owner} has already"
                found.append(Complaint(document.at("security"), name, what))
    return found


def _credentials(document: MapNode, package: str, complaints: list[Complaint]) -> tuple[Credential, ...]:
    found: dict[str, Credential] = {}
    schemes = (document.get("components") or {}).get("securitySchemes") or MapNode(document.location)
    for requirement in document.get("security") or ():
        for name in requirement:
            scheme: Any = deref(document, schemes.get(name))
            if not isinstance(scheme, MapNode):
                complaints.append(Complaint(document.at("security"), name, "the scheme does not exist"))
            elif scheme.get("type") != "apiKey" or scheme.get("in") != "header":
                what = "only keys in headers (type apiKey, in header) are supported"
                complaints.append(Complaint(schemes.at(name), name, what))
            else:
                found[name] = Credential(
                    argument=snake_case(name),
                    header=str(scheme["name"]),
                    variable=f"{constant_case(package)}_{constant_case(name)}",
                    description=one_line(scheme.get("description")),
                )
    return tuple(found.values())
