"""A state machine that calls operations, follows links, lets time pass, and tries what must not work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, precondition, rule
from imgopen_contract.document import Document, Link, Operation
from imgopen_contract.document.expressions import read, steps_of, written
from schemathesis import GenerationMode, Response
from schemathesis.checks import CheckFunction, not_a_server_error
from schemathesis.engine.recorder import ScenarioRecorder
from schemathesis.generation.stateful import APIStateMachine
from schemathesis.generation.stateful.state_machine import StepInput, StepOutput
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.contract.stateful.book import Book, Task
from tests.contract.stateful.exchange import AnyCase, Exchange, operation_of
from tests.contract.stateful.judge import Judge
from tests.contract.stateful.links import asked_by
from tests.contract.stateful.service import Service
from tests.contract.stateful.tally import Tally

DOCUMENTED = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)
"""The checks of schemathesis that do not take the HTTP status for the verdict."""

NOWHERE = "http://127.0.0.1:9/"
"""Where callbacks go: nobody listens there."""

SPANS = (1.5, 30.0, 1000.0)
"""Seconds that pass: a little, some, and more than a task takes."""

ANYTHING = Bundle("anything")


class Workflow(APIStateMachine):
    """Calls a service, and judges every answer.

    schemathesis derives the rules that follow links, and mixes them with these.
    """

    document: ClassVar[Document]
    service: ClassVar[Service]
    tally: ClassVar[Tally]
    operations: ClassVar[Mapping[str, APIOperation[Any, Any, Any, Any]]]
    modes: ClassVar[tuple[GenerationMode, ...]]
    recorder: ScenarioRecorder

    def setup(self) -> None:
        """Begin with a service that knows nothing."""
        self.service.reset()
        self.book = Book(self.document)
        self.exchanges: dict[str, Exchange] = {}
        self.source: Exchange | None = None
        self.keys = self.keys_of("own")
        self.has_broken = self.has_knocked = False

    def keys_of(self, account: str) -> dict[str, str]:
        """Return the headers of an account."""
        return {found.header: f"{account}-{found.scheme}" for found in self.document.credentials}

    def step(self, input: StepInput) -> StepOutput:  # noqa: A002 - the name is the library's
        """Make a call; remember where the link came from, if there is one."""
        self.source = None if input.transition is None else self.exchanges[input.transition.parent_id]
        return super().step(input)

    def before_call(self, case: AnyCase) -> None:
        """Let callbacks go where nobody listens."""
        for callback in operation_of(self.document, case).callbacks:
            place, *steps = steps_of(callback.url.strip("{}"))
            if place == "body" and isinstance(read(case.body, tuple(steps)), str):
                case.body = written(case.body, tuple(steps), NOWHERE)

    def get_call_kwargs(self, case: AnyCase) -> dict[str, Any]:
        """Send a case to the service, with the keys of the account."""
        return {**self.service.transport, "headers": self.keys}

    def validate_response(
        self,
        response: Response,
        case: AnyCase,
        additional_checks: list[CheckFunction] | None = None,
        **kwargs: Any,
    ) -> None:
        """Judge an answer, and take note of it if nothing is wrong with it."""
        exchange = Exchange.of(self.document, case, response)
        judge = Judge(self.book, exchange, self.source)
        case.validate_response(response, checks=[*DOCUMENTED, *judge.checks])
        self.tally.note(judge)
        self.book.note(exchange)
        self.exchanges[case.id] = exchange

    def send(self, case: AnyCase) -> StepOutput:
        """Make a call that no link leads to."""
        self.recorder.record_case(case=case)
        return self.step(StepInput.initial(case))

    @rule(target=ANYTHING, data=st.data())
    def call_anything(self, data: st.DataObject) -> StepOutput:
        """Call any operation; schemathesis alone would call no query and no list but by a link."""
        operation = data.draw(st.sampled_from(list(self.operations.values())))
        mode = data.draw(st.sampled_from(self.modes))
        return self.send(data.draw(operation.as_strategy(generation_mode=mode)))

    @precondition(lambda self: not self.has_broken)
    @rule(data=st.data())
    def break_every_operation(self, data: st.DataObject) -> None:
        """Send broken data to each operation; once, as it says little about what follows."""
        self.has_broken = True
        for operation in self.operations.values():
            self.send(data.draw(operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)))

    @precondition(lambda self: not self.has_knocked)
    @rule(data=st.data(), blank=st.booleans())
    def knock_without_a_key(self, data: st.DataObject, blank: bool) -> None:
        """Send each operation's example without a key, or with an empty one; once as well."""
        self.has_knocked = True
        header = data.draw(st.sampled_from(list(self.keys)))
        del self.keys[header]
        if blank:
            self.keys[header] = ""
        for name in self.operations:
            self.send(self.example_of(name))
        self.keys = self.keys_of("own")

    @rule(seconds=st.sampled_from(SPANS))
    def let_time_pass(self, seconds: float) -> None:
        """Let tasks go on."""
        self.service.advance(seconds)

    @precondition(lambda self: self.book.tasks)
    @rule(data=st.data())
    def submit_again(self, data: st.DataObject) -> None:
        """Send a request for a second time."""
        task = data.draw(st.sampled_from(self.book.tasks))
        self.send(self.case_of(task.submit.operation.id, task.submit.request))

    @precondition(lambda self: self.linked_tasks)
    @rule(data=st.data())
    def ask_as_a_stranger(self, data: st.DataObject) -> None:
        """Follow a link with the keys of another account."""
        task = data.draw(st.sampled_from(self.linked_tasks))
        link = data.draw(st.sampled_from(self.links_of(task.submit.operation)))
        self.keys = self.keys_of("strange")
        self.send(self.case_of(link.operation.id, asked_by(link, task.submit)))
        self.keys = self.keys_of("own")

    @precondition(lambda self: self.linked_tasks)
    @rule(data=st.data())
    def ask_elsewhere(self, data: st.DataObject) -> None:
        """Ask for a task's id where the link of another operation leads."""
        task = data.draw(st.sampled_from(self.linked_tasks))
        links = [link for operation in self.document.operations for link in self.links_of(operation)]
        link = data.draw(st.sampled_from(links))
        asked = {"body": {}, **asked_by(link, task.submit)}
        place, *steps = steps_of(link.operation.task["id"])
        asked[place] = written(asked[place], tuple(steps), task.submit.asked("id"))
        self.send(self.case_of(link.operation.id, asked))

    @property
    def linked_tasks(self) -> list[Task]:
        """The tasks that a query can be asked for."""
        return [
            task
            for task in self.book.tasks
            if self.links_of(task.submit.operation) and isinstance(task.submit.asked("id"), str | int)
        ]

    def links_of(self, operation: Operation) -> list[Link]:
        """Return the links of an operation that lead to one of this machine."""
        return [link for link in operation.links if link.operation.id in self.operations]

    def example_of(self, name: str) -> AnyCase:
        """Make a case of an operation's first example."""
        operation = self.document.operation(name)
        request: dict[str, Any] = {"path": {}, "query": {}, "body": operation.body_examples[0]}
        for parameter in operation.parameters:
            if parameter.required:
                request[parameter.place][parameter.name] = parameter.examples[0]
        return self.case_of(name, request)

    def case_of(self, name: str, request: Mapping[str, Any]) -> AnyCase:
        """Make a case of an operation with values that are known."""
        operation = self.document.operation(name)
        return self.operations[name].Case(
            path_parameters=dict(request["path"]),
            query=dict(request["query"]),
            body=request["body"],
            media_type=operation.media_type,
        )
