"""Python names for the names of a document: the one place where identifiers are made."""

from __future__ import annotations

import builtins
import functools
import keyword
import re
from collections.abc import Collection
from typing import Final

_WORD: Final = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z0-9]+|[A-Z]+|[0-9]+")
_FOREIGN: Final = re.compile(r"[^A-Za-z0-9]+")
_MAX_LENGTH: Final = 80

# What pydantic's BaseModel itself has: a field of that name would hide a method of every model.
_MODEL_ATTRIBUTES: Final = frozenset(
    (
        *("construct", "copy", "dict", "from_orm", "json", "parse_file", "parse_obj", "parse_raw"),
        *("schema", "schema_json", "update_forward_refs", "validate"),
    )
)
TYPE_NAMES: Final = frozenset(("str", "int", "float", "bool", "bytes", "list", "dict", "object", "type"))
"""The types of Python that annotations name: a field of that name would hide the type from those after it."""
# What the generated modules use themselves, besides the builtins.
_TAKEN_CLASSES: Final = frozenset(
    (
        *dir(builtins),
        *(
            "Annotated",
            "Answer",
            "Any",
            "AsyncClient",
            "AsyncItems",
            "AsyncRawCalls",
            "AsyncTask",
            "CallbackRole",
            "ClassVar",
            "ConfigDict",
            "Content",
            "ErrorBase",
            "Field",
            "FileContent",
            "Items",
            "Literal",
            "Mapping",
            "NotRequired",
        ),
        *(
            "Operation",
            "Options",
            "RawCalls",
            "RequestModel",
            "ResponseModel",
            "Sequence",
            "Style",
            "SyncClient",
            "Task",
            "TypeAlias",
            "TypedDict",
        ),
    )
)


def snake_case(name: str) -> str:
    """Return `name` as a Python variable: `queryTaskInfoV2` is `query_task_info_v2`, `class` is `class_`.

    A name without any letter or digit of ASCII gives `unnamed`; one that starts with a digit gets `n_` in front.
    """
    return _safe("_".join(word.lower() for word in _words(name)) or "unnamed", "n_")


def pascal_case(name: str) -> str:
    """Return `name` as a Python class: `fluxText2image` is `FluxText2image`, `Img Open` is `ImgOpen`."""
    text = "".join(word[0].upper() + word[1:] for word in _words(name)) or "Unnamed"
    return _safe(text, "N")


def constant_case(name: str) -> str:
    """Return `name` as a Python constant: `accessKeyId` is `ACCESS_KEY_ID`."""
    return snake_case(name).upper()


def field_name(name: str) -> str:
    """Return the attribute of a model for a property of a schema; never one that pydantic uses itself."""
    text = snake_case(name)
    taken = (
        text in _MODEL_ATTRIBUTES
        or text in TYPE_NAMES - {"type"}
        or (text.startswith("model_") and text in _pydantic_names())
    )
    return f"{text}_" if taken else text


def argument_name(name: str, reserved: Collection[str] = ()) -> str:
    """Return the keyword argument for a parameter or property; never one of `reserved`."""
    text = field_name(name)
    return f"{text}_" if text in reserved else text


def class_name(name: str) -> str:
    """Return the class for a schema; never one that generated modules use themselves."""
    text = pascal_case(name).removesuffix("_")
    return f"{text}Model" if text in _TAKEN_CLASSES else text


def module_name(name: str) -> str:
    """Return the module for a tag."""
    return snake_case(name)


def is_package_name(name: str) -> bool:
    """Say whether `name` can be the name of a Python package."""
    return name.isascii() and name.isidentifier() and not keyword.iskeyword(name) and name == name.lower()


def _words(name: str) -> list[str]:
    return [
        word
        for part in _FOREIGN.split(name[:_MAX_LENGTH].replace("OAuth", "Oauth"))
        for word in _WORD.findall(part)
    ]


def _safe(text: str, prefix: str) -> str:
    if text[0].isdigit():
        text = prefix + text
    return f"{text}_" if keyword.iskeyword(text) or text in ("None", "True", "False") else text


@functools.cache
def _pydantic_names() -> frozenset[str]:
    from pydantic import BaseModel

    return frozenset(name for name in dir(BaseModel) if name.startswith("model_"))


def is_attribute(name: str) -> bool:
    """Say whether `name` can stand as an attribute in Python as it is, and is not private to its class."""
    return (
        name.isascii() and name.isidentifier() and not keyword.iskeyword(name) and not name.startswith("__")
    )
