"""Lists that are read page by page, as the templates see them."""

from __future__ import annotations

from dataclasses import dataclass

from generator.ir.model import Api, Group, Operation
from generator.naming import field_name, pascal_case, snake_case
from generator.render.docstrings import list_docstring
from generator.render.methods import declared
from generator.render.text import in_docstring, literal
from generator.render.types import Imports, given


@dataclass(frozen=True)
class ListView:
    """One collection of the client with its method `list`."""

    attribute: str
    class_name: str
    class_docstring: str
    docstring: str
    group: str
    constant: str
    item: str
    arguments: tuple[str, ...]
    body: tuple[tuple[str, str], ...]


def lists_of(api: Api) -> list[tuple[Group, Operation]]:
    """Return the operations that list something."""
    return [
        (group, operation)
        for group in api.groups
        for operation in group.operations
        if operation.roles.pagination is not None and operation.roles.item is not None
    ]


def list_class(operation: Operation, *, is_async: bool) -> str:
    """Return the name of the class that has the method `list`."""
    return f"{'Async' if is_async else ''}{pascal_case(operation.roles.collection)}Collection"


def list_attribute(operation: Operation) -> str:
    """Return the attribute of the client that has the method `list`."""
    return snake_case(operation.roles.collection)


def list_view(api: Api, group: Group, operation: Operation, imports: Imports, *, is_async: bool) -> ListView:
    """Return the collection that an operation lists."""
    pagination, item = operation.roles.pagination, operation.roles.item
    if pagination is None or item is None:
        raise ValueError(f"{operation.name} lists nothing")
    paging = {*pagination.page, *pagination.size}
    arguments = [
        argument
        for argument in operation.arguments
        if argument.place == "body" and field_name(argument.wire_name) not in paging
    ]
    return ListView(
        attribute=list_attribute(operation),
        class_name=list_class(operation, is_async=is_async),
        class_docstring=in_docstring(f"{operation.summary}."),
        docstring=list_docstring(api, operation, arguments, is_async=is_async),
        group=group.attribute,
        constant=operation.method.upper(),
        item=given(item, imports),
        arguments=tuple(declared(argument, imports) for argument in arguments),
        body=tuple((literal(field_name(argument.wire_name)), argument.name) for argument in arguments),
    )
