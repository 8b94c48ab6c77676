"""Values that schemas of a document admit, always the same ones."""

from __future__ import annotations

import math
import re
from typing import Any, Final

from openapi_schema_validator import OAS30ReadValidator, OAS30WriteValidator, OAS31Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from tests.documents.described import Document, Json
from tests.documents.texts import text_for

_ROOT: Final = "urn:document"
_DEEPEST: Final = 12
_CHOICES: Final = 4
"""How many alternatives of unions are tried where the first gives nothing that the schema admits."""
_WIDEST_DEPTH: Final = 4
"""Down to which depth what may be left out is given."""


class UnsampleableError(Exception):
    """No value was found that a schema admits."""


class _TooDeepError(Exception):
    """A value would have no end."""


class Samples:
    """Makes values for the schemas of one side: requests, or answers."""

    def __init__(self, document: Document, *, is_request: bool) -> None:
        self._document = document
        self._is_request = is_request
        old = OAS30WriteValidator if is_request else OAS30ReadValidator
        self._validator: Any = old if document.is_old else OAS31Validator
        root = _readable(document.root)
        self._registry: Any = Registry().with_resource(_ROOT, DRAFT202012.create_resource(root))

        self.admitted: list[str] = []

    def of(self, schema: Any, *, is_full: bool = True) -> Any:
        """Return a value: with all that it may hold, or with what it must hold.

        Where none is found that the schema admits, it is the first that was tried, and `admitted` keeps its fault:
        some schemas of real documents admit nothing at all.

        Raises:
            UnsampleableError: every value of the schema would have no end.
        """
        tried = []
        for choice in range(_CHOICES):
            sampling = _Sampling(self._document, is_request=self._is_request, is_full=is_full, choice=choice)
            try:
                value = sampling.of(schema, 0)
            except _TooDeepError:
                raise UnsampleableError("the schema has no value that ends") from None
            fault = self.fault(schema, value)
            if fault is None:
                return value
            tried.append((value, fault))
        value, fault = tried[0]
        self.admitted.append(fault)
        return value

    def fault(self, schema: Any, value: Any) -> str | None:
        """Return what the schema refuses in a value; None where it admits it."""
        if not isinstance(schema, dict):
            return None
        at_home = {"$id": _ROOT + ":here", "allOf": [_at_root(_readable(schema))]}
        validator = self._validator(_at_root(at_home), registry=self._registry)
        try:
            error = next(iter(validator.iter_errors(value)), None)
        except (AttributeError, TypeError):  # what stands there is no schema, and so refuses nothing
            return None
        return None if error is None else f"{error.json_path}: {error.message}"[:300]


class _Sampling:
    def __init__(self, document: Document, *, is_request: bool, is_full: bool, choice: int) -> None:
        self._document = document
        self._choice = choice
        self._hidden = "readOnly" if is_request else "writeOnly"
        self._is_full = is_full

    def of(self, schema: Any, depth: int, number: int = 0) -> Any:
        if depth > _DEEPEST:
            raise _TooDeepError
        found = self._flat(schema)
        if "const" in found:
            return found["const"]
        if isinstance(found.get("enum"), list) and found["enum"]:
            return self._of_enum(found, number)
        for key in ("oneOf", "anyOf"):
            if found.get(key):
                return self._of_union(found, found[key], key, depth)
        kind = self._kind(found)
        if kind == "object":
            return self._object(found, depth)
        if kind == "array":
            return self._list(found, depth)
        if kind in ("integer", "number"):
            return _number(found, number, is_whole=kind == "integer")
        if kind == "boolean":
            return number % 2 == 0
        return None if kind == "null" else text_for(found, number)

    def _of_enum(self, schema: Json, number: int) -> Any:
        kinds = _kinds(schema)
        fits = [
            value for value in schema["enum"] if value is not None and (not kinds or _is_of(value, kinds))
        ]
        values = fits or schema["enum"]
        return values[number % len(values)]

    def _flat(self, schema: Any) -> Json:
        """Return a schema with its references and the members of `allOf` put together."""
        if not isinstance(schema, dict):
            return {}
        found: Json = {}
        reference = schema.get("$ref")
        if isinstance(reference, str):
            _merge(found, self._flat(self._document.at(reference)))
            if self._document.is_old:
                return found
        own = {key: value for key, value in schema.items() if key not in ("$ref", "allOf")}
        for member in schema.get("allOf") or ():
            _merge(found, self._flat(member))
        _merge(found, own)
        return found

    def _of_union(self, schema: Json, members: list[Any], key: str, depth: int) -> Any:
        rest = {name: value for name, value in schema.items() if name not in (key, "discriminator")}
        first = self._choice % len(members)
        rotated = [*members[first:], *members[:first]]
        for member in sorted(rotated, key=lambda each: self._kind(self._flat(each)) == "null"):
            try:
                value = self.of({"allOf": [rest, member]} if rest else member, depth + 1)
            except _TooDeepError:
                continue
            self._tell(value, schema.get("discriminator"), member)
            return value
        raise _TooDeepError

    def _tell(self, value: Any, discriminator: Any, member: Any) -> None:
        """Put the word by which a union tells its members apart."""
        reference = member.get("$ref") if isinstance(member, dict) else None
        name = discriminator.get("propertyName") if isinstance(discriminator, dict) else None
        if not isinstance(value, dict) or not name or not isinstance(reference, str):
            return
        own = (self._flat(member).get("properties") or {}).get(name)
        if {"const", "enum"} & set(self._flat(own)):
            return
        mapping = discriminator.get("mapping") or {}
        last = reference.rpartition("/")[2]
        words = [word for word, target in mapping.items() if target in (reference, last)]
        value[name] = words[0] if words else last

    def _kind(self, schema: Json) -> str:
        kinds = [kind for kind in _kinds(schema) if kind != "null"] or _kinds(schema)
        if kinds:
            return str(kinds[0])
        if "properties" in schema or isinstance(schema.get("additionalProperties"), dict):
            return "object"
        return "array" if "items" in schema else "string"

    def _object(self, schema: Json, depth: int) -> Json:
        properties = schema.get("properties") or {}
        required = set(schema.get("required") or ())
        value: Json = {}
        for name, entry in properties.items():
            is_given = name in required or (self._is_full and depth < _WIDEST_DEPTH)
            if not is_given or self._flat_hidden(entry):
                continue
            try:
                value[name] = self.of(entry, depth + 1)
                if value[name] is None and name not in required and self._hidden == "readOnly":
                    del value[name]  # a client takes None for what is left out
            except _TooDeepError:
                if name in required:
                    raise
        more = schema.get("additionalProperties", True)
        for name in sorted(required - set(properties)):
            value[name] = self.of(more, depth + 1)
        least = int(schema.get("minProperties") or 0)
        wanted = max(least, 1 if self._is_full and not properties and more is not False else 0)
        for number in range(wanted - len(value)):
            try:
                value[f"key{number or ''}"] = self.of(more, depth + 1)
            except _TooDeepError:
                break
        return value

    def _flat_hidden(self, entry: Any) -> bool:
        return self._flat(entry).get(self._hidden) is True

    def _list(self, schema: Json, depth: int) -> list[Any]:
        low, high = int(schema.get("minItems") or 0), schema.get("maxItems")
        count = max(low, 1) if high is None else min(max(low, 1), int(high))
        try:
            return [self.of(schema.get("items", {}), depth + 1, number) for number in range(min(count, 1000))]
        except _TooDeepError:
            if low:
                raise
            return []


def _merge(found: Json, more: Json) -> None:
    for key, value in more.items():
        known = found.get(key)
        if key == "properties" and isinstance(known, dict):
            both = {**known}
            for name, entry in (value or {}).items():
                both[name] = (
                    {"allOf": [known[name], entry]} if name in known and known[name] != entry else entry
                )
            found[key] = both
        elif key == "required" and isinstance(known, list):
            found[key] = [*known, *value]
        elif key == "enum" and isinstance(known, list):
            found[key] = [entry for entry in known if entry in value] or value
        elif key in ("oneOf", "anyOf") and isinstance(known, list):
            found[key] = [{"allOf": [first, second]} for first in known for second in value]
        elif key in ("minimum", "minLength", "minItems") and isinstance(known, (int, float)):
            found[key] = max(known, value)
        elif key in ("maximum", "maxLength", "maxItems") and isinstance(known, (int, float)):
            found[key] = min(known, value)
        else:
            found[key] = value


def _kinds(schema: Json) -> list[Any]:
    kinds = schema.get("type")
    return kinds if isinstance(kinds, list) else [kinds] if kinds else []


def _is_of(value: Any, kinds: list[Any]) -> bool:
    names = {str: "string", bool: "boolean", int: "integer", float: "number", dict: "object", list: "array"}
    name = names.get(type(value))
    return name in kinds or (name == "integer" and "number" in kinds)


def _number(schema: Json, number: int, *, is_whole: bool) -> Any:
    """Return a number inside of the bounds and on the step."""
    low, high = schema.get("minimum"), schema.get("maximum")
    above, below = schema.get("exclusiveMinimum"), schema.get("exclusiveMaximum")
    if above is True:
        low, above = None, low
    if below is True:
        high, below = None, high
    step = schema.get("multipleOf") or (1 if is_whole else 0.5)
    start = low if low is not None else above if above not in (None, False) else None
    if start is None:
        end = high if high is not None else below if below not in (None, False) else None
        start = 1 if end is None or end > 1 else end - 2 * step
    count = math.ceil(start / step - 1e-9)
    if above not in (None, False) and count * step <= above:
        count += 1
    value = (count + number) * step
    if (high is not None and value > high) or (below not in (None, False) and value >= below):
        end = high if high is not None else below
        value = count * step if is_whole or end is None else (start + end) / 2
    return int(value) if is_whole or float(value).is_integer() else float(value)


def _readable(node: Any) -> Any:
    """Return a schema, or a whole document, without the patterns that Python cannot read.

    Discriminators go too: they refuse nothing, and the validator looks for their targets in the wrong place.
    """
    if isinstance(node, list):
        return [_readable(entry) for entry in node]
    if not isinstance(node, dict):
        return node
    return {
        str(key): _readable(value)
        for key, value in node.items()
        if not (key == "pattern" and isinstance(value, str) and not _is_pattern(value))
        and not (
            key == "discriminator" and isinstance(value, dict) and isinstance(value.get("propertyName"), str)
        )
    }


def _is_pattern(text: str) -> bool:
    try:
        re.compile(text)
    except (re.error, RecursionError, OverflowError):
        return False
    return True


def _at_root(node: Any) -> Any:
    """Return a schema whose references start from the document."""
    if isinstance(node, list):
        return [_at_root(entry) for entry in node]
    if not isinstance(node, dict):
        return node
    return {
        key: f"{_ROOT}{value}"
        if key == "$ref" and isinstance(value, str) and value[:1] == "#"
        else _at_root(value)
        for key, value in node.items()
    }
