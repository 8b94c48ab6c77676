"""The `types` modules as the templates see them: dicts that can stand for models, and named choices."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.ir.model import Api, Model, NamedChoice
from generator.ir.types import ListOf, MapOf, Named, OneOf, Type
from generator.naming import TYPE_NAMES, is_attribute
from generator.render.text import in_docstring, literal
from generator.render.types import DICT_SUFFIX, Imports, accepted


@dataclass(frozen=True)
class DictView:
    """A TypedDict: `fields` are the key, as an expression and as an attribute, and its type."""

    name: str
    docstring: str
    fields: tuple[tuple[str, str], ...]
    is_functional: bool
    """Whether a key is no Python name, so that the class syntax cannot be used."""


@dataclass(frozen=True)
class ChoiceView:
    """A named Literal."""

    name: str
    docstring: str
    type: str


@dataclass
class TypesView:
    """One module."""

    module: str
    imports: Imports
    dicts: list[DictView] = field(default_factory=list)
    choices: list[ChoiceView] = field(default_factory=list)


def type_modules(api: Api) -> list[TypesView]:
    """Return the modules, by name."""
    views: dict[str, TypesView] = {}
    for choice in api.choices:
        view = _view(api, views, choice.ref.module)
        view.choices.append(_choice(choice, view.imports))
    used = _models_in_arguments(api)
    for model in api.models:
        if model.ref in used:
            view = _view(api, views, model.ref.module)
            view.dicts.append(_dict(model, view.imports))
    for view in views.values():
        view.imports.names.pop(f"{api.package}.types.{view.module}", None)
    return [views[name] for name in sorted(views)]


def _view(api: Api, views: dict[str, TypesView], module: str) -> TypesView:
    return views.setdefault(module, TypesView(module, Imports(api.package)))


def _choice(choice: NamedChoice, imports: Imports) -> ChoiceView:
    return ChoiceView(choice.ref.name, in_docstring(choice.description), accepted(choice.type, imports))


def _dict(model: Model, imports: Imports) -> DictView:
    is_functional = not all(
        is_attribute(entry.wire_name) and entry.wire_name not in TYPE_NAMES for entry in model.fields
    )
    fields = []
    for entry in model.fields:
        kind = accepted(entry.type, imports)
        if not entry.is_required:
            kind = f"{imports.add('typing_extensions', 'NotRequired')}[{kind}]"
        key = literal(entry.wire_name) if is_functional else entry.wire_name
        fields.append((key, literal(kind) if is_functional else kind))
    description = f"{model.description} As a plain dict, for `{model.ref.name}`."
    return DictView(f"{model.ref.name}{DICT_SUFFIX}", in_docstring(description), tuple(fields), is_functional)


def _models_in_arguments(api: Api) -> set[Named]:
    models = {model.ref: model for model in api.models if model.side == "request"}
    found: set[Named] = set()
    waiting = [
        argument.type
        for group in api.groups
        for operation in group.operations
        for argument in operation.arguments
    ]
    while waiting:
        for ref in _named(waiting.pop()):
            if ref in models and ref not in found:
                found.add(ref)
                waiting.extend(entry.type for entry in models[ref].fields)
    return found


def _named(kind: Type) -> list[Named]:
    if isinstance(kind, Named):
        return [kind]
    if isinstance(kind, ListOf):
        return _named(kind.item)
    if isinstance(kind, MapOf):
        return _named(kind.value)
    if isinstance(kind, OneOf):
        return [ref for member in kind.members for ref in _named(member)]
    return []
