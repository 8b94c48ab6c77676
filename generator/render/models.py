"""The models of the package, written by datamodel-code-generator."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable
from typing import Any, Final

from datamodel_code_generator import InputFileType, LiteralType, PythonVersion, generate
from datamodel_code_generator.enums import DataModelType

from generator.ir.model import Api, Model
from generator.ir.tags import NULLS, TAGS
from generator.memory import FORGETFUL, Memory
from generator.naming import pascal_case
from generator.render.text import GENERATED

_BASES: Final = {"request": "RequestModel", "response": "ResponseModel"}


def render_models(api: Api, memory: Memory = FORGETFUL) -> dict[str, str]:
    """Return the text of the modules below `models`, by module name, not yet formatted."""
    if not api.models:
        return {}
    document, options = _document(api), _options(api)
    key = json.dumps([document, options], default=str)
    options["custom_class_name_generator"] = _namer(frozenset(model.ref.name for model in api.models))
    return memory.recall("models", key, lambda: _modules(document, options))


def _modules(document: dict[str, Any], options: dict[str, Any]) -> dict[str, str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        modules = generate(document, input_file_type=InputFileType.OpenAPI, **options)
    if not isinstance(modules, dict):
        raise TypeError("datamodel-code-generator gave no modules")
    return {path[0].removesuffix(".py"): text for path, text in modules.items() if path != ("__init__.py",)}


def _document(api: Api) -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {"title": api.title, "version": api.version},
        "paths": {},
        "components": {"schemas": {_key(model): model.schema for model in api.models}},
    }


def _options(api: Api) -> dict[str, Any]:
    base = f"{api.package}._runtime.models"
    return {
        "output": None,
        "output_model_type": DataModelType.PydanticV2BaseModel,
        "target_python_version": PythonVersion.PY_310,
        "base_class": f"{base}.ResponseModel",
        "base_class_map": {_key(model): f"{base}.{_BASES[model.side]}" for model in api.models},
        "aliases": _aliases(api.models),
        "custom_file_header": f'"""Models: what goes into requests, and what answers hold."""\n\n# {GENERATED}',
        "collapse_root_models": True,
        "disable_timestamp": True,
        "enum_field_as_literal": LiteralType.All,
        "field_constraints": True,
        "field_extra_keys_without_x_prefix": {NULLS, TAGS},
        "formatters": [],
        "strict_nullable": True,
        "treat_dot_as_module": True,
        "use_annotated": True,
        "use_exact_imports": True,
        "use_field_description": True,
        "use_object_type": True,
        "use_schema_description": True,
        "use_single_line_docstring": True,
        "use_standard_collections": True,
        "use_type_alias": True,
        "use_union_operator": True,
    }


def _namer(known: frozenset[str]) -> Callable[[str], str]:
    """Return what names the types that datamodel-code-generator makes itself: never as a model is called.

    It would call a text with rules in the list `tags` `Tag`, and rename the schema `Tag`.
    """

    def name(wish: str) -> str:
        return wish if wish in known else f"{pascal_case(wish)}Rule"

    return name


def _aliases(models: tuple[Model, ...]) -> dict[str, str]:
    return {
        f"{_key(model)}.{field.wire_name}": field.name
        for model in models
        for field in model.fields
        if field.name != field.wire_name
    }


def _key(model: Model) -> str:
    return f"{model.ref.module}.{model.ref.name}"
