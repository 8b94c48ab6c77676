"""Small programs that use the generated client, derived from the spec: one right, several wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from generator.ir.model import Argument, Model
from generator.ir.types import Named, Scalar
from generator.render.text import literal
from tests.support.operations import OperationCase, api, cases


@dataclass(frozen=True)
class Program:
    """A program, and what a type checker must say of it: empty for a right one."""

    name: str
    source: str
    says: str = ""


def programs() -> list[Program]:
    """Return the right program and the wrong ones."""
    case = _rich_case()
    nested, model = _nested(case)
    number = _first(case, "int")
    choice = _choice(case)
    key = next(field for field in model.fields if field.is_required)
    good = case.arguments()
    dictionary = dict(good[nested.name])
    misspelled = {name: value for name, value in dictionary.items() if name != key.wire_name}
    return [
        Program("right", _right(case, nested, model)),
        Program("a number as text", _call(case, {**good, number.name: "512"}), "reportArgumentType"),
        Program("an argument that is none", _call(case, {**good, "no_such_argument": 1}), "reportCallIssue"),
        Program(
            "a choice that is none",
            _call(case, {**good, choice.name: "no such choice"}),
            "reportArgumentType",
        ),
        Program(
            "a key of a dict forgotten", _call(case, {**good, nested.name: misspelled}), "reportArgumentType"
        ),
        Program(
            "a key of a dict misspelled",
            _call(case, {**good, nested.name: {**dictionary, "no_such_key": 1}}),
            "reportArgumentType",
        ),
        Program(
            "a required argument forgotten",
            _call(case, {name: value for name, value in good.items() if name != nested.name}),
            "reportCallIssue",
        ),
        Program("a result that is not awaited", _unawaited(case), "reportAttributeAccessIssue"),
        Program(
            "a field of the result that is none",
            f"{_call(case, good)}.no_such_field\n",
            "reportAttributeAccessIssue",
        ),
        Program(
            "a name of the package that is none",
            "from imgopen import NoSuchName\n",
            "reportAttributeAccessIssue",
        ),
    ]


def _rich_case() -> OperationCase:
    """Return an operation with a nested closed object, a number and a named choice."""
    for case in cases():
        if case.operation.provenance.status == "documented":
            kinds = [argument.type for argument in case.operation.arguments]
            has_nested = any(isinstance(kind, Named) and kind.is_model and not kind.is_open for kind in kinds)
            if has_nested and any(isinstance(kind, Named) and not kind.is_model for kind in kinds):
                return case
    raise AssertionError("the spec has no operation that shows all kinds of arguments")


def _nested(case: OperationCase) -> tuple[Argument, Model]:
    for argument in case.operation.arguments:
        if isinstance(argument.type, Named) and argument.type.is_model and argument.is_required:
            return argument, next(model for model in api().models if model.ref == argument.type)
    raise AssertionError(f"{case.id} has no nested object")


def _first(case: OperationCase, name: str) -> Argument:
    return next(argument for argument in case.operation.arguments if argument.type == Scalar(name))  # type: ignore[arg-type]


def _choice(case: OperationCase) -> Argument:
    return next(
        argument
        for argument in case.operation.arguments
        if isinstance(argument.type, Named) and not argument.type.is_model
    )


def _call(case: OperationCase, arguments: dict[str, Any], client: str | None = None) -> str:
    given = ", ".join(f"{name}={literal(value)}" for name, value in arguments.items())
    made = client or f"{api().class_name}()"
    head = f"from imgopen import {api().class_name}\n\nanswer = "
    call = f"{made}.{case.group.attribute}.{case.operation.method}({given})"
    return call if client else head + call


def _right(case: OperationCase, nested: Argument, model: Model) -> str:
    kind = case.operation.result
    assert isinstance(kind, Named)
    assert isinstance(nested.type, Named)
    good = case.arguments()
    required = {
        field.name: literal(good[nested.name][field.wire_name]) for field in model.fields if field.is_required
    }
    built = f"{nested.type.name}({', '.join(f'{name}={value}' for name, value in required.items())})"
    others = ", ".join(f"{name}={literal(value)}" for name, value in good.items() if name != nested.name)
    method = f"{case.group.attribute}.{case.operation.method}"
    infos = _infos(case)
    info = " | ".join(infos)
    name = api().class_name
    return f"""\
from imgopen import Async{name}, Image, Progress, RefusedError, Task, {name}, {name}Error
from imgopen.models import {", ".join(sorted({kind.name, nested.type.name, *infos}))}
from imgopen.types import {nested.type.name}Dict

settings: {nested.type.name}Dict = {literal(good[nested.name])}


def work(client: {name}) -> {kind.name} | None:
    first: Task[{kind.name}, {info}] = client.{method}({nested.name}=settings, {others})
    second = client.{method}({nested.name}={built}, {others}, timeout=3, max_retries=0)
    third = client.{method}({nested.name}={literal(good[nested.name])}, {others})
    return second.receipt if second.receipt == first.receipt else third.receipt


def follow(client: {name}, progress: list[Progress]) -> tuple[{info}, list[Image]]:
    task = client.resume("some id", client.{method})
    result = task.wait(timeout=60, on_progress=progress.append)
    raw = client.{case.group.attribute}.with_raw_response.{case.operation.method}({nested.name}=settings, {others})
    print(raw.status_code, raw.parse().id)
    return result.info, list(result.images)


async def work_async(client: Async{name}) -> {info}:
    task = await client.{method}({nested.name}=settings, {others})
    result = await task.wait(on_progress=print)
    await result.images.save_all("pictures")
    return result.info


def explain(error: {name}Error) -> str | None:
    return error.msg if isinstance(error, RefusedError) else error.operation

"""


def _infos(case: OperationCase) -> list[str]:
    """Return the types of what the queries of an operation's task give, the best query first."""
    submission = case.operation.roles.submission
    assert submission is not None
    results = {f"{one.group.attribute}.{one.operation.method}": one.operation.result for one in cases()}
    kinds = [results[question.operation] for question in submission.questions]
    return [kind.name for kind in kinds if isinstance(kind, Named)]


def _unawaited(case: OperationCase) -> str:
    kind = case.operation.result
    assert isinstance(kind, Named)
    field = next(model for model in api().models if model.ref == kind).fields[0].name
    call = _call(case, case.arguments(), "client")
    name = f"Async{api().class_name}"
    head = f"from imgopen import {name}\n\n\nasync def work(client: {name}) -> None:\n"
    return f"{head}    print({call}.{field})\n"
