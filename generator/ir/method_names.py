"""Which operations stand together, and what their methods are called."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from generator.document.view import OperationView
from generator.ir.scope import Scope
from generator.naming import pascal_case, snake_case

DEFAULT_TAG: Final = "default"
RESERVED_METHODS: Final = frozenset({"with_raw_response", "httpx", "str", "int", "float", "object"})
_SEPARATOR: Final = re.compile(r"[/.:_\-\s]+")
_VERSION: Final = re.compile(r"(api|rest|public|v?\d+([._]\d+)*)", re.IGNORECASE)


@dataclass(frozen=True)
class MethodName:
    """What an operation is called in Python."""

    tag: str
    group: str
    """The attribute of the client, and the module of the models."""
    method: str
    class_base: str
    """What the names of its own classes begin with."""


def name_methods(views: list[OperationView], reserved: frozenset[str]) -> dict[int, MethodName]:
    """Return the names of operations, by the identity of their nodes; no attribute of the client is `reserved`."""
    has_tags = any(view.node.get("tags") for view in views)
    tags = {id(view.node): tag_of(view, has_tags=has_tags) for view in views}
    attributes = Scope()
    groups: dict[str, str] = {}
    for tag in tags.values():
        if tag not in groups:
            groups[tag] = attributes.give(attribute_of(tag, reserved))
    titles = Counter(pascal_case(view.title) for view in views)
    scopes: dict[str, Scope] = {}
    classes = Scope()
    found = {}
    for view in views:
        tag = tags[id(view.node)]
        base = pascal_case(view.title)
        if titles[base] > 1:
            base = f"{pascal_case(groups[tag])}{base}"
        method = scopes.setdefault(tag, Scope()).give(method_name(view.title, tag))
        found[id(view.node)] = MethodName(tag, groups[tag], method, classes.give(base))
    return found


def tag_of(view: OperationView, *, has_tags: bool = True) -> str:
    """Return the tag of an operation; where a document has none at all, what its path begins with."""
    tags = view.node.get("tags")
    if tags:
        return str(tags[0])
    if has_tags:
        return DEFAULT_TAG
    steps = [
        step for step in view.path.split("/") if step and "{" not in step and not _VERSION.fullmatch(step)
    ]
    return steps[0] if steps else DEFAULT_TAG


def attribute_of(tag: str, reserved: frozenset[str]) -> str:
    """Return the attribute of the client for a tag."""
    name = snake_case(tag)
    return f"{name}_" if name in reserved else name


def method_name(operation_id: str, tag: str = "") -> str:
    """Return the method for an operation; without its tag in front, and never a name that is needed otherwise."""
    name = snake_case(_without_tag(operation_id, tag))
    return f"{name}_" if name in RESERVED_METHODS else name


def _without_tag(operation_id: str, tag: str) -> str:
    """Return `list` for `pets/list`, where the tag is `Pets`."""
    prefix = [step.lower() for step in _SEPARATOR.split(tag) if step]
    steps = _SEPARATOR.split(operation_id)
    if not prefix or len(steps) <= len(prefix) or [step.lower() for step in steps[: len(prefix)]] != prefix:
        return operation_id
    return "_".join(steps[len(prefix) :])
