"""All changes of a document, each on each side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from imgopen_contract.document import Document, Operation
from imgopen_contract.document.expressions import NOTHING
from imgopen_contract.rules import BODY, Constraint, constraints_of, way_text

from tests.mutants.mutant import Change, Mutant, Side, Use
from tests.mutants.mutators import answers, delivery, numbers, objects, patterns, tasks, types, values
from tests.mutants.pointers import Pointer, settled, value_at

MUTATORS: Mapping[str, Callable[[Constraint], Iterator[Change]]] = {
    "security": objects.of_key,
    "required": objects.of_required,
    "additionalProperties": values.of_flag,
    "type": types.of_type,
    "enum": values.of_enum,
    "const": values.of_const,
    "minimum": numbers.of_limit,
    "maximum": numbers.of_limit,
    "exclusiveMinimum": numbers.of_limit,
    "exclusiveMaximum": numbers.of_limit,
    "multipleOf": numbers.of_grid,
    "minLength": values.of_length,
    "maxLength": values.of_length,
    "minItems": values.of_length,
    "maxItems": values.of_length,
    "pattern": patterns.of_pattern,
    "uniqueItems": values.of_flag,
}
"""How each rule is changed, by its keyword."""


@dataclass(frozen=True)
class Found:
    """A change of one operation.

    Attributes:
        sides: Where it is made.
    """

    keyword: str
    change: Change
    use: Use
    sides: tuple[Side, ...] = (Side.client, Side.simulator)


def mutants_of(document: Document) -> tuple[Mutant, ...]:
    """Return all mutants, in the order of the document.

    A place that several operations share gives its mutants once.
    """
    mutants: dict[tuple[Side, Pointer, str], Mutant] = {}
    for found in (found for operation in document.operations for found in _found(operation)):
        for side in found.sides:
            key = (side, found.change.pointer, found.change.text)
            mutant = mutants.get(key, Mutant(side, found.keyword, found.change, ()))
            if found.use not in mutant.uses:
                mutant = replace(mutant, uses=(*mutant.uses, found.use))
            mutants[key] = mutant
    return tuple(mutants.values())


def _found(operation: Operation) -> Iterator[Found]:
    rules = tuple(constraints_of(operation))
    needed = {rule.way for rule in rules if rule.keyword == "required"}
    for rule in rules:
        for change in MUTATORS[rule.keyword](rule):
            found = Found(rule.keyword, change, Use(operation, rule.field, rule.name))
            is_client = rule.keyword != "type" or _fits_a_client(rule, change, is_needed=rule.way in needed)
            yield found if is_client else replace(found, sides=(Side.simulator,))
        if rule.keyword == "type" and rule.place == BODY:
            yield from _of_schema(rule)
    for field, change in answers.of_answer(operation):
        yield Found("answer", change, Use(operation, f"answer / {field}"), (Side.client,))
    for keyword, subject, change in _of_extensions(operation):
        yield Found(keyword, change, Use(operation, subject), (Side.simulator,))


def _fits_a_client(rule: Constraint, change: Change, *, is_needed: bool) -> bool:
    """Tell whether the generator makes a client of another type.

    Of a body it makes the arguments of a method, so that it has to be an object; a parameter has a single type; a
    rule about numbers needs them to be numbers; what is required is never null.
    """
    kinds = (change.value,) if isinstance(change.value, str) else change.value
    if not rule.way:
        return False
    if rule.place != BODY:
        return isinstance(change.value, str)
    if kinds is NOTHING:
        return "properties" in rule.schema or not types.kinds_needed(rule.schema)
    return not (is_needed and "null" in kinds)


def _of_schema(rule: Constraint) -> Iterator[Found]:
    """Give the changes of what is no rule by itself.

    A default is what the client adds, and means nothing to the service. The generator makes no client that requires
    a field which it does not know, or that looks for repetitions.
    """
    document, schema, home = rule.operation.document, rule.schema, rule.pointer[:-1]
    for name, change in objects.needs(schema, home):
        yield Found("required", change, _use(rule, name))
    for name, change in objects.absences(schema, home):
        found = Found("properties", change, _use(rule, name))
        yield replace(found, sides=(Side.simulator,)) if name in schema.get("required", ()) else found
    for name, change in objects.defaults(document, schema, home):
        yield Found("default", change, _use(rule, name), (Side.client,))
    for change in objects.elements(schema, home):
        yield Found("items", change, _use(rule, 0))
    for change in objects.repetitions(schema, home):
        yield Found("uniqueItems", change, _use(rule), (Side.simulator,))


def _use(rule: Constraint, *further: str | int) -> Use:
    return Use(rule.operation, way_text((*rule.way, *further)))


def _of_extensions(operation: Operation) -> Iterator[tuple[str, str, Change]]:
    """Give the changes of what the document says of tasks, of callbacks and of the frame of answers.

    With each comes the extension, and what the checks are about that should see it.
    What it says of a query is seen by whoever submits a task and asks for it.
    """
    data: Any = operation.document.data
    start = ("paths", operation.path, operation.method.lower())
    for query in dict.fromkeys(link.operation for link in operation.links):
        for change in tasks.of_task(query.task, ("paths", query.path, query.method.lower(), "x-task")):
            yield "x-task", "task", change
    for callback in operation.callbacks:
        home = settled(data, (*start, "callbacks", callback.name))
        pointer = (*home, callback.url, callback.method.lower(), "x-delivery")
        if callback.rule is not None:
            for change in delivery.of_delivery(value_at(data, pointer), pointer):
                yield "x-delivery", "callback", change
    for change in tasks.of_envelope(data["x-envelope"], ("x-envelope",)):
        yield "x-envelope", "task", change
