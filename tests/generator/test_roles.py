"""What the spec says of tasks and lists becomes what the client can do, and nothing where it says nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.command import run
from tests.support.package import Changes, generate, imported
from tests.support.small_spec import FIRE, REQUEST, ROOT, write_spec

TASK = """\
  x-task:
    role: submit
    results: []
    id: $request.body#/potId
"""
LINK = """\
      links:
        pot:
          operationId: lookAtPot
          requestBody: {potId: $request.body#/potId}
"""
LOOK = """\
post:
  operationId: lookAtPot
  tags: [kiln]
  summary: Look at a pot
  description: Tells how a pot stands.
  x-provenance: {status: documented, pages: [P 2]}
  x-task:
    role: query
    id: $request.body#/potId
    state: $response.body#/data/state
    states: {pending: [cold], running: [hot], succeeded: [done], failed: [broken]}
  requestBody:
    required: true
    content:
      application/json:
        schema:
          $ref: ../schemas/LookAtPotRequest.yaml
        examples:
          page: {value: {potId: p1}}
  responses:
    "200":
      description: The pot.
      content:
        application/json:
          schema:
            $ref: ../schemas/PotAnswer.yaml
"""
LOOK_REQUEST = """\
type: object
description: Which pot.
additionalProperties: false
required: [potId]
properties:
  potId: {type: string, description: Id of the pot.}
"""
POT = """\
type: object
description: The answer.
required: [code, msg, data]
properties:
  code: {type: string, const: ok, description: The code.}
  msg: {type: string, description: Words.}
  data:
    type: object
    description: A pot.
    properties:
      state: {type: string, description: How it stands.}
"""
FOLLOWED: Changes = {
    "openapi.yaml": ROOT.replace("components:", "  /look:\n    $ref: paths/look.yaml\ncomponents:"),
    "paths/fire.yaml": FIRE.replace("  requestBody:", f"{TASK}  requestBody:") + LINK,
    "paths/look.yaml": LOOK,
    "schemas/LookAtPotRequest.yaml": LOOK_REQUEST,
    "schemas/PotAnswer.yaml": POT,
}


def _kiln(states: list[str | None], seen: list[Any]) -> httpx.Client:
    """Return an HTTP client whose service fires pots, and tells one state after the other."""

    def handle(request: httpx.Request) -> httpx.Response:
        body = json.loads(request.content)
        seen.append((request.url.path, body))
        data: dict[str, Any] = {"potId": body["potId"]}
        if request.url.path == "/look":
            state = states.pop(0)
            data = {} if state is None else {"state": state}
        return httpx.Response(200, json={"code": "ok", "msg": "fine", "data": data})

    return httpx.Client(transport=httpx.MockTransport(handle))


@pytest.mark.parametrize("last", ["done", "broken", "never heard of"])
def test_a_task_of_any_api_is_followed_by_its_link_and_its_own_words(last: str, tmp_path: Path) -> None:
    seen: list[Any] = []
    with imported(generate(tmp_path, FOLLOWED)) as clay:
        http = _kiln([None, "cold", "hot", last], seen)
        client = clay.ClayWorks(kiln_key="k", http_client=http, sleep=lambda seconds: None)
        task = client.kiln.fire_pot()
        states: list[str] = []
        if last == "done":
            assert task.wait(on_progress=lambda one: states.append(one.state)).info.state == last
        else:
            with pytest.raises(clay.TaskFailedError):
                task.wait(on_progress=lambda one: states.append(one.state))
        assert client.resume(task.id).operation == "kiln.fire_pot"
    assert states == ["pending", "pending", "running", "succeeded" if last == "done" else "failed"]
    assert task.id.endswith("-fire_pot")
    assert {body["potId"] for _, body in seen} == {task.id}
    assert [path for path, _ in seen] == ["/fire", *["/look"] * 4]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (LINK, ""),
        (TASK, ""),
        ("$request.body#/potId}", "fixed}"),
        ("operationId: lookAtPot\n          requestBody", "operationId: firePot\n          requestBody"),
    ],
    ids=["no link", "no task", "a link without the id", "a link to no query"],
)
def test_what_cannot_be_followed_gives_its_receipt(before: str, after: str, tmp_path: Path) -> None:
    fire = str(FOLLOWED["paths/fire.yaml"])
    assert before in fire
    changes: Changes = {**FOLLOWED, "paths/fire.yaml": fire.replace(before, after)}
    with imported(generate(tmp_path, changes)) as clay:
        client = clay.ClayWorks(kiln_key="k", http_client=_kiln([], []))
        assert client.kiln.fire_pot(pot_id="p1").pot_id == "p1"


@pytest.mark.parametrize(
    "rule",
    ["pattern: '^p'", "maxLength: 63", "enum: [p1, p2]", "format: uuid", "maxLength: 64", "minLength: 1"],
)
def test_an_id_is_made_only_where_any_text_can_be_one(rule: str, tmp_path: Path) -> None:
    is_free = rule in ("maxLength: 64", "minLength: 1")
    changes: Changes = {
        **FOLLOWED,
        "schemas/FirePotRequest.yaml": REQUEST.replace(
            "    description: Id of the pot.", f"    description: Id of the pot.\n    {rule}"
        ),
    }
    with imported(generate(tmp_path, changes)) as clay:
        client = clay.ClayWorks(kiln_key="k", http_client=_kiln([], []))
        if is_free:
            assert client.kiln.fire_pot().id
        else:
            with pytest.raises(TypeError, match="pot_id"):
                client.kiln.fire_pot()
            assert client.kiln.fire_pot(pot_id="p1").id == "p1"


LISTED = """\
post:
  operationId: {name}
  tags: [{tag}]
  summary: List the pots
  description: Lists the pots.
  x-provenance: {{status: documented, pages: [P 3]}}
  x-pagination:
    collection: {collection}
    page: $request.body#/page
    size: $request.body#/size
    first: 0
    items: $response.body#/data/pots
    total: $response.body#/data/count
  requestBody:
    required: true
    content:
      application/json:
        schema:
          type: object
          description: Which page.
          additionalProperties: false
          required: [page, size]
          properties:
            page: {{type: integer, description: Its number.}}
            size: {{type: integer, description: Its size.}}
        examples:
          page: {{value: {{page: 0, size: 2}}}}
  responses:
    "200":
      description: The pots.
      content:
        application/json:
          schema:
            type: object
            description: The answer.
            required: [code, msg, data]
            properties:
              code: {{type: string, const: ok, description: The code.}}
              msg: {{type: string, description: Words.}}
              data:
                type: object
                description: A page.
                required: [pots, count]
                properties:
                  pots: {{type: array, description: The pots., items: {{type: string}}}}
                  count: {{type: integer, description: How many.}}
"""


def _listed(collection: str, name: str = "listPots", tag: str = "kiln") -> dict[str, Any]:
    return {
        "openapi.yaml": ROOT.replace(
            "components:", "  /list:\n    $ref: paths/list.yaml\ncomponents:"
        ).replace(
            "x-envelope",
            "x-envelope" if tag == "kiln" else f"  - name: {tag}\n    description: Lists.\nx-envelope",
        ),
        "paths/list.yaml": LISTED.format(collection=collection, name=name, tag=tag),
    }


@pytest.mark.parametrize("tag", ["kiln", "lists"])
def test_a_list_of_any_api_is_paged(tag: str, tmp_path: Path) -> None:
    def handle(request: httpx.Request) -> httpx.Response:
        body = json.loads(request.content)
        pots = list("abcde")[body["page"] * body["size"] :][: body["size"]]
        return httpx.Response(200, json={"code": "ok", "msg": "", "data": {"pots": pots, "count": 5}})

    with imported(generate(tmp_path, _listed("clay-pots", tag=tag))) as clay:
        http = httpx.Client(transport=httpx.MockTransport(handle))
        client = clay.ClayWorks(kiln_key="k", http_client=http)
        assert list(client.clay_pots.list(page_size=2)) == list("abcde")
        assert [len(page) for page in client.clay_pots.list(page_size=2).pages()] == [2, 2, 1]


@pytest.mark.parametrize("taken", ["kiln", "resume", "post"])
def test_a_collection_cannot_be_called_as_something_else(taken: str, tmp_path: Path) -> None:
    root = write_spec(tmp_path, _listed(taken))
    result = run("generate", "--spec", str(root), "--out", str(tmp_path / "out"), "--rules", "openapi")
    assert result.exit_code == 1
    assert f"listPots: x-pagination: the collection {taken} would hide" in result.stderr


def test_an_operation_may_be_called_as_the_classes_need_it(tmp_path: Path) -> None:
    with imported(generate(tmp_path, _listed("pots", name="withRawResponse"))) as clay:
        kiln = clay.ClayWorks(kiln_key="k").kiln
        assert callable(kiln.with_raw_response_)
        assert hasattr(kiln.with_raw_response, "fire_pot")
