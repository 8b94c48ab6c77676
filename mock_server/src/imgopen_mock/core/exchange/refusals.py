"""Why a value is refused, in one sentence that names the field and the rule.

`size: 1001 is not a multiple of 8; settings.id: is required`
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from jsonschema_rs import Draft202012Validator, ValidationError

from imgopen_mock.core.description.pointers import lookup

Path: TypeAlias = tuple[str | int, ...]

MAX_PROBLEMS = 5
"""How many broken rules one sentence names."""

_LONGEST_VALUE = 60
_LONGEST_NAME = 60
_LONGEST_CHOICE = 400
_PLAIN_NAME = re.compile(r"[A-Za-z_$][\w$-]*", re.ASCII)

_TYPES = {
    "array": "an array",
    "boolean": "a boolean",
    "integer": "an integer",
    "null": "null",
    "number": "a number",
    "object": "an object",
    "string": "a string",
}


@dataclass(frozen=True)
class Problem:
    """One broken rule: where, and what is wrong there."""

    path: Path
    text: str
    about_type: bool = False

    def __str__(self) -> str:
        return f"{field_name(self.path)}: {self.text}"


def broken_rules(validator: Draft202012Validator, value: Any, *, every: bool = True) -> list[Problem]:
    """Find the rules that `value` breaks, in the order of their fields; only the first one if not `every`."""
    if every:
        return _tidy(_problems(validator.iter_errors(value), value))
    try:
        validator.validate(value)
    except ValidationError as error:
        return _tidy(_problems([error], value))
    return []


def sentence(problems: Iterable[object]) -> str:
    """Join problems into the message of a refusal; beyond a few it only says that there are more."""
    texts = list(dict.fromkeys(map(str, problems)))
    shown = texts[:MAX_PROBLEMS]
    if len(texts) > len(shown):
        shown.append(f"and {len(texts) - len(shown)} more")
    return "; ".join(shown)


def field_name(path: Path) -> str:
    """Write a path as people do: `settings.steps[0].name`; the whole body is `body`."""
    name = ""
    for step in path:
        if isinstance(step, int):
            name += f"[{step}]"
        elif _PLAIN_NAME.fullmatch(step):
            name += ("." if name else "") + cut(step, _LONGEST_NAME)
        else:
            name += f"[{json.dumps(cut(step, _LONGEST_NAME), ensure_ascii=False)}]"
    return name or "body"


def show(value: Any) -> str:
    """Write a value as JSON, cut where it is long; arrays and objects are only called so."""
    if isinstance(value, str):
        return json.dumps(cut(value, _LONGEST_VALUE), ensure_ascii=False)
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "an array"
    return cut(json.dumps(value), _LONGEST_VALUE)


def printable(text: str, keep: str = "") -> str:
    """Replace what could break a line, move a cursor or colour the screen: the text comes from outside."""
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() or letter in keep else "?" for letter in text)


def cut(text: str, longest: int) -> str:
    """Shorten a text and show that it was shortened."""
    return text if len(text) <= longest else f"{text[:longest]}..."


def _problems(errors: Iterable[ValidationError], body: Any) -> Iterator[Problem]:
    for error in errors:
        keyword = error.kind.name
        if keyword in ("oneOf", "anyOf"):
            yield from _alternatives(error, body)
        elif keyword == "required":
            yield Problem((*_path(error, body), error.kind.value), "is required")
        elif keyword in ("additionalProperties", "unevaluatedProperties"):
            for name in error.kind.value[: MAX_PROBLEMS + 1]:
                yield Problem((*_path(error, body), name), "is not a known field")
        else:
            yield _problem(error, body)


def _problem(error: ValidationError, body: Any) -> Problem:
    keyword, limit = error.kind.name, error.kind.value
    rule = _RULES.get(keyword)
    text = f"breaks the rule {keyword}" if rule is None else rule(limit)
    return Problem(_path(error, body), f"{show(error.instance)} {text}", about_type=keyword == "type")


def _alternatives(error: ValidationError, body: Any) -> list[Problem]:
    """Explain a value that fits none of several schemas, or more than the one that it should.

    Alternatives of another type are set aside: a text where an integer or a text of a certain form should be
    is told about the form. If all are of another type, their types are named together.
    """
    path = _path(error, body)
    branches = [_tidy(_problems(branch, body)) for branch in error.kind.value]
    if not all(branches):
        return [Problem(path, f"{show(error.instance)} fits more than one of the allowed forms")]
    fitting = [branch for branch in branches if not any(p.about_type and p.path == path for p in branch)]
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        types = dict.fromkeys(
            p.text.rpartition(" is not ")[2] for branch in branches for p in branch if p.about_type
        )
        return [Problem(path, f"{show(error.instance)} is not {' or '.join(types)}", about_type=True)]
    reasons = " or ".join(dict.fromkeys(str(branch[0]) for branch in fitting[:MAX_PROBLEMS]))
    return [Problem(path, f"fits none of {len(branches)} allowed forms ({reasons})")]


def _tidy(problems: Iterable[Problem]) -> list[Problem]:
    """Sort problems by field; where the type is wrong, no other rule matters, so only the type is kept."""
    found = sorted(set(problems), key=lambda problem: (_sortable(problem.path), problem.text))
    wrong_types = {problem.path for problem in found if problem.about_type}
    return [problem for problem in found if problem.about_type or problem.path not in wrong_types]


def _sortable(path: Path) -> tuple[tuple[bool, int, str], ...]:
    """Make paths comparable although they mix names and numbers."""
    return tuple((True, step, "") if isinstance(step, int) else (False, 0, step) for step in path)


def _path(error: ValidationError, body: Any) -> Path:
    """Return the way to the value that an error is about.

    jsonschema-rs reports each step that reads as a number as one, even if it is the property "0" or "+00" of an
    object, so the object is asked for the name. It leaves out properties whose name is empty; beyond one, the
    way cannot be followed in the body, and is told as it was reported.
    """
    steps: list[str | int] = []
    for step in error.instance_path:
        if isinstance(step, int) and isinstance(body, dict):
            step = next((name for name in body if _reads_as(name, step)), str(step))
        steps.append(step)
        body = lookup(body, (str(step),))
    return tuple(steps)


def _reads_as(name: str, number: int) -> bool:
    return (name.removeprefix("+").lstrip("0") or "0") == str(number)


def _one_of(options: list[Any]) -> str:
    """Name the allowed values; texts stand without quotation marks, as the documentation has them."""
    return cut(
        ", ".join(option if isinstance(option, str) else show(option) for option in options), _LONGEST_CHOICE
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


_RULES: dict[str, Callable[[Any], str]] = {
    "type": lambda types: f"is not {' or '.join(_TYPES[name] for name in sorted(types))}",
    "enum": lambda options: f"is not one of {_one_of(options)}",
    "const": lambda expected: f"is not {show(expected)}",
    "multipleOf": lambda step: f"is not a multiple of {step}",
    "minimum": lambda limit: f"is less than the minimum of {limit}",
    "maximum": lambda limit: f"is greater than the maximum of {limit}",
    "exclusiveMinimum": lambda limit: f"is not greater than {limit}",
    "exclusiveMaximum": lambda limit: f"is not less than {limit}",
    "minLength": lambda limit: f"is shorter than {_count(limit, 'character')}",
    "maxLength": lambda limit: f"is longer than {_count(limit, 'character')}",
    "pattern": lambda pattern: f"does not match {cut(pattern, _LONGEST_CHOICE)}",
    "format": lambda name: f"is not a valid {name}",
    "minItems": lambda limit: f"has fewer than {_count(limit, 'item')}",
    "maxItems": lambda limit: f"has more than {_count(limit, 'item')}",
    "uniqueItems": lambda _: "has the same item twice",
    "contains": lambda _: "has no item of the kind that it needs",
    "minProperties": lambda limit: f"has fewer than {_count(limit, 'field')}",
    "maxProperties": lambda limit: f"has more than {_count(limit, 'field')}",
    "falseSchema": lambda _: "is not allowed here",
    "not": lambda _: "is not allowed here",
    "propertyNames": lambda error: f"has a field with a name that is not allowed ({cut(error.message, 120)})",
}
