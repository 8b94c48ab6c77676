"""The document as a whole."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import referencing
from referencing.jsonschema import DRAFT202012

from imgopen_contract.document.exactness import ExactValidator

if TYPE_CHECKING:
    from imgopen_contract.document.operation import Operation

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")

_URN = "urn:document"


class DocumentError(Exception):
    """The file is not a bundle of an OpenAPI document."""


@dataclass(frozen=True)
class Envelope:
    """The frame around every answer: the names of its properties, and the codes of success and refusal."""

    code: str
    message: str
    data: str
    success: Any
    refusal: Any


@dataclass(frozen=True)
class Credential:
    """A key that every request carries in a header.

    Attributes:
        scheme: Its name in the document.
        header: The header that carries it.
    """

    scheme: str
    header: str

    @property
    def option(self) -> str:
        """Its name on a command line, without dashes in front: `access-key-id`."""
        return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|_", "-", self.scheme).lower()

    @property
    def variable(self) -> str:
        """Its name in the environment, without a prefix: `ACCESS_KEY_ID`."""
        return self.option.replace("-", "_").upper()


@dataclass(frozen=True, eq=False)
class Document:
    """A bundled OpenAPI document."""

    data: Mapping[str, Any] = field(repr=False)

    @cached_property
    def title(self) -> str:
        """What the API is called, and its version."""
        return f"{self.data['info']['title']} {self.data['info']['version']}"

    @cached_property
    def operations(self) -> tuple[Operation, ...]:
        """All operations, in the order of the document."""
        from imgopen_contract.document.operation import Operation

        return tuple(
            Operation(self, path, method.upper(), item[method])
            for path, item in self.data["paths"].items()
            for method in METHODS
            if method in item
        )

    def operation(self, name: str) -> Operation:
        """Return an operation by its operationId."""
        return next(operation for operation in self.operations if operation.id == name)

    @cached_property
    def envelope(self) -> Envelope:
        """The frame around every answer."""
        names = self.data["x-envelope"]
        return Envelope(**{name: names[name] for name in Envelope.__dataclass_fields__})

    @cached_property
    def credentials(self) -> tuple[Credential, ...]:
        """The keys of a request; the first one tells accounts apart."""
        return self.credentials_of(self.data.get("security", ()))

    def credentials_of(self, security: Sequence[Mapping[str, Any]]) -> tuple[Credential, ...]:
        """Return the keys that the first alternative of a `security` list asks for."""
        schemes = self.data["components"].get("securitySchemes", {})
        needed = next(iter(security), {})
        return tuple(Credential(name, str(schemes[name].get("name", "Authorization"))) for name in needed)

    def resolve(self, node: Any) -> Any:
        """Follow references; what stands beside a reference is put on top of what it points at."""
        if not isinstance(node, dict) or "$ref" not in node:
            return node
        beside = {key: value for key, value in node.items() if key != "$ref"}
        target: Any = self.data
        for token in node["$ref"].removeprefix("#/").split("/"):
            target = target[token.replace("~1", "/").replace("~0", "~")]
        return {**self.resolve(target), **beside} if beside else self.resolve(target)

    def keeps(self, value: Any, schema: Mapping[str, Any]) -> bool:
        """Tell whether a value keeps a schema of this document."""
        return bool(self.validator(schema).is_valid(value))

    def validator(self, schema: Mapping[str, Any]) -> Any:
        """Return a validator of a schema of this document."""
        key = json.dumps(schema)
        if key not in self._validators:
            schema = json.loads(key.replace('"$ref": "#/', f'"$ref": "{_URN}#/'))
            self._validators[key] = ExactValidator(schema, registry=self._registry)
        return self._validators[key]

    @cached_property
    def _validators(self) -> dict[str, Any]:
        return {}

    @cached_property
    def _registry(self) -> Any:
        resource = DRAFT202012.create_resource(dict(self.data))
        return referencing.Registry().with_resource(_URN, resource)


def load_document(path: Path | str | None = None) -> Document:
    """Read a bundle from a JSON file, or the one that comes with the package.

    Raises:
        DocumentError: There is no such file, or it is no bundle of an OpenAPI document.
    """
    source = files("imgopen_contract").joinpath("openapi.json") if path is None else Path(path)
    try:
        data = json.loads(source.read_bytes())
    except OSError as error:
        raise DocumentError(f"{source}: cannot be read: {error.strerror or error}") from error
    except ValueError as error:
        raise DocumentError(f"{source}: is not JSON: {error}") from error
    if not isinstance(data, dict):
        raise DocumentError(f"{source}: is not an OpenAPI document, but {type(data).__name__}")
    missing = [name for name in ("openapi", "info", "paths", "components", "x-envelope") if name not in data]
    if missing:
        raise DocumentError(f"{source}: is not a bundle of an OpenAPI document: {', '.join(missing)} missing")
    return Document(data)
