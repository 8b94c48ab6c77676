"""The OpenAPI bundle, read into operations: all that the simulator ever knows about the API."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from imgopen_mock.core.description.document import BundleError, Document, Node
from imgopen_mock.core.description.extensions import Envelope
from imgopen_mock.core.description.operation import METHODS, Credentials, Operation
from imgopen_mock.core.description.pointers import escape

__all__ = ["Bundle", "BundleError"]

_ORIGIN = re.compile(r"https?://[^/?#{}\s]+")
_NAMELESS = "http://localhost"


@dataclass(frozen=True)
class Bundle:
    """An API: its name, the frame of its answers, and its operations in the order of the document.

    Attributes:
        origin: Scheme, host and port of the first server, such as `https://api.example.com`.
    """

    title: str
    version: str
    envelope: Envelope
    origin: str
    operations: tuple[Operation, ...] = field(repr=False)

    @classmethod
    def parse(cls, text: bytes | str) -> Bundle:
        """Read an OpenAPI 3.1 document from JSON; a BundleError says where it is wrong."""
        root = Document.parse(text).root
        if not root.need("openapi").text().startswith("3.1"):
            raise root.error("is not an OpenAPI 3.1 document")
        info = root.need("info")
        envelope = Envelope.read(root.need("x-envelope"))
        _check_schemas(root)
        operations = tuple(_operations(root, envelope))
        if not operations:
            raise root.need("paths").error("has no operations")
        return cls(
            info.need("title").text(), info.need("version").text(), envelope, _origin(root), operations
        )


def _origin(root: Node) -> str:
    """Return the origin of the first server; of one whose address is not whole, a nameless one."""
    servers = root.get("servers")
    first = None if servers is None else next(iter(servers.elements()), None)
    url = "" if first is None else first.need("url").text()
    match = _ORIGIN.match(url)
    return match[0] if match else _NAMELESS


def _check_schemas(root: Node) -> None:
    """Look at every shared schema, so that whoever reads one later can rely on its form."""
    components = root.get("components")
    schemas = components.get("schemas") if components else None
    if schemas:
        for name, schema in schemas.object().items():
            root.document.check_schemas(f"{schemas.pointer}/{escape(name)}", schema)


def _operations(root: Node, envelope: Envelope) -> list[Operation]:
    operations: dict[str, Operation] = {}
    for path, path_item in root.need("paths").items():
        for method in METHODS:
            node = path_item.get(method)
            if node is None:
                continue
            operation = Operation.read(path, method, path_item, _credentials(root, node), envelope)
            if operation.id in operations:
                raise node.error(f"operationId {operation.id} is taken already")
            operations[operation.id] = operation
    return list(operations.values())


def _credentials(root: Node, operation: Node) -> Credentials:
    """Return the headers that an operation's `security`, or else the document's, asks for."""
    security = operation.get("security") or root.get("security")
    if security is None:
        return ()
    alternatives = []
    for alternative in security.elements():
        schemes = root.need("components").need("securitySchemes") if alternative.object() else alternative
        alternatives.append(tuple(_header(schemes.need(name)) for name in alternative.object()))
    return () if () in alternatives else tuple(alternatives)


def _header(scheme: Node) -> str:
    """Return the header that carries a security scheme."""
    kind = scheme.need("type").text()
    if kind != "apiKey":
        return "Authorization"
    place = scheme.need("in").text()
    if place != "header":
        raise scheme.error(f"a key in the {place} is not supported")
    return scheme.need("name").text()
