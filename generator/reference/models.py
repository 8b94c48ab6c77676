"""The classes of the models as the templates see them."""

from __future__ import annotations

from dataclasses import dataclass

from generator.ir.model import Api, Model, NamedChoice
from generator.ir.types import Choice, Type
from generator.ir.words import rule_in_words
from generator.reference.fields import FieldReader, FieldView
from generator.reference.text import json_text
from generator.render.types import Imports, accepted, given


@dataclass(frozen=True)
class ModelView:
    """A class of requests or answers, with its fields."""

    name: str
    side: str
    description: str
    fields: tuple[FieldView, ...]


@dataclass(frozen=True)
class ChoiceView:
    """A named set of constants, as JSON."""

    name: str
    description: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class ModulePage:
    """A module of models."""

    name: str
    models: tuple[ModelView, ...]
    choices: tuple[ChoiceView, ...]


def module_pages(api: Api, reader: FieldReader) -> list[ModulePage]:
    """Return the modules of models, by name."""
    models: dict[str, list[ModelView]] = {}
    choices: dict[str, list[ChoiceView]] = {}
    for model in api.models:
        models.setdefault(model.ref.module, []).append(_model(api, reader, model))
    for choice in api.choices:
        choices.setdefault(choice.ref.module, []).append(_choice(choice))
    return [
        ModulePage(name, tuple(models.get(name, ())), tuple(choices.get(name, ())))
        for name in sorted({*models, *choices})
    ]


def _model(api: Api, reader: FieldReader, model: Model) -> ModelView:
    properties = model.schema.get("properties", {})
    fields = tuple(
        FieldView(
            wire_name=field.wire_name,
            name=field.name,
            way=field.wire_name,
            anchor="",
            kind=_type_text(api, model, field.type),
            description=field.description,
            rule=rule_in_words(properties.get(field.wire_name, {})),
            default=_default(properties.get(field.wire_name, {})),
            models=reader.known(field.type),
            is_required=field.is_required,
        )
        for field in model.fields
    )
    return ModelView(model.ref.name, model.side, model.description, fields)


def _type_text(api: Api, model: Model, kind: Type) -> str:
    imports = Imports(api.package)
    return accepted(kind, imports) if model.side == "request" else given(kind, imports)


def _default(schema: dict[str, object]) -> str:
    return json_text(schema["default"]) if "default" in schema else ""


def _choice(choice: NamedChoice) -> ChoiceView:
    kind = choice.type
    values = tuple(json_text(value) for value in kind.values) if isinstance(kind, Choice) else ()
    return ChoiceView(choice.ref.name, choice.description, values)
