"""Operations of the bundle, each with an example of its request and of its answer."""

from __future__ import annotations

import inspect
import json
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final
from urllib.parse import quote

import imgopen.operations
from imgopen._runtime.operation import Operation
from pydantic import BaseModel

from generator.ir.operations import RESERVED_ARGUMENTS
from generator.naming import argument_name, snake_case

_METHODS: Final = ("post", "put", "patch")
_KEY: Final = "example-key"

Json = dict[str, Any]


@dataclass(frozen=True)
class Exchange:
    """One operation, an example of its JSON body, and an example of a successful answer."""

    operation: str
    tag: str
    method: str
    path: str
    """The path with its example values, percent-encoded."""
    url: str
    body: Json
    path_values: tuple[tuple[str, Any], ...]
    answer: bytes
    group: str
    """The attribute of our client that has the operation's method."""
    method_name: str
    model: type[BaseModel] | None
    """Our client's model of the body."""

    @property
    def arguments(self) -> dict[str, Any]:
        """The keyword arguments of our client's method."""
        values = {**dict(self.path_values), **self.body}
        return {argument_name(name, RESERVED_ARGUMENTS): value for name, value in values.items()}

    def method_of(self, client: object) -> Callable[..., Any]:
        """Return the method of a client of ours; its signature is known to take the arguments."""
        method: Callable[..., Any] = getattr(getattr(client, self.group), self.method_name)
        inspect.signature(method).bind(**self.arguments)
        return method


class Document:
    """The bundle, as far as a caller needs it."""

    def __init__(self, text: str) -> None:
        self.content: Json = json.loads(text)
        self.base_url: str = self.content["servers"][0]["url"].rstrip("/")

    @property
    def key_headers(self) -> dict[str, str]:
        """The headers that carry the keys."""
        return {scheme["name"]: _KEY for scheme in self._schemes().values()}

    @property
    def key_arguments(self) -> Json:
        """The arguments of our client that take the keys."""
        return {snake_case(name): _KEY for name in self._schemes()}

    def operations(self) -> Iterator[tuple[str, str, Json]]:
        """Yield path, HTTP method and operation, in the order of the document."""
        for path, item in self.content["paths"].items():
            for method, operation in item.items():
                if isinstance(operation, dict) and "operationId" in operation:
                    yield path, method, operation

    def exchanges(self) -> list[Exchange]:
        """Return every operation that sends JSON and has the examples for it."""
        known = _client_operations()
        found = (
            self._exchange(path, method, operation, known[method, path])
            for path, method, operation in self.operations()
            if method in _METHODS and (method, path) in known
        )
        return [exchange for exchange in found if exchange is not None]

    def deref(self, node: Any) -> Any:
        """Return what a local `$ref` names, or the node itself."""
        while isinstance(node, dict) and "$ref" in node:
            target: Any = self.content
            for step in node["$ref"].removeprefix("#/").split("/"):
                target = target[step.replace("~1", "/").replace("~0", "~")]
            node = target
        return node

    def _exchange(self, path: str, method: str, operation: Json, known: Operation[Any]) -> Exchange | None:
        body = self._example(operation.get("requestBody"))
        answer = next(
            (self._example(entry) for code, entry in operation["responses"].items() if code.startswith("2")),
            None,
        )
        values = self._path_values(path, operation)
        if not isinstance(body, dict) or answer is None or values is None:
            return None
        for parameter, value in values:
            path = path.replace(f"{{{parameter}}}", quote(str(value), safe="/"))
        group, _, method_name = known.name.partition(".")
        return Exchange(
            operation=operation["operationId"],
            tag=operation["tags"][0],
            method=method,
            path=path,
            url=f"{self.base_url}{path}",
            body=body,
            path_values=tuple(values),
            answer=json.dumps(answer, ensure_ascii=False).encode(),
            group=group,
            method_name=method_name,
            model=known.body,
        )

    def _path_values(self, path: str, operation: Json) -> list[tuple[str, Any]] | None:
        """Return an example of each path parameter in the path's order, or None where something is missing."""
        values: dict[str, Any] = {}
        for node in operation.get("parameters", ()):
            parameter = self.deref(node)
            schema = self.deref(parameter.get("schema", {}))
            examples = [self.deref(entry).get("value") for entry in parameter.get("examples", {}).values()]
            examples += [parameter.get("example"), *schema.get("examples", ()), schema.get("default")]
            value = next((example for example in examples if example is not None), None)
            if parameter["in"] == "path":
                values[parameter["name"]] = value
            elif parameter.get("required"):
                return None
        if None in values.values():
            return None
        return sorted(values.items(), key=lambda entry: path.index(f"{{{entry[0]}}}"))

    def _example(self, holder: Any) -> Any:
        media = (self.deref(holder) or {}).get("content", {}).get("application/json", {})
        examples = [self.deref(entry).get("value") for entry in media.get("examples", {}).values()]
        return next((example for example in (media.get("example"), *examples) if example is not None), None)

    def _schemes(self) -> Json:
        names = [name for requirement in self.content.get("security", ()) for name in requirement]
        schemes: Json = self.content["components"]["securitySchemes"]
        return {name: self.deref(schemes[name]) for name in names}


def _client_operations() -> dict[tuple[str, str], Operation[Any]]:
    """Return what our client knows of the operations, by HTTP method and path."""
    package = imgopen.operations
    found: dict[tuple[str, str], Operation[Any]] = {}
    for module in pkgutil.iter_modules(package.__path__):
        for value in vars(import_module(f"{package.__name__}.{module.name}")).values():
            if isinstance(value, Operation):
                found[value.method.lower(), value.path] = value
    return found
