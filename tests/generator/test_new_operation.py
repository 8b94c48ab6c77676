"""One operation written into `openapi.yaml` alone gives a method, its async twin, a route of the mock server, tests."""

from __future__ import annotations

import asyncio
import inspect
import json
import shutil
import warnings
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import find, settings
from imgopen_contract.cases import cases_of
from imgopen_contract.document import Document, Operation, load_document
from imgopen_contract.properties import broken_calls, valid_answers, valid_calls
from imgopen_contract.rules import constraints_of
from imgopen_mock import Simulator, load_bundle

from tests.contract.checks import client_checks, simulator_checks
from tests.contract.client_subject import ClientSubject
from tests.contract.simulator_subject import SimulatorSubject
from tests.support.command import SPEC, run
from tests.support.operations import keys, simulator_transport
from tests.support.package import imported

PACKAGE = "extended_client"

NEW_OPERATION = """\
  /atelier/v1/sketch:
    post:
      operationId: sketchRoom
      tags: [{tag}]
      summary: Sketch a room
      description: Draws a room with a pencil.
      x-provenance: {{status: inferred, note: Made up for this test.}}
      x-task:
        role: submit
        results: []
        id: $request.body#/jobId
        receipt: $response.body#/data/jobId
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              additionalProperties: false
              required: [jobId, corners]
              properties:
                jobId: {{type: string, description: Id of the job.}}
                corners:
                  type: integer
                  description: How many corners the room has.
                  minimum: 3
                  maximum: 12
                strokes:
                  type: number
                  description: Strokes for each wall.
                  exclusiveMinimum: 0
                  default: 2.5
                answerUrl: {{type: string, description: URL for the answer.}}
                pencil:
                  type: object
                  description: What to draw with.
                  additionalProperties: false
                  required: [grade]
                  properties:
                    grade: {{type: string, enum: [HB, 2B], description: Hardness.}}
            examples:
              small:
                value: {{jobId: j1, corners: 4, pencil: {{grade: HB}}}}
      responses:
        "200":
          description: Sketched.
          content:
            application/json:
              schema:
                type: object
                required: [code, msg, data]
                properties:
                  code: {{type: string, const: "{success}", description: The code.}}
                  msg: {{type: string, description: Words.}}
                  data:
                    type: object
                    description: The receipt of a sketch.
                    required: [jobId]
                    properties:
                      jobId: {{type: string, description: Id of the job.}}
      callbacks:
        sketched:
          "{{$request.body#/answerUrl}}":
            post:
              summary: A room is sketched
              requestBody:
                content:
                  application/json:
                    schema:
                      type: object
                      properties:
                        jobId: {{type: string, description: Id of the job.}}
              responses:
                "200": {{description: Taken.}}
              x-delivery:
                acknowledgement: {{property: code, values: [200]}}
                intervals: [1, 2]
                retries: 2
"""


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("extended")
    shutil.copytree(SPEC.parent, folder / "spec")
    root = folder / "spec/openapi.yaml"
    text = root.read_text(encoding="utf-8")
    bundle = load_bundle()
    tag = bundle.operations[0].tag
    operation = NEW_OPERATION.format(tag=tag, success=bundle.envelope.success)
    root.write_text(text.replace("\npaths:\n", f"\npaths:\n{operation}", 1), encoding="utf-8")
    result = run("generate", "--spec", root, "--out", folder / "out", "--package", PACKAGE)
    assert result.exit_code == 0, result.stderr
    return folder / "out"


@pytest.fixture(scope="module")
def package(out: Path) -> Any:
    with imported(out, PACKAGE) as extended:
        yield extended


@pytest.fixture
def simulator(out: Path) -> Simulator:
    return Simulator(load_bundle(out / "openapi.json"))


@pytest.fixture(autouse=True)
def _quiet() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _client(package: Any, simulator: Simulator) -> Any:
    http = httpx.Client(transport=simulator_transport(simulator))
    return _class(package)(**keys(), http_client=http)


def _class(package: Any, prefix: str = "") -> Any:
    (name,) = [name for name in package.__all__ if f"{name}Error" in package.__all__]
    return getattr(package, f"{prefix}{name}")


def _group(client: Any) -> Any:
    return getattr(client, load_bundle().operations[0].tag)


def test_the_method_calls_the_new_route(package: Any, simulator: Simulator) -> None:
    with _client(package, simulator) as client:
        receipt = _group(client).sketch_room(
            job_id="mine", corners=4, pencil={"grade": "2B"}, answer_url="http://x"
        )
    assert receipt.job_id == "mine"


def test_the_async_method_calls_it_too(package: Any, simulator: Simulator) -> None:
    async def call() -> Any:
        http = httpx.AsyncClient(transport=simulator_transport(simulator))
        async with _class(package, "Async")(**keys(), http_client=http) as client:
            return await _group(client).sketch_room(job_id="mine", corners=4)

    assert asyncio.run(call()).job_id == "mine"


def test_both_judges_know_the_range(package: Any, simulator: Simulator) -> None:
    with _client(package, simulator) as client:
        for corners, refused in ((2, True), (3, False), (12, False), (13, True)):
            job, body = f"mine-{corners}", {"jobId": f"raw-{corners}", "corners": corners}
            path = next(
                operation.path for operation in simulator.bundle.operations if "sketch" in operation.path
            )
            if refused:
                with pytest.raises(package.InvalidRequestError, match=f"corners={corners} is"):
                    _group(client).sketch_room(job_id=job, corners=corners)
                with pytest.raises(package.RefusedError, match=f"corners: {corners} is"):
                    client.post(path, body)
            else:
                assert _group(client).sketch_room(job_id=job, corners=corners).job_id == job
                assert client.post(path, body)


def test_the_signature_shows_types_and_defaults(package: Any, simulator: Simulator) -> None:
    with _client(package, simulator) as client:
        method = _group(client).sketch_room
    parameters = inspect.signature(method).parameters
    assert parameters["strokes"].default == 2.5
    assert parameters["corners"].annotation == "int"
    assert parameters["pencil"].annotation == "SketchRoomRequestPencil | SketchRoomRequestPencilDict | None"
    assert "From 3 to 12." in (method.__doc__ or "")
    assert "Inferred, not documented, and warned of once: Made up for this test." in (method.__doc__ or "")


def test_the_callback_is_in_the_bundle(simulator: Simulator) -> None:
    (operation,) = [operation for operation in simulator.bundle.operations if operation.id == "sketchRoom"]
    assert operation.callbacks


@pytest.fixture(scope="module")
def operation(out: Path) -> Operation:
    return load_document(out / "openapi.json").operation("sketchRoom")


def test_the_contract_has_cases_on_both_sides_of_its_rules(operation: Operation) -> None:
    found = {case.id.partition(" / ")[2]: case.accepted for case in cases_of(operation)}
    assert found["corners / minimum 3 / 3 accepted"]
    assert not found["corners / minimum 3 / 2 refused"]
    assert not found["strokes / exclusiveMinimum 0 / 0 refused"]
    assert not found["pencil.grade / required / left out refused"]
    assert not found['pencil / additionalProperties false / {"no_such_field": 1} refused']
    for rule in constraints_of(operation):
        sides = {case.accepted for case in cases_of(operation) if case.rule.label == rule.label}
        assert sides == ({True} if rule.is_permission else {True, False})


def test_client_and_simulator_are_held_to_the_new_operation(package: Any, operation: Operation) -> None:
    client, simulator = ClientSubject(package), SimulatorSubject(operation.document)
    names = set()
    for check in client_checks(operation):
        check.run(client)
        names.add(check.id.partition(" / ")[2])
    for demand in simulator_checks(operation):
        demand.run(simulator)
        names.add(demand.id.partition(" / ")[2])
    assert names >= {"request", "defaults", "task / identity", "callback / delivery"}
    assert any(name.startswith("answer / data.jobId / ") for name in names)


def test_a_client_and_a_simulator_of_before_do_not_pass(operation: Operation, package: Any) -> None:
    """Both are made from a document in which the new operation has another range."""
    document = Document(
        json.loads(json.dumps(operation.document.data).replace('"maximum": 12', '"maximum": 13'))
    )
    changed = document.operation(operation.id)
    for checks, subject in (
        (client_checks(changed), ClientSubject(package)),
        (simulator_checks(changed), SimulatorSubject(operation.document)),
    ):
        assert any("maximum 13 / 13 accepted" in name for name in failing(checks, subject))


def failing(checks: Any, subject: Any) -> list[str]:
    found = []
    for check in checks:
        try:
            check.run(subject)
        except AssertionError:
            found.append(check.id)
    return found


def test_properties_are_drawn_for_it(operation: Operation) -> None:
    quick = settings(max_examples=2000, database=None)
    call = find(valid_calls(operation), lambda call: "pencil" in call.body, settings=quick)
    assert call.body["pencil"]["grade"]
    broken = find(broken_calls(operation), lambda broken: broken.rule.keyword == "maximum", settings=quick)
    assert broken.call.body["corners"] > 12
    assert find(valid_answers(operation), lambda answer: bool(answer["data"]["jobId"]), settings=quick)
