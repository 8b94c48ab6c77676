"""The client under test: any generated package, asked through its public methods."""

from __future__ import annotations

import inspect
import json
import os
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest.mock import patch

from imgopen_contract.cases import Call, Case
from imgopen_contract.document import Operation

from tests.contract.answers import success_of
from tests.contract.reaction import Reaction
from tests.support.http import httpx


@dataclass(frozen=True)
class Method:
    """The method of a client that calls an operation.

    Attributes:
        name: Its name in messages: `group.method`.
        call: The method itself.
        arguments: The names of its arguments by the names that the document has.
        defaults: What each argument is if it is left out.
        operation: The package's own description of the operation.
    """

    name: str
    call: Any
    arguments: Mapping[str, str]
    defaults: Mapping[str, Any]
    operation: Any

    @cached_property
    def required(self) -> frozenset[str]:
        """The arguments that it cannot be called without."""
        empty = inspect.Parameter.empty
        return frozenset(name for name, default in self.defaults.items() if default is empty)

    def can_take(self, arguments: Mapping[str, Any]) -> bool:
        """Tell whether Python would let it be called so."""
        return self.required <= arguments.keys() <= set(self.arguments.values())


def _quietly(method: Method, arguments: Mapping[str, Any]) -> Any:
    """Call a method without a warning that it is inferred."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return method.call(**arguments)


class ClientSubject:
    """A client whose requests are kept and answered with documented answers."""

    def __init__(self, package: Any) -> None:
        self.package = package
        self.runtime = import_module(f"{package.__name__}._runtime.validation")
        self.errors = import_module(f"{package.__name__}._runtime.errors")
        self.product = import_module(f"{package.__name__}._runtime.product")
        self.answer = httpx.Response(200)
        self.requests: list[httpx.Request] = []
        self._methods: dict[Operation, Method] = {}
        self._successes: dict[Operation, httpx.Response] = {}

    @cached_property
    def client(self) -> Any:
        """The synchronous client."""
        return self.make()

    @cached_property
    def keys(self) -> dict[str, str]:
        """The keys that it is given, by the headers that are to carry them."""
        return {found.header: f"any-{found.argument}" for found in self.product.CREDENTIALS}

    def make(self, without: str = "") -> Any:
        """Make a client, or try to do so without the key of a header."""
        keys = {
            found.argument: self.keys[found.header]
            for found in self.product.CREDENTIALS
            if found.header != without
        }
        http = httpx.Client(transport=httpx.MockTransport(self._handle))
        with patch.dict(os.environ):
            for found in self.product.CREDENTIALS:
                os.environ.pop(found.variable, None)
            return self.client_class(**keys, http_client=http, max_retries=0)

    @property
    def client_class(self) -> Any:
        """The class of the synchronous client: the one after which the errors are called."""
        names = self.package.__all__
        (name,) = [name for name in names if f"{name}Error" in names]
        return getattr(self.package, name)

    @property
    def error_class(self) -> Any:
        """The class of everything that the client raises."""
        return getattr(self.package, f"{self.client_class.__name__}Error")

    def ask(self, call: Call) -> Reaction:
        """Make a call, with an answer that succeeds; what Python itself would not let pass goes to the models."""
        if call.operation not in self._successes:
            self._successes[call.operation] = httpx.Response(200, json=success_of(call.operation))
        self.answer = self._successes[call.operation]
        method = self.method(call.operation)
        arguments = self.arguments(call)
        self.requests.clear()
        try:
            if not method.can_take(arguments):
                return self._ask_models(method, call)
            _quietly(method, arguments)
        except self.package.InvalidRequestError as error:
            assert not self.requests, "a refused request was sent"
            return Reaction(False, str(error))
        return Reaction(True, sent=self.sent())

    def call(self, call: Call, answer: httpx.Response) -> Any:
        """Make a call, and return what the client makes of an answer; a submitted task has it as its receipt."""
        self.answer = answer
        self.requests.clear()
        result = _quietly(self.method(call.operation), self.arguments(call))
        return getattr(result, "receipt", result)

    def sent(self) -> Any:
        """Return the body of the one request that was sent."""
        (request,) = self.requests
        return json.loads(request.content) if request.content else None

    def arguments(self, call: Call) -> dict[str, Any]:
        """Return the values of a call as keyword arguments."""
        names = self.method(call.operation).arguments
        given = {**(call.body or {}), **call.values["path"], **call.values["query"], **call.values["header"]}
        return {names.get(name, name): value for name, value in given.items()}

    def names(self, case: Case) -> tuple[str, ...]:
        """Return how the client calls the field that a case is about, if it has a name of its own for it."""
        known = self.method(case.call.operation).arguments
        return tuple(known[step] for step in case.rule.way[:1] if isinstance(step, str) and step in known)

    def method(self, operation: Operation) -> Method:
        """Find the method that sends to the path of an operation."""
        if operation not in self._methods:
            described = next(
                found
                for found in self._described
                if (found.method, found.path) == (operation.method, operation.path)
            )
            self._methods[operation] = self._bind(described)
        return self._methods[operation]

    @cached_property
    def _described(self) -> list[Any]:
        """Everything that the package says of operations."""
        home = import_module(f"{self.package.__name__}.operations")
        folder = home.__path__[0]
        names = sorted(path.stem for path in Path(folder).glob("[a-z]*.py"))
        modules = [import_module(f"{home.__name__}.{name}") for name in names]
        kind = import_module(f"{self.package.__name__}._runtime.operation").Operation
        return [value for module in modules for value in vars(module).values() if isinstance(value, kind)]

    def _bind(self, described: Any) -> Method:
        owner: Any = self.client
        for name in described.name.split("."):
            owner = getattr(owner, name)
        models = [model for model in (described.body, described.parameters) if model is not None]
        arguments = {
            field.alias or name: name for model in models for name, field in model.model_fields.items()
        }
        parameters = inspect.signature(owner).parameters
        defaults = {name: parameter.default for name, parameter in parameters.items()}
        assert set(arguments.values()) <= parameters.keys(), "the method lacks an argument of its model"
        return Method(described.name, owner, arguments, defaults, described)

    def _ask_models(self, method: Method, call: Call) -> Reaction:
        described = method.operation
        parts = (
            (described.body, call.body or {}),
            (described.parameters, {**call.values["path"], **call.values["query"], **call.values["header"]}),
        )
        sent = b""
        for model, values in parts:
            if model is not None:
                checked = self.runtime.validate(method.name, model, values)
                sent = self.runtime.encode(method.name, checked) if model is described.body else sent
        return Reaction(True, sent=json.loads(sent) if sent else None)

    def _handle(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return httpx.Response(
            self.answer.status_code, headers=self.answer.headers, content=self.answer.content
        )
