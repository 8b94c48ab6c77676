"""Builds the representation of a client from a bundled document."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from generator.bundle import Bundle
from generator.document.extensions import Envelope as EnvelopeExtension
from generator.document.extensions import read_extension
from generator.document.modern import modern
from generator.document.view import OperationView, deref, json_content, operations_at, operations_of
from generator.ir.method_names import MethodName, name_methods
from generator.ir.model import Api, Credential, Envelope, Group
from generator.ir.operations import OperationReader
from generator.ir.roles import RoleReader
from generator.ir.schemas import SchemaReader
from generator.ir.scope import Scope
from generator.ir.security import SecurityReader
from generator.ir.servers import base_url_of
from generator.ir.versions import version_of
from generator.ir.words import one_line
from generator.naming import constant_case, field_name, pascal_case, snake_case
from generator.source.complaint import Complaint, SpecError
from generator.source.nodes import MapNode

WEBHOOKS: Final = "webhooks"
"""The module of what the service posts on its own."""
RESERVED_ATTRIBUTES: Final = frozenset(
    (
        *("post", "close", "base_url", "resume", "new_task_id", "run_many"),
        *("str", "int", "float", "bool", "object", "dict", "list", "httpx", "super"),
    )
)
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


def build_api(bundle: Bundle, package: str, *, is_strict: bool = True) -> Api:
    """Return what a client for the document consists of.

    Args:
        bundle: the document.
        package: the name of the Python package.
        is_strict: whether what the client would not do is an error, and the defaults of the document are sent. For
            documents of others: it becomes one of `notices`, defaults are left to the service, and two things
            that would get one name get two.

    Raises:
        SpecError: the document asks for something that the generator does not support.
    """
    document = modern(bundle.document)
    complaints: list[Complaint] = []
    info = document["info"]
    envelope = read_extension(document, "x-envelope", EnvelopeExtension)
    views = list(operations_of(document))
    names = name_methods(views, RESERVED_ATTRIBUTES)
    groups_of = {name.group for name in names.values()}
    reserved = {
        f"{prefix}{pascal_case(group)}Resource{suffix}"
        for group in groups_of
        for prefix in ("", "Async")
        for suffix in ("", "Raw")
    }
    schemas = SchemaReader(document, envelope, () if is_strict else reserved, is_strict=is_strict)
    roles = RoleReader(document, envelope, views)
    security = SecurityReader(document, package, views, Scope(CLIENT_ARGUMENTS))
    base_url = base_url_of(document)
    reader = OperationReader(document, schemas, envelope, roles, security, names, base_url)
    for view in views:
        reader.note_uses(view)
    for owner, name in roles.made_ids():
        schemas.note_filled(owner, name)
    paths = {view.title: f"{names[id(view.node)].group}.{names[id(view.node)].method}" for view in views}
    groups = [_group(tag, views, names, reader, paths) for tag in _tags(document, names)]
    _read_webhooks(document, schemas)
    notices = _unique([*schemas.notices, *reader.notices, *security.complaints])
    if not base_url:
        notices.append(
            Complaint(
                document.at("servers"), "servers", "none has an absolute URL, so the client must be given one"
            )
        )
    complaints += reader.complaints + _taken_collections(document, groups)
    title = pascal_case(str(info["title"]))
    if is_strict:
        complaints += notices + schemas.clashes + _taken_names(document, title)
        complaints += _hidden_resources(document, groups, schemas)
    if complaints:
        raise SpecError(complaints)
    return Api(
        package=package,
        class_name=f"{title}Api" if title in RESERVED_TITLES else title,
        title=one_line(info["title"]),
        summary=one_line(info.get("summary")),
        description=one_line(info.get("description")),
        version=version_of(one_line(info["version"])),
        base_url=base_url,
        base_url_variable=f"{constant_case(package)}_BASE_URL",
        credentials=_credentials(security.credentials, groups),
        envelope=_envelope(envelope),
        groups=tuple(groups),
        models=schemas.models,
        choices=schemas.choices,
        notices=tuple(notices),
    )


def _unique(complaints: list[Complaint]) -> list[Complaint]:
    return sorted(set(complaints))


def _credentials(found: tuple[Credential, ...], groups: list[Group]) -> tuple[Credential, ...]:
    """Return the credentials, of which none is required where an operation may do without it."""
    is_required = all(operation.security is None for group in groups for operation in group.operations)
    return tuple(replace(credential, is_required=is_required) for credential in found)


def _read_webhooks(document: MapNode, schemas: SchemaReader) -> None:
    """Read what the service posts on its own, so that its models are there."""
    webhooks = document.get("webhooks")
    posted = [
        (f"{pascal_case(name)}Webhook", schema)
        for name, item in (webhooks.items() if isinstance(webhooks, MapNode) else ())
        for view in operations_at(name, deref(document, item))
        if (media := json_content(deref(document, view.node.get("requestBody")))) is not None
        if (schema := media.get("schema")) is not None
    ]
    for _, schema in posted:
        schemas.registry.note_use(schema, "response", WEBHOOKS)
    for name, schema in posted:
        schemas.read(schema, "response", WEBHOOKS, name)


def _tags(document: MapNode, names: dict[int, MethodName]) -> list[tuple[str, str]]:
    described = {
        tag["name"]: one_line(tag.get("description"))
        for tag in document.get("tags") or ()
        if isinstance(tag, MapNode) and "name" in tag
    }
    used = dict.fromkeys(name.tag for name in names.values())
    ordered = [tag for tag in described if tag in used] + [tag for tag in used if tag not in described]
    return [(tag, described.get(tag, "")) for tag in ordered]


def _group(
    tag: tuple[str, str],
    views: list[OperationView],
    names: dict[int, MethodName],
    reader: OperationReader,
    paths: dict[str, str],
) -> Group:
    name, description = tag
    own = [view for view in views if names[id(view.node)].tag == name]
    return Group(
        attribute=names[id(own[0].node)].group,
        description=description,
        operations=tuple(reader.read(view, paths) for view in own),
    )


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


def _taken_names(document: MapNode, title: str) -> list[Complaint]:
    found = []
    if title in RESERVED_TITLES:
        what = f"the client cannot be called {title}, which the package needs itself"
        found.append(Complaint(document["info"].at("title"), "title", what))
    arguments = dict.fromkeys(CLIENT_ARGUMENTS, "the client")
    for requirement in document.get("security") or ():
        for name in requirement:
            owner = arguments.setdefault(snake_case(name), name)
            if owner != name:
                what = f"becomes the argument {snake_case(name)}, which {owner} has already"
                found.append(Complaint(document.at("security"), name, what))
    return found
