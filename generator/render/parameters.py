"""The options of a command: one for each value of a request, those of nested objects included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Final

from generator.ir.model import Api, Argument, Model, Operation
from generator.ir.types import Choice, File, ListOf, Named, OneOf, Scalar, Type
from generator.ir.words import rule_in_words
from generator.runtime.command.table import FLAGS, Doing, Form, Parameter
from generator.runtime.roles import Way

_FILLED: Final = "Made if left out."
_PREFIX: Final = "request"
_DEEPEST: Final = 3
_MOST: Final = 500
_FORMS: Final[dict[str, Form]] = {"str": "text", "int": "integer", "float": "number", "bool": "boolean"}


@dataclass(frozen=True)
class _Kind:
    """What the value of an option is."""

    forms: tuple[Form, ...]
    choices: tuple[object, ...] = ()
    is_list: bool = False


def parameters_of(
    api: Api, operation: Operation, arguments: tuple[Argument, ...], does: Doing
) -> tuple[Parameter, ...]:
    """Return the options for arguments of an operation, those that are required first."""
    reader = _Reader(api, operation)
    found = [reader.argument(argument) for argument in arguments]
    nested = reader.nested(list(zip(found, arguments, strict=True)))
    order = [parameter.way[0] for parameter in sorted(found, key=lambda parameter: parameter.is_object)]
    named = sorted(
        _named([*found, *nested], FLAGS[does]), key=lambda parameter: order.index(parameter.way[0])
    )
    return tuple(sorted(named, key=lambda parameter: parameter.is_object or not parameter.is_required))


def kebab(name: str) -> str:
    """Return a Python name as a word of a command line."""
    return name.strip("_").replace("_", "-")


class _Reader:
    def __init__(self, api: Api, operation: Operation) -> None:
        self._models: dict[Any, Model] = {model.ref: model for model in api.models}
        self._choices = {choice.ref: choice.type for choice in api.choices}
        submission = operation.roles.submission
        self._filled: Way = submission.key if submission is not None and submission.makes_id else ()

    def argument(self, argument: Argument) -> Parameter:
        kind = self._kind(argument.type)
        model = self._model(argument.type)
        described = argument.description or (model.description if model is not None else "")
        parts = (described, argument.note, _FILLED if argument.is_filled else "")
        return Parameter(
            flag=kebab(argument.name),
            way=(argument.name,),
            wire_name=argument.wire_name,
            forms=kind.forms,
            choices=kind.choices,
            is_list=kind.is_list,
            help=" ".join(part for part in parts if part),
            rule=argument.rule,
            default=argument.default,
            is_required=argument.is_required,
            is_object=model is not None,
        )

    def nested(self, found: list[tuple[Parameter, Argument]]) -> list[Parameter]:
        """Return the options for what is inside of objects: as deep as there are not too many for anyone to use."""
        nested: list[Parameter] = []
        for deepest in range(1, _DEEPEST + 1):
            parts = (
                part
                for parameter, argument in found
                for part in self._inside(parameter, argument.type, (), deepest)
            )
            deeper = list(islice(parts, _MOST + 1))
            if len(deeper) > _MOST:
                break
            nested = deeper
        return nested

    def _inside(
        self, parent: Parameter, kind: Type, above: tuple[Named, ...], deepest: int
    ) -> Iterator[Parameter]:
        model = self._model(kind)
        if model is None or model.ref in above or len(above) == deepest:
            return
        for field in model.fields:
            schema = model.schema["properties"][field.wire_name]
            way = (*parent.way, field.wire_name)
            known = self._kind(field.type)
            is_filled = (parent.wire_name, *way[1:]) == self._filled
            inner = self._model(field.type)
            described = field.description or (inner.description if inner is not None else "")
            parameter = Parameter(
                flag=kebab(field.name),
                way=way,
                wire_name=parent.wire_name,
                forms=known.forms,
                choices=known.choices,
                is_list=known.is_list,
                help=" ".join(part for part in (described, _FILLED if is_filled else "") if part),
                rule=rule_in_words(schema),
                default=schema.get("default"),
                is_required=parent.is_required and field.is_required,
                is_object=inner is not None,
            )
            yield parameter
            yield from self._inside(parameter, field.type, (*above, model.ref), deepest)

    def _model(self, kind: Type) -> Model | None:
        return self._models.get(kind) if isinstance(kind, Named) and kind.is_model else None

    def _kind(self, kind: Type) -> _Kind:
        if isinstance(kind, Named) and not kind.is_model:
            kind = self._choices[kind]
        if isinstance(kind, File):
            return _Kind(("file",))
        if isinstance(kind, ListOf):
            item = self._kind(kind.item)
            is_plain = not item.is_list and "json" not in item.forms
            return _Kind(item.forms, item.choices, is_list=True) if is_plain else _Kind(("json",))
        if isinstance(kind, OneOf):
            return _joined([self._kind(member) for member in kind.members if member != Scalar("None")])
        if isinstance(kind, Choice):
            values = tuple(value for value in kind.values if value is not None)
            forms = dict.fromkeys(_FORMS[type(value).__name__] for value in values)
            return _Kind(tuple(forms), values)
        return _Kind((_FORMS.get(kind.name, "json") if isinstance(kind, Scalar) else "json",))


def _joined(kinds: list[_Kind]) -> _Kind:
    """Return what a value of any of several kinds is; several values at once are JSON, then."""
    if len(kinds) == 1:
        return kinds[0]
    forms = dict.fromkeys(form for kind in kinds for form in (("json",) if kind.is_list else kind.forms))
    choices = tuple(value for kind in kinds for value in kind.choices)
    return _Kind(tuple(forms), choices if all(kind.choices for kind in kinds) else ())


def _named(parameters: list[Parameter], reserved: frozenset[str]) -> Iterator[Parameter]:
    """Give every parameter a name of its own: that of a deep or an ambiguous one begins with its object's."""
    taken = set(reserved)
    by_way: dict[Way, str] = {}
    shallow = [parameter.flag for parameter in parameters if len(parameter.way) == 2]
    for parameter in parameters:
        flag = parameter.flag
        is_ambiguous = len(parameter.way) == 2 and (flag in taken or shallow.count(flag) > 1)
        if len(parameter.way) > 2 or is_ambiguous:
            flag = f"{by_way[parameter.way[:-1]]}-{flag}"
        while flag in taken:
            flag = f"{_PREFIX}-{flag}"
        taken.add(flag)
        by_way[parameter.way] = flag
        negative = f"no-{flag}" if parameter.forms == ("boolean",) and not parameter.is_list else ""
        if negative in taken:
            negative = ""
        taken.add(negative)
        yield replace(parameter, flag=flag, negative=negative)
