"""Sends the first example of the spec through the client to a mock server of its own, and shows what happens.

Run it with `make demo`. It needs no keys, no network and no money.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import imgopen

from generator.ir import Api, build_api
from generator.ir.model import Group, Operation
from generator.lint import RuleSet
from generator.naming import field_name
from generator.steps import load

SPEC = Path(__file__).resolve().parents[1] / "spec" / "openapi.yaml"


def main() -> None:
    """Show a call that succeeds, one that never leaves, and one that the service refuses."""
    api = build_api(load(SPEC, RuleSet.house), "imgopen")
    group = next(group for group in api.groups if any(operation.example for operation in group.operations))
    operation = next(operation for operation in group.operations if operation.example)
    with mock_server() as url:
        say(f"A mock server made from the spec listens on {url}.")
        keys = {credential.argument: f"demo-{credential.argument}" for credential in api.credentials}
        with client_class(api)(**keys, base_url=url, http_client=watched()) as client:
            show_success(client, group, operation)
            show_bad_value(client, api, group, operation)
            show_refusal(client, operation)
    show_next_steps(api)


def show_success(client: Any, group: Group, operation: Operation) -> None:
    """Call the operation with its example."""
    say(f"client.{group.attribute}.{operation.method}(...) with the example of the vendor's page:")
    result = call(client, group, operation)
    say("The typed result:")
    print(f"  {type(result).__name__}({result})")


def show_bad_value(client: Any, api: Api, group: Group, operation: Operation) -> None:
    """Call it with a number just above its documented range."""
    schemas = next(model.schema["properties"] for model in api.models if model.ref == operation.body)
    ranges = {name: schema["maximum"] for name, schema in schemas.items() if "maximum" in schema}
    name, maximum = max(ranges.items(), key=lambda entry: "multipleOf" in schemas[entry[0]])
    say(f"The same with {field_name(name)}={maximum + 1}: nothing is sent.")
    try:
        call(client, group, operation, **{field_name(name): maximum + 1})
    except imgopen.InvalidRequestError as error:
        print(f"  {type(error).__name__}: {error}")


def show_refusal(client: Any, operation: Operation) -> None:
    """Send an empty body past the client's checks."""
    say("An empty body, past the client's checks with client.post(...): the service refuses it.")
    try:
        client.post(operation.path, {})
    except imgopen.RefusedError as error:
        print(f"  {type(error).__name__}: {error}")


def show_next_steps(api: Api) -> None:
    """Say how to go on."""
    say("What to do next:")
    variables = " ".join(f"{credential.variable}=..." for credential in api.credentials)
    print("  make mock                        a mock server on port 4010 to develop against")
    print(f"  {api.base_url_variable}=http://127.0.0.1:4010 {variables} python your_program.py")
    print("  edit spec/, then make generate   the client follows the spec")


def call(client: Any, group: Group, operation: Operation, **changes: Any) -> Any:
    """Call an operation with its example."""
    arguments = {field_name(name): value for name, value in (operation.example or {}).items()}
    return getattr(getattr(client, group.attribute), operation.method)(**{**arguments, **changes})


def client_class(api: Api) -> Any:
    """Return the client's class."""
    return getattr(imgopen, api.class_name)


def watched() -> httpx.Client:
    """Return an HTTP client that prints what goes over the wire."""

    def show_request(request: httpx.Request) -> None:
        print(f"\n> {request.method} {request.url}")
        print(indented("> ", json.dumps(json.loads(request.content), indent=2, ensure_ascii=False)))

    def show_answer(answer: httpx.Response) -> None:
        answer.read()
        print(f"< HTTP {answer.status_code}")
        print(indented("< ", json.dumps(answer.json(), indent=2, ensure_ascii=False)))

    return httpx.Client(event_hooks={"request": [show_request], "response": [show_answer]})


def indented(prefix: str, text: str, most: int = 16) -> str:
    """Return the lines of a text with a prefix, the many cut to some."""
    lines = text.splitlines()
    if len(lines) > most:
        lines = [*lines[: most - 1], f"... {len(lines) - most + 1} more lines"]
    return "\n".join(prefix + line for line in lines)


def say(text: str) -> None:
    """Print a heading."""
    print(f"\n{text}")


@contextmanager
def mock_server() -> Iterator[str]:
    """Run the mock server on a free port until the block ends; yield its URL."""
    command = [sys.executable, "-m", "imgopen_mock", "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert process.stdout is not None
    try:
        for line in process.stdout:
            if match := re.search(r"Listening on (http://\S+)", line):
                yield match[1]
                return
        raise SystemExit("the mock server did not start")
    finally:
        process.terminate()
        process.wait(timeout=10)
        process.stdout.close()


if __name__ == "__main__":
    main()
