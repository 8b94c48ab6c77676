"""The base classes of all models: strict in what is sent, lenient in what is received."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler
from pydantic_core import CoreSchema

from .exactness import as_json_schema_means
from .unions import chosen_by_tags


class RequestModel(BaseModel):
    """A part of a request. Values are taken as they are, never converted; `None` means left out.

    Fields can be given by their Python name or by their name in the spec.
    """

    model_config = ConfigDict(
        strict=True,
        revalidate_instances="always",
        extra="forbid",
        allow_inf_nan=False,
        validate_by_name=True,
        validate_by_alias=True,
        defer_build=True,
        ser_json_inf_nan="constants",
        protected_namespaces=(),
    )

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[BaseModel], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Make pydantic's idea of a value the one of JSON Schema."""
        return as_json_schema_means(handler(source), _nulls(cls))


def _nulls(model: type[BaseModel]) -> frozenset[str]:
    """Return the fields that may be left out, and in which a None that is given is meant."""
    return frozenset(
        name
        for name, field in model.__pydantic_fields__.items()
        if isinstance(field.json_schema_extra, dict) and field.json_schema_extra.get("null") is True
    )


class ResponseModel(BaseModel):
    """A part of an answer: unknown fields are kept, and a number is taken for text where text is due."""

    model_config = ConfigDict(
        extra="allow",
        coerce_numbers_to_str=True,
        validate_by_name=True,
        validate_by_alias=True,
        defer_build=True,
        protected_namespaces=(),
    )

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[BaseModel], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Let the tags of models choose which member of a union an answer becomes."""
        return chosen_by_tags(handler(source), handler.resolve_ref_schema)
