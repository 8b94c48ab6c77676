"""Whether a client understands an answer without losing any of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from imgopen_contract.answers import Answer, success_schema
from imgopen_contract.answers.wholes import alternative
from imgopen_contract.cases import baseline
from imgopen_contract.document import Document
from pydantic import BaseModel

from tests.contract.client_subject import ClientSubject
from tests.contract.defaults import same
from tests.support.http import httpx


def check_answer(subject: ClientSubject, answer: Answer) -> None:
    """Hold the client to an answer: it gives a model that still holds everything."""
    envelope = answer.operation.document.envelope
    result = subject.call(baseline(answer.operation), httpx.Response(200, json=answer.body))
    kept = result.model_dump(mode="json", by_alias=True, exclude_unset=True)
    assert same(kept, answer.body[envelope.data]), kept
    schema = success_schema(answer.operation)["properties"][envelope.data]
    check_fields(answer.operation.document, schema, result)


def check_fields(document: Document, schema: Mapping[str, Any], value: Any) -> None:
    """Make sure that what has documented fields is a model that has them, and does not keep them as unknown ones."""
    schema = alternative(document, schema)
    if isinstance(value, list):
        for element in value:
            check_fields(document, schema.get("items", {}), element)
    elif isinstance(value, BaseModel):
        own = {field.alias or name: name for name, field in type(value).model_fields.items()}
        for name, inner in schema.get("properties", {}).items():
            assert name in own, f"{name} is no field of {type(value).__name__}"
            check_fields(document, inner, getattr(value, own[name]))
    else:
        assert not isinstance(value, dict) or "properties" not in schema, f"{value} is no model"
