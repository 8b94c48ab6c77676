"""Bundles that say the usual in unusual ways: all of it is good OpenAPI, so all of it has to work."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from imgopen_mock import BundleError, Settings

from tests.mock_server.simulator.apis import BAKERY, REAL, SUBMITS
from tests.mock_server.simulator.bells import bell_of
from tests.mock_server.simulator.calls import Call, ask, calls_of, links_of
from tests.mock_server.simulator.documents import Api, Json, Operation
from tests.mock_server.simulator.expressions import NOTHING, read, steps_of
from tests.mock_server.simulator.receivers import BRISK, EVER, heard, listen, ring
from tests.mock_server.simulator.results import fetch, inquiries, opened, outcome, pictures, wait

NAMELESS = tuple(
    (submit, call.put(submit.task["id"], NOTHING))
    for submit in SUBMITS
    for call in calls_of(submit)[:1]
    if submit.task["id"].startswith("$request.body") and call.put(submit.task["id"], NOTHING).keeps_contract
)
"""Calls whose id is left to the service, as far as an API allows that."""


def bakery() -> Api:
    """Return the made-up API, free to be changed."""
    return BAKERY.changed()


def baker(api: Api) -> Operation:
    """Return the operation whose callback has a rule."""
    return next(found for found in api.operations if found.callback_nodes and bell_of(found).rule)


def lister(api: Api) -> Operation:
    return next(found for found in api.operations if found.pages)


def parameter_of(operation: Operation, expression: str) -> Json:
    """Return the parameter that an expression points at."""
    place, name = steps_of(expression)
    return next(found for found in operation.parameters if (found["in"], found["name"]) == (place, name))


def test_two_links_may_lead_to_the_same_question() -> None:
    api = bakery()
    links = baker(api).answer["links"]
    links["again"] = deepcopy(next(iter(links.values())))
    submit = baker(api)
    simulator = api.simulator(Settings(BRISK.pace, keep_tasks=2))
    for number in range(1, 7):
        call = calls_of(submit)[0].numbered(number)
        assert ask(simulator, call).accepted
        assert all(answer.accepted for answer in inquiries(simulator, call))
        wait(simulator)
    assert len(simulator.tasks) == 2


@pytest.mark.parametrize("codes", [(True, False), (1, 0), (0, 1), ("0", 0), (None, "no"), (1.5, -1)])
def test_the_codes_of_the_frame_may_be_anything(codes: tuple[Any, Any]) -> None:
    api = bakery()
    old = api.envelope
    api.document["x-envelope"] |= {"success": codes[0], "refusal": codes[1]}
    new = {old["success"]: codes[0], old["refusal"]: codes[1]}
    for schema in api.document["components"]["schemas"].values():
        code = schema.get("properties", {}).get(old["code"])
        if code is not None:
            code["const"] = new[code["const"]]
    for path in api.document["paths"].values():
        for operation in path.values():
            for response in operation.get("responses", {}).values():
                for media in response.get("content", {}).values():
                    for example in media.get("examples", {}).values():
                        example["value"][old["code"]] = new[example["value"][old["code"]]]
    simulator = api.simulator(BRISK)
    for operation in (found for found in api.operations if found.role != "query"):
        call = calls_of(operation)[0]
        answer = ask(simulator, call)
        assert answer.kept, answer.body
        assert answer.accepted
        assert type(answer.body[old["code"]]) is type(codes[0])
        assert all(found.kept and found.accepted for found in inquiries(simulator, call))
        if operation.role == "submit":
            again = ask(simulator, call)
            assert again.kept, again.body
            assert not again.accepted


@pytest.mark.parametrize("servers", [None, [], [{"url": "/v1"}], [{"url": "https://{region}.example/v1"}]])
def test_an_api_need_not_say_where_it_is(servers: Any) -> None:
    api = BAKERY.changed(servers=servers) if servers is not None else bakery()
    if servers is None:
        del api.document["servers"]
    simulator, answers = outcome(calls_of(baker(api))[0], BRISK)
    assert pictures(answers)
    for url in pictures(answers):
        assert "{" not in url
        assert url.startswith("http")
        assert fetch(simulator, url).status == 200


@pytest.mark.parametrize("constants", [(1, 2), (True, False), (0.5, 1.5), ("1", "2"), ("a/b", "a b")])
def test_the_constants_of_links_may_have_any_type(constants: tuple[Any, Any]) -> None:
    api, submits = with_constants(*constants)
    simulator = api.simulator(BRISK)
    calls = [calls_of(found)[0].numbered(5) for found in submits]
    for call in calls:
        assert ask(simulator, call).accepted
        assert all(ask(simulator, as_text(link.call(call))).accepted for link in links_of(call.operation))
    for call in calls:
        for link in (found for found in links_of(call.operation) if found.constants):
            assert not ask(simulator, as_text(link.call(call.numbered(6)))).accepted


def with_constants(*constants: Any) -> tuple[Api, list[Operation]]:
    """Return an API whose links have other constants, and the operations with these links."""
    api = bakery()
    submits = [found for found in api.operations if any(link.constants for link in links_of(found))]
    names = {name for found in submits for link in links_of(found) for name in link.constants}
    kind = {int: "integer", bool: "boolean", float: "number", str: "string"}[type(constants[0])]
    for found, constant in zip(submits, constants, strict=True):
        for node in found.link_nodes:
            chosen = {name: constant for name in node["parameters"] if name.rpartition(".")[2] in names}
            node["parameters"] |= chosen
    for query in api.operations:
        for parameter in query.parameters:
            if parameter["name"] in names:
                parameter |= {"schema": {"type": kind}, "example": constants[0]}
    return api, submits


def as_text(call: Call) -> Call:
    """Return the call with truth values in its query written as JSON does."""
    query = {
        name: str(value).lower() if isinstance(value, bool) else value
        for name, value in call.values["query"].items()
    }
    return Call(call.operation, {**call.values, "query": query})


def test_a_place_of_no_tasks_is_called_by_its_name() -> None:
    """Also if that is a number."""
    api, submits = with_constants(1, 2)
    link = next(found for found in links_of(submits[0]) if found.constants)
    ((name, _),) = link.constants.items()
    message = ask(
        api.simulator(), link.call(calls_of(submits[0])[0]).put(f"$request.query.{name}", 4711)
    ).message
    assert "4711" in message
    assert "int" not in message


@pytest.mark.parametrize(("submitted", "asked"), [(7, 7.0), (7.0, 7), (10**20, 1e20)])
def test_a_whole_number_is_the_same_id_however_it_is_written(submitted: Any, asked: Any) -> None:
    """To JSON Schema, 7.0 is the integer 7."""
    submit = baker(BAKERY)
    simulator = BAKERY.simulator(BRISK)
    call = calls_of(submit)[0].put(submit.task["id"], submitted)
    assert call.keeps_contract
    assert ask(simulator, call).accepted
    again = call.put(submit.task["id"], asked)
    assert not ask(simulator, again).accepted
    assert all(answer.accepted for answer in inquiries(simulator, call.put(submit.task["id"], int(asked))))


@pytest.mark.parametrize(("submit", "call"), NAMELESS, ids=[submit.id for submit, _ in NAMELESS])
def test_a_task_without_an_id_of_the_callers_has_the_assigned_one(submit: Operation, call: Call) -> None:
    simulator = submit.api.simulator(BRISK)
    answers = [ask(simulator, call) for _ in range(3)]
    assert all(answer.accepted and answer.kept for answer in answers)
    ids = [str(answer.get("assigned")) for answer in answers]
    assert len(set(ids)) == len(ids)
    for assigned in ids:
        named = call.put(submit.task["id"], assigned)
        assert all(answer.accepted for answer in inquiries(simulator, named))
        assert not any(answer.accepted for answer in inquiries(simulator, named, "other"))


@pytest.mark.parametrize(("submit", "call"), NAMELESS, ids=[submit.id for submit, _ in NAMELESS])
def test_an_assigned_id_is_never_one_that_a_caller_has_taken(submit: Operation, call: Call) -> None:
    """A request without an id cannot be refused for having a bad one."""
    twin, simulator = submit.api.simulator(BRISK), submit.api.simulator(BRISK)
    assigned = [ask(twin, call).get("assigned") for _ in range(2)]
    taken = call.put(submit.task["id"], str(assigned[1]))
    assert ask(simulator, taken).accepted
    before = [answer.response for answer in inquiries(simulator, taken)]
    answers = [ask(simulator, call) for _ in range(3)]
    assert [answer.accepted for answer in answers] == [True] * 3, answers[0].message
    assert assigned[1] not in [answer.get("assigned") for answer in answers]
    assert [answer.response for answer in inquiries(simulator, taken)] == before


def test_an_assigned_id_may_be_a_number() -> None:
    """Here nobody but the service makes ids, and they are integers, as the query wants them."""
    api = bakery()
    submit = baker(api)
    submit.node["x-task"].pop("id")
    for node in submit.link_nodes:
        for name, value in node["parameters"].items():
            if str(value).startswith("$"):
                node["parameters"][name] = submit.task["assigned"]
    simulator = api.simulator(BRISK)
    for _ in range(2):
        answer = ask(simulator, calls_of(submit)[0])
        assert answer.accepted
        for found in links_of(submit):
            question = found.call(calls_of(submit)[0])
            asked = question.put(question.operation.task["id"], answer.get("assigned"))
            assert ask(simulator, asked).accepted, ask(simulator, asked).message


def test_the_answer_of_a_list_may_call_its_rows_what_the_request_calls_its_size() -> None:
    api = bakery()
    listing = lister(api)
    rows = steps_of(listing.pages["items"])[-1]
    size = parameter_of(listing, listing.pages["size"])
    listing.node["x-pagination"]["size"] = listing.pages["size"].replace(size["name"], rows)
    size["name"] = rows
    answer = ask(api.simulator(), calls_of(listing)[0])
    assert answer.kept, answer.body
    found = read({"body": answer.body}, steps_of(listing.pages["items"]))
    assert len(found) == size["example"]


@pytest.mark.parametrize("api", [BAKERY, REAL], ids=lambda api: api.name)
def test_page_and_size_may_have_defaults(api: Api) -> None:
    changed = api.changed()
    listing = lister(changed)
    call = calls_of(listing)[0]
    expected = ask(changed.simulator(), call.put(listing.pages["size"], 3)).body
    for expression, default in ((listing.pages["page"], listing.pages["first"]), (listing.pages["size"], 3)):
        place, name = steps_of(expression)
        if place == "body":
            schema = changed.follow(listing.body["schema"])
            schema["required"].remove(name)
            schema["properties"][name]["default"] = default
        else:
            parameter = parameter_of(listing, expression)
            parameter["required"] = False
            parameter["schema"]["default"] = default
        call = call.put(expression, NOTHING)
    again = Api(changed.name, changed.document, changed.rows)
    answer = ask(again.simulator(), call)
    items = steps_of(listing.pages["items"])
    assert read({"body": answer.body}, items) == read({"body": expected}, items) != []


@pytest.mark.parametrize("body", ["a text", [], 7, None])
def test_a_callback_that_has_no_room_for_the_task_is_noticed_at_once(body: Any) -> None:
    """Either the bundle is refused, or the callback can be sent; not found out hours later."""
    api = bakery()
    node = baker(api).callback_nodes[0][2]
    example: Json = {api.envelope["code"]: api.envelope["success"], api.envelope["message"]: ""}
    example[api.envelope["data"]] = body
    node["requestBody"] = {
        "content": {"application/json": {"schema": {"type": "object"}, "example": example}}
    }
    try:
        simulator = api.simulator(BRISK)
    except BundleError:
        return
    ring(simulator, baker(api))
    assert all(attempt.request.body for attempt in listen(simulator, EVER))


@pytest.mark.parametrize("wanted", ["webp", "PNG", "jpeg2000", "a/b", ""])
def test_a_format_that_is_free_text_still_gives_pictures(wanted: str) -> None:
    """Whatever is asked for, the address that an answer gives is the address of a picture."""
    api = bakery()
    api.document["components"]["schemas"]["Order"]["properties"]["kind"].pop("enum")
    call = calls_of(baker(api))[0].with_fields({("kind",): wanted})
    assert call.keeps_contract
    simulator, answers = outcome(call, BRISK)
    if {answer.state for answer in answers} == {"succeeded"}:
        assert pictures(answers)
        for url in pictures(answers):
            assert opened(fetch(simulator, url))[1] in ("PNG", "JPEG")


@pytest.mark.parametrize("length", [100, 2000, 20_000])
def test_an_address_is_used_as_it_was_given_or_not_at_all(length: int) -> None:
    submit = baker(BAKERY)
    simulator = BAKERY.simulator(BRISK)
    call = bell_of(submit).ringing(calls_of(submit)[0].numbered(3))
    host = "h" * length
    call = call.put(next(text for text in bell_of(submit).expressions if text != submit.task["id"]), host)
    answer = ask(simulator, call)
    urls = {attempt.request.url for attempt in listen(simulator, EVER, heard(submit))}
    assert urls == ({bell_of(submit).address(call)} if answer.accepted and urls else set())
