"""Looking things up in a bundled document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.document.grammar import METHODS
from generator.document.pointer import follow, split_pointer
from generator.source.complaint import Location
from generator.source.nodes import MapNode


@dataclass(frozen=True)
class OperationView:
    """One operation of a document, where it stands, and the path item around it."""

    path: str
    method: str
    item: MapNode
    node: MapNode

    @property
    def location(self) -> Location:
        """The line of the operation's method."""
        return self.item.at(self.method)

    @property
    def title(self) -> str:
        """The operationId, or method and path where it has none."""
        name = self.node.get("operationId")
        return name if isinstance(name, str) else f"{self.method.upper()} {self.path}"


def operations_of(document: MapNode) -> Iterator[OperationView]:
    """Yield the operations in the order of the document; callbacks are not among them."""
    paths = document.get("paths")
    for path, item in paths.items() if isinstance(paths, MapNode) else ():
        yield from operations_at(path, item)


def operations_at(path: str, item: Any) -> Iterator[OperationView]:
    """Yield the operations of a path item."""
    for method in METHODS:
        node = item.get(method) if isinstance(item, MapNode) else None
        if isinstance(item, MapNode) and isinstance(node, MapNode):
            yield OperationView(path, method, item, node)


def callback_operations_of(document: MapNode, view: OperationView) -> Iterator[OperationView]:
    """Yield the operations of an operation's callbacks; their path is the expression of the callback URL."""
    callbacks = view.node.get("callbacks")
    for entry in callbacks.values() if isinstance(callbacks, MapNode) else ():
        callback = deref(document, entry)
        for expression, item in callback.items() if isinstance(callback, MapNode) else ():
            yield from operations_at(expression, deref(document, item))


def links_of(document: MapNode, view: OperationView) -> Iterator[tuple[str, Any, Location]]:
    """Yield the links of an operation's answers: name, the link itself, and where it stands."""
    responses = view.node.get("responses")
    for response in responses.values() if isinstance(responses, MapNode) else ():
        links = (deref(document, response) or {}).get("links")
        if isinstance(links, MapNode):
            for name, link in links.items():
                yield name, deref(document, link), links.at(name)


def answer_schemas_of(document: MapNode, view: OperationView) -> list[Any]:
    """Return the schemas of an operation's successful answers."""
    responses = view.node.get("responses")
    codes = responses if isinstance(responses, MapNode) else {}
    answers = (json_content(deref(document, codes[code])) for code in codes if code.startswith("2"))
    return [media.get("schema") for media in answers if media is not None]


def deref(document: MapNode, node: Any) -> Any:
    """Return the object that a local `$ref` finally names, or `node` itself where it is none.

    A bundle's references are known to lead somewhere and not in a circle.
    """
    while isinstance(node, dict) and isinstance(node.get("$ref"), str):
        try:
            node = follow(document, split_pointer(node["$ref"].partition("#")[2]))
        except (LookupError, ValueError):
            return None
    return node


def parameters_of(document: MapNode, view: OperationView) -> list[MapNode]:
    """Return the parameters of an operation, those of its path item included, references resolved."""
    found: dict[tuple[Any, Any], MapNode] = {}
    for source in (view.item, view.node):
        for entry in source.get("parameters") or ():
            parameter = deref(document, entry)
            if isinstance(parameter, MapNode):
                found[parameter.get("in"), parameter.get("name")] = parameter
    return list(found.values())


def json_content(holder: Any) -> MapNode | None:
    """Return the `application/json` media type of a request body or response, or None."""
    content = holder.get("content") if isinstance(holder, MapNode) else None
    media = content.get("application/json") if isinstance(content, MapNode) else None
    return media if isinstance(media, MapNode) else None


def branches_of(document: MapNode, schema: Any) -> list[MapNode]:
    """Return the alternatives of a schema: the members of `oneOf` or `anyOf`, or the schema itself."""
    resolved = deref(document, schema)
    if not isinstance(resolved, MapNode):
        return []
    for key in ("oneOf", "anyOf"):
        if isinstance(resolved.get(key), list):
            return [branch for member in resolved[key] for branch in branches_of(document, member)]
    return [resolved]


def property_at(document: MapNode, schema: Any, steps: tuple[str, ...]) -> MapNode | None:
    """Return the schema of the property that lies `steps` below `schema`, or None where no branch has it."""
    for branch in branches_of(document, schema):
        if not steps:
            return branch
        properties = branch.get("properties")
        if isinstance(properties, MapNode) and steps[0] in properties:
            found = property_at(document, properties[steps[0]], steps[1:])
            if found is not None:
                return found
    return None
