"""The checks of this suite: they read the verdict from the envelope's code, as the HTTP status is always the same."""

from __future__ import annotations

from typing import Any

from imgopen_contract.document.expressions import NOTHING
from schemathesis import CheckContext, Response

from tests.contract.stateful.book import STAGES, Book, Expected, kind_of_state
from tests.contract.stateful.breaches import breaches, names
from tests.contract.stateful.exchange import AnyCase, Exchange
from tests.contract.stateful.links import followed


class Judge:
    """Judges one exchange, by the document and by what the service has accepted before.

    Every check is a method of the form that schemathesis asks for. They are handed over with each answer and never
    registered, so that no other user of schemathesis gets them.

    Args:
        book: What the service has accepted.
        exchange: What is judged.
        source: The exchange whose link was followed to this one, if there was one.
    """

    def __init__(self, book: Book, exchange: Exchange, source: Exchange | None) -> None:
        self.exchange = exchange
        self.breaches = breaches(exchange)
        self.expected = book.expected(exchange)
        self.task = book.find(exchange) if exchange.operation.role == "query" else None
        self.link = None if source is None or not source.accepted else followed(source, exchange)
        self.source = source

    @property
    def admissible(self) -> bool:
        """Whether the document has nothing against the request."""
        return not self.exchange.missing_keys and not self.breaches

    def opinions_agree(self, ctx: CheckContext, response: Response, case: AnyCase) -> None:
        """What schemathesis made as valid keeps the document in our eyes too, and what it broke does not."""
        if case.meta is not None:
            positive = case.meta.generation.mode.is_positive
            assert positive is not bool(self.breaches), f"we see these fields broken: {self.breaches}"

    def valid_request_is_accepted(self, ctx: CheckContext, response: Response, case: AnyCase) -> None:
        """Nothing but the state of the service may refuse a valid request."""
        if self.admissible and self.expected is Expected.ACCEPTED:
            assert self.exchange.accepted

    def broken_request_is_refused(self, ctx: CheckContext, response: Response, case: AnyCase) -> None:
        """A request that breaks a rule is refused."""
        if self.breaches:
            assert self.exchange.refused, f"these fields are broken: {self.breaches}"

    def refusal_names_the_field(self, ctx: CheckContext, response: Response, case: AnyCase) -> None:
        """A refusal for a broken rule names a field that breaks one."""
        if self.breaches and self.exchange.refused and not self.exchange.missing_keys:
            told = self.exchange.message
            assert any(names(told, field) for field in self.breaches), f"none of {self.breaches} is named"

    def keyless_request_is_refused(self, ctx: CheckContext, response: Response, case: AnyCase) -> None:
        """A request without a key, or with an empty one, is refused, and the refusal names the header."""
        for header in self.exchange.missing_keys:
            assert self.exchange.refused
            assert names(self.exchange.message.lower(), header.lower()), f"{header} is not named"

    def taken_id_is_refused(self, ctx: CheckContext, response: Response, case: AnyCase) -> None:
        """The ids of an account's tasks are unique."""
        if self.admissible and self.expected is Expected.TAKEN:
            assert self.exchange.refused

    def unknown_task_is_refused(self, ctx: CheckContext, response: Response, case: AnyCase) -> None:
        """Nothing is told of a task that is not there, or not the account's, or another operation's."""
        if self.admissible and self.expected is Expected.UNKNOWN:
            assert self.exchange.refused

    def link_leads_to_its_task(self, ctx: CheckContext, response: Response, case: AnyCase) -> None:
        """A link that is followed from a success answers, about the same task."""
        if self.link is None or self.source is None or not self.admissible:
            return
        assert self.exchange.accepted
        wanted = (self.source.asked("id"), NOTHING)
        assert self.exchange.told("receipt") in wanted

    def answer_is_about_its_task(self, ctx: CheckContext, response: Response, case: AnyCase) -> None:
        """An answer repeats the id that was asked with, and the one that the service gave the task."""
        if not self.exchange.accepted:
            return
        task_id = self.exchange.asked("id")
        if "receipt" in self.exchange.operation.task and task_id is not NOTHING:
            assert self.exchange.told("receipt") == task_id
        if self.task is not None:
            given, told = self.task.submit.told("assigned"), self.exchange.told("assigned")
            assert NOTHING in (given, told) or given == told

    def state_is_documented(self, ctx: CheckContext, response: Response, case: AnyCase) -> None:
        """A success tells of a state where the document says so, and of one that it lists."""
        if self.exchange.accepted and "state" in self.exchange.operation.task:
            assert kind_of_state(self.exchange), f"{self.exchange.told('state')} is no documented state"

    def state_goes_forward(self, ctx: CheckContext, response: Response, case: AnyCase) -> None:
        """A task never goes back, and when it is over it stays what it is."""
        kind = kind_of_state(self.exchange)
        before = "" if self.task is None else self.task.kind
        if self.exchange.accepted and kind and before:
            assert kind == before or STAGES[kind] > STAGES[before], f"{kind} follows on {before}"

    def finished_task_shows_its_results(self, ctx: CheckContext, response: Response, case: AnyCase) -> None:
        """What a task promises is there when it has succeeded, and not before."""
        if self.task is None or not self.exchange.accepted:
            return
        done = kind_of_state(self.exchange) == "succeeded"
        for result in self.task.submit.operation.task.get("results", ()):
            found = [value for value in self.exchange.shown(result) if value]
            assert bool(found) is done, f"{result}: {found}"

    @property
    def checks(self) -> list[Any]:
        """All of them."""
        return [
            self.opinions_agree,
            self.valid_request_is_accepted,
            self.broken_request_is_refused,
            self.refusal_names_the_field,
            self.keyless_request_is_refused,
            self.taken_id_is_refused,
            self.unknown_task_is_refused,
            self.link_leads_to_its_task,
            self.answer_is_about_its_task,
            self.state_is_documented,
            self.state_goes_forward,
            self.finished_task_shows_its_results,
        ]
