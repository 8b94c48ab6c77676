"""What is read from an OpenAPI document, and what is said about one that cannot be used."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from imgopen_mock import Bundle, BundleError, Request, Simulator, load_bundle
from imgopen_mock.core.description.extensions import Delivery, Provenance, States
from imgopen_mock.core.description.operation import Operation


def operation(bundle: Bundle, name: str) -> Operation:
    return next(found for found in bundle.operations if found.id == name)


def change(document: dict[str, Any], pointer: str, value: Any) -> dict[str, Any]:
    """Put a value somewhere in a document; None takes away what is there."""
    *parents, last = pointer.split(" ")
    inner = document
    for token in parents:
        inner = inner[token]
    if value is None:
        del inner[last]
    else:
        inner[last] = value
    return document


def test_bundle_names_api_and_operations_in_order(kiln: Bundle) -> None:
    assert (kiln.title, kiln.version) == ("Kiln", "7.1")
    assert [(found.id, found.method, found.path, found.tag) for found in kiln.operations] == [
        ("fire", "POST", "/firings", "firing"),
        ("readKiln", "POST", "/kilns/{kiln}/state", "kilns"),
        ("readKilns", "POST", "/kilns/all/state", "kilns"),
        ("lookAtShelf", "GET", "/shelves/{number}", "shelves"),
        ("clearShelf", "DELETE", "/shelves/{number}", "shelves"),
    ]


def test_credentials_come_from_security(kiln: Bundle) -> None:
    assert operation(kiln, "fire").credentials == (("Kiln-Key", "Kiln-Secret"),)
    assert operation(kiln, "lookAtShelf").credentials == ()
    assert operation(kiln, "clearShelf").credentials == (("Kiln-Key",), ("Authorization",))


def test_extensions_are_read(kiln: Bundle) -> None:
    fire = operation(kiln, "fire")
    assert fire.provenance == Provenance("partial", ("K 1",), "Half of the page is burnt.")
    assert fire.task is not None
    assert fire.task.role == "submit"
    assert fire.task.states == States(("queued",), ("hot",), ("done",), ("cracked",))
    assert fire.task.assigned is not None
    assert fire.task.assigned.read({"response": {"body": {"payload": {"number": 3}}}}) == 3


def test_callback_knows_address_and_delivery(kiln: Bundle) -> None:
    (callback,) = operation(kiln, "fire").callbacks
    assert (callback.name, callback.method) == ("cooled", "POST")
    assert callback.url.fill({"request": {"body": {"bell": "http://here"}}}) == "http://here"
    assert callback.url.fill({"request": {"body": {}}}) is None
    assert callback.delivery == Delivery("heard", ("yes", 1), (0, 2, 6.5, 11, 15.5))


def test_request_body_knows_its_shortest_example_and_what_may_be_missing(kiln: Bundle) -> None:
    body = operation(kiln, "fire").body
    assert body is not None
    assert [field.name for field in body.tolerated] == ["pots[].maker", "bell"]
    assert body.shortest == {"glaze": "celadon", "job": {"ref": "pot-1"}}


@pytest.mark.parametrize(
    ("pointer", "value", "complaint"),
    [
        ("openapi", "3.0.3", "is not an OpenAPI 3.1 document"),
        ("info", None, "info is missing"),
        ("x-envelope", None, "x-envelope is missing"),
        ("x-envelope code", 3, "#/x-envelope/code: is not a string"),
        ("paths", {}, "#/paths: has no operations"),
        ("paths", [], "#/paths: is not an object"),
        ("paths /firings post operationId", None, "#/paths/~1firings/post: operationId is missing"),
        ("paths /firings post operationId", "readKiln", "operationId readKiln is taken already"),
        ("paths /firings post responses", {}, "default is missing"),
        ("paths /firings post x-task receipt", "$url", "x-task: receipt: '$url' is not a runtime expression"),
        ("paths /firings post x-task receipt", "$response.body#/text/a", "/response/body/text cannot hold"),
        ("paths /firings post x-task states", {"asleep": []}, "asleep is not a kind of state"),
        ("paths /firings post requestBody content", {"text/plain": {}}, "has no JSON media type"),
        ("components schemas Firing", None, "#/components/schemas/Firing does not exist"),
        ("components schemas Firing", {"$ref": "#/components/schemas/Firing"}, "references never end"),
        ("components schemas Firing", {"$ref": "other.json"}, "other.json points outside the document"),
        ("components schemas Degrees type", "warmth", "the schema is broken"),
        ("components schemas Degrees pattern", "(", "the schema is broken"),
        ("components schemas Degrees", 3, "#/components/schemas/Degrees: is not a schema"),
        (
            "paths /kilns/{kiln}/state post requestBody content application/json schema required",
            [3],
            "/application~1json/schema/required/0: the schema is broken: 3 is not of type",
        ),
        ("components securitySchemes kilnKey in", "query", "a key in the query is not supported"),
        ("components securitySchemes kilnKey", None, "kilnKey is missing"),
    ],
)
def test_broken_document_is_told_where(
    kiln_document: dict[str, Any], pointer: str, value: Any, complaint: str
) -> None:
    document = change(kiln_document, pointer, value)
    with pytest.raises(BundleError) as caught:
        Bundle.parse(json.dumps(document))
    assert complaint in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", [b"", b"{", b"\xff", b"[]", b"null", b"[" * 100_000])
def test_text_that_is_no_document(text: bytes) -> None:
    with pytest.raises(BundleError, match="is not"):
        Bundle.parse(text)


ITSELF = {"$ref": "#/components/schemas/Degrees"}


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "object", "required": ["a", "b"], "properties": {"a": ITSELF}},
        {"type": "array", "minItems": 1, "items": ITSELF},
        {"oneOf": [ITSELF, {"type": "integer"}]},
        {"allOf": [ITSELF]},
    ],
)
def test_schema_that_holds_itself_is_read(kiln_document: dict[str, Any], schema: dict[str, Any]) -> None:
    document = change(kiln_document, "components schemas Degrees", schema)
    assert Bundle.parse(json.dumps(document)).operations


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match=r"none\.json: cannot be read: No such file"):
        load_bundle(tmp_path / "none.json")


def test_broken_file_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("{}")
    with pytest.raises(BundleError, match=r"broken\.json: openapi is missing"):
        load_bundle(broken)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """List the ways to everything in a JSON value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, child in inner for place in places(child, (*path, key)))]


PLACES = [place for place in places(json.loads(Path(__file__).with_name("kiln.json").read_text())) if place]


@given(
    place=st.sampled_from(PLACES),
    junk=st.sampled_from(
        [None, True, 3, -1, 1.5, "", "text", "$request.body#/a", [], [None], ["a"], {}, {"a": 1}, {"$ref": 1}]
    )
    | st.sampled_from([{"$ref": "#/components/schemas/Firing"}, {"$ref": "#/"}, {"$ref": "#x"}, [[]], [{}]]),
)
@settings(max_examples=500, deadline=None)
def test_any_damage_is_a_bundle_error_or_harmless(place: tuple[Any, ...], junk: Any) -> None:
    document = json.loads(Path(__file__).with_name("kiln.json").read_text())
    inner = document
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = junk
    try:
        bundle = Bundle.parse(json.dumps(document))
    except BundleError:
        return
    simulator = Simulator(bundle)
    headers = {"content-type": "application/json", "kiln-key": "k", "kiln-secret": "s"}
    for operation in bundle.operations:
        body = json.dumps(None if operation.body is None else operation.body.example).encode()
        response = simulator.handle(Request(operation.method, operation.path, headers, body, "side=left"))
        json.loads(response.body)
