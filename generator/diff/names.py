"""What an operation, an argument or a field is called in the generated package."""

from __future__ import annotations

from collections.abc import Mapping

from generator.document.view import OperationView
from generator.ir import Api
from generator.ir.model import Operation
from generator.naming import argument_name, field_name, pascal_case, snake_case

_DEFAULT_GROUP = "default"


class PythonNames:
    """The names of one package: those of the client as it is generated, or where it cannot be, those of the rules."""

    def __init__(self, package: str, title: str, views: Mapping[str, OperationView], api: Api | None) -> None:
        self._package = package
        self._title = pascal_case(title)
        self._views = views
        self._methods: dict[str, str] = {}
        self._arguments: dict[str, dict[tuple[str, str], str]] = {}
        self._wholes: dict[str, str] = {}
        self._classes: frozenset[str] | None = None
        if api is not None:
            models, choices = (
                {each.ref.name for each in api.models},
                {each.ref.name for each in api.choices},
            )
            self._classes = frozenset(models | choices)
            for group in api.groups:
                for operation in group.operations:
                    self._methods[operation.name] = f"client.{group.attribute}.{operation.method}"
                    self._note_arguments(operation)

    def _note_arguments(self, operation: Operation) -> None:
        self._arguments[operation.name] = {
            (each.place, each.wire_name): each.name for each in operation.arguments
        }
        if operation.body_field is not None:
            whole = next((each for each in operation.arguments if each.field == operation.body_field), None)
            if whole is not None and whole.place == "body":
                self._wholes[operation.name] = whole.name

    def has(self, label: str) -> bool:
        """Say whether the package has an operation."""
        return label in self._views

    def method(self, label: str) -> str | None:
        """Return the method of an operation; None where there is none."""
        view = self._views.get(label)
        if view is None:
            return None
        tags = view.node.get("tags")
        group = snake_case(str(tags[0])) if isinstance(tags, list) and tags else _DEFAULT_GROUP
        return self._methods.get(view.title, f"client.{group}.{snake_case(view.title)}")

    def argument(self, label: str, place: str, wire_name: str) -> str | None:
        """Return the call of a method with one argument, for what the request has at a place: `query`, `body`."""
        method, view = self.method(label), self._views.get(label)
        if method is None or view is None:
            return None
        if place == "body" and view.title in self._wholes:
            return self.whole(label)
        known = self._arguments.get(view.title)
        name = argument_name(wire_name) if known is None else known.get((place, wire_name))
        return f"{method}({name}=...)" if name is not None else None

    def whole(self, label: str) -> str | None:
        """Return the call of a method with the argument that is the whole body; None where there is none."""
        view = self._views.get(label)
        name = self._wholes.get(view.title) if view is not None else None
        return f"{self.method(label)}({name}=...)" if name is not None else None

    def model(self, *candidates: str) -> str | None:
        """Return the first of several possible classes that the package has."""
        for name in candidates:
            if name and (self._classes is None or name in self._classes):
                return f"{self._package}.models.{name}"
        return None

    def attribute(self, wire_name: str, *candidates: str) -> str | None:
        """Return the attribute of a model for a field."""
        model = self.model(*candidates)
        return f"{model}.{field_name(wire_name)}" if model is not None else None

    def client(self) -> tuple[str, ...]:
        """Return the classes of the client."""
        return f"{self._package}.{self._title}", f"{self._package}.Async{self._title}"

    def credential(self, name: str) -> str:
        """Return the argument of the client for a security scheme."""
        return f"{self._package}.{self._title}({snake_case(name)}=...)"

    def collection(self, name: str) -> str:
        """Return the list that pages by itself."""
        return f"client.{name}"
