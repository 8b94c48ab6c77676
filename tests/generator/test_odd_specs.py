"""Odd but valid specs give a package that imports and works."""

from __future__ import annotations

import importlib
import inspect
import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.command import run
from tests.support.package import Changes, answering, generate, imported
from tests.support.small_spec import ANSWER, FIRE, ROOT, write_spec

REQUEST = "schemas/FirePotRequest.yaml"
DONE = {"code": "ok", "msg": "fine", "data": {"potId": "p1"}}


def _call(
    tmp_path: Path, changes: Changes, answer: object = DONE, **arguments: Any
) -> tuple[Any, dict[str, Any]]:
    """Call the one operation of a changed small spec; return its result and the body that was sent."""
    seen: list[httpx.Request] = []
    with imported(generate(tmp_path, changes)) as clay:
        client = clay.ClayWorks(kiln_key="k", http_client=answering(answer, seen))
        result = client.kiln.fire_pot(**{"pot_id": "p1", **arguments})
    return result, json.loads(seen[0].content)


def test_the_result_is_of_the_class_that_the_signature_names(tmp_path: Path) -> None:
    with imported(generate(tmp_path, {})) as clay:
        client = clay.ClayWorks(kiln_key="k", http_client=answering(DONE))
        result = client.kiln.fire_pot(pot_id="p1")
        named = inspect.signature(client.kiln.fire_pot).return_annotation
    assert type(result).__name__ == named


def test_a_result_that_may_be_missing_is_none(tmp_path: Path) -> None:
    changes: Changes = {"schemas/FiredAnswer.yaml": ("required: [code, msg, data]", "required: [code, msg]")}
    with imported(generate(tmp_path, changes)) as clay:
        client = clay.ClayWorks(kiln_key="k", http_client=answering({"code": "ok", "msg": "fine"}))
        assert client.kiln.fire_pot(pot_id="p1") is None
        assert str(inspect.signature(client.kiln.fire_pot).return_annotation).endswith("| None")


@pytest.mark.parametrize(
    "name",
    [
        *("operations", "Options", "self", "timeout", "max_retries", "extra_body", "class", "json", "copy"),
        *("model_config", "models", "Mapping", "body", "None", "名前", "client", "httpx", "schema", "print"),
    ],
)
def test_a_field_may_be_called_anything(name: str, tmp_path: Path) -> None:
    changes: Changes = {REQUEST: ("  glaze:\n", f"  {name!r}: {{type: string}}\n  glaze:\n")}
    with imported(generate(tmp_path, changes)) as clay:
        seen: list[httpx.Request] = []
        client = clay.ClayWorks(kiln_key="k", http_client=answering(DONE, seen))
        known = {"pot_id", "heat", "glaze", "timeout", "max_retries", "extra_headers", "extra_body"}
        (argument,) = [
            name for name in inspect.signature(client.kiln.fire_pot).parameters if name not in known
        ]
        client.kiln.fire_pot(pot_id="p1", **{argument: "x"})
    assert json.loads(seen[0].content)[name] == "x"


@pytest.mark.parametrize(
    "name", ["Options", "Operation", "Literal", "RequestModel", "Sequence", "SyncClient", "dict"]
)
def test_a_schema_may_be_called_anything(name: str, tmp_path: Path) -> None:
    changes: Changes = {
        REQUEST: ("$ref: Glaze.yaml", f"$ref: {name}.yaml"),
        f"schemas/{name}.yaml": "type: object\nproperties:\n  color: {type: string, enum: [ash, sky blue]}\n",
    }
    write_spec(tmp_path / "spec", changes)
    (tmp_path / "spec/schemas/Glaze.yaml").unlink()
    result = run(
        "generate", "--spec", tmp_path / "spec/openapi.yaml", "--out", tmp_path / "out", "--package", "clay"
    )
    assert result.exit_code == 0, result.stderr
    with imported(tmp_path / "out") as clay:
        client = clay.ClayWorks(kiln_key="k", http_client=answering(DONE))
        assert client.kiln.fire_pot(pot_id="p1", glaze={"color": "ash"}).pot_id == "p1"


@pytest.mark.parametrize("tag", ["post", "import", "class", "close", "a b", "base_url"])
def test_a_tag_may_be_called_anything(tag: str, tmp_path: Path) -> None:
    changes: Changes = {
        "openapi.yaml": ROOT.replace("name: kiln", f"name: {tag}"),
        "paths/fire.yaml": FIRE.replace("[kiln]", f"[{tag}]"),
    }
    with imported(generate(tmp_path, changes)) as clay:
        client = clay.ClayWorks(kiln_key="k", http_client=answering(DONE))
        (group,) = [
            getattr(client, name) for name in (f"{tag}_", tag.replace(" ", "_")) if hasattr(client, name)
        ][:1]
        assert group.fire_pot(pot_id="p1").pot_id == "p1"
        assert client.post("/x", {}) == DONE


def test_a_spec_without_nested_requests_keys_and_envelope(tmp_path: Path) -> None:
    changes: Changes = {
        "openapi.yaml": ROOT.replace("security:\n  - kilnKey: []\n", "")
        .partition("components:")[0]
        .replace("x-envelope: {code: code, message: msg, data: data, success: ok, refusal: no}\n", ""),
        REQUEST: ("  glaze:\n    $ref: Glaze.yaml\n", ""),
        "paths/fire.yaml": FIRE.replace(", glaze: {color: sky blue}", ""),
    }
    spec = write_spec(tmp_path / "spec", changes)
    (tmp_path / "spec/schemas/Glaze.yaml").unlink()
    result = run("generate", "--spec", spec, "--out", tmp_path / "out", "--package", "clay")
    assert result.exit_code == 0, result.stderr
    with imported(tmp_path / "out") as clay:
        client = clay.ClayWorks(http_client=answering(DONE))
        assert client.kiln.fire_pot(pot_id="p1").data.pot_id == "p1"
        assert importlib.import_module("clay.types").__all__ == []


def test_a_spec_without_operations_gives_a_client_for_raw_calls(tmp_path: Path) -> None:
    root = ROOT.replace("  /fire:\n    $ref: paths/fire.yaml\n", "").replace("paths:\n", "paths: {}\n")
    spec = tmp_path / "openapi.yaml"
    spec.write_text(root, encoding="utf-8")
    out = tmp_path / "out"
    result = run("generate", "--spec", spec, "--out", out, "--package", "clay", "--rules", "openapi")
    assert result.exit_code == 0, result.stderr
    with imported(out) as clay:
        assert clay.ClayWorks(kiln_key="k", http_client=answering(DONE)).post("/x", {}) == DONE


def test_a_code_may_be_a_number(tmp_path: Path) -> None:
    changes: Changes = {
        "openapi.yaml": ROOT.replace("success: ok", 'success: "0"'),
        "schemas/FiredAnswer.yaml": ANSWER.replace("type: string, const: ok", "type: integer, enum: [0]"),
    }
    result, _ = _call(tmp_path, changes, {"code": 0, "msg": "fine", "data": {"potId": "p1"}})
    assert result.pot_id == "p1"


def test_parameters_of_path_query_and_header(tmp_path: Path) -> None:
    fire = FIRE.replace(
        "  requestBody:\n",
        """\
  parameters:
    - {name: hall, in: path, required: true, schema: {type: string}}
    - {name: dryRun, in: query, schema: {type: boolean}}
    - {name: limit, in: query, schema: {type: integer, maximum: 9, default: 3}}
    - {name: X-Shift, in: header, schema: {type: string}}
  requestBody:
""",
        1,
    )
    changes: Changes = {
        "openapi.yaml": ROOT.replace("  /fire:", '  "/halls/{hall}/fire":'),
        "paths/fire.yaml": fire,
    }
    seen: list[httpx.Request] = []
    with imported(generate(tmp_path, changes)) as clay:
        client = clay.ClayWorks(kiln_key="k", http_client=answering(DONE, seen))
        client.kiln.fire_pot(hall="a/b c", pot_id="p1", dry_run=True, x_shift="late")
        client.kiln.fire_pot(hall="1", pot_id="p1", x_shift="late", extra_headers={"X-Shift": "early"})
        with pytest.raises(clay.InvalidRequestError, match="limit=10 is greater than the maximum of 9"):
            client.kiln.fire_pot(hall="1", pot_id="p1", limit=10)
    assert seen[0].url.raw_path == b"/halls/a%2Fb%20c/fire?dryRun=true&limit=3"
    assert [request.headers["X-Shift"] for request in seen] == ["late", "early"]
    assert json.loads(seen[0].content) == {"potId": "p1", "heat": 900}


def test_a_component_inside_a_component_is_hoisted(tmp_path: Path) -> None:
    reference = "'../openapi.yaml#/components/schemas/Store/properties/shelf'"
    changes: Changes = {
        "openapi.yaml": ROOT
        + "  schemas:\n    Store:\n      properties:\n        shelf: {type: integer, maximum: 4}\n",
        REQUEST: ("  glaze:\n", f"  shelf:\n    $ref: {reference}\n  glaze:\n"),
    }
    spec, out = write_spec(tmp_path / "spec", changes), tmp_path / "out"
    result = run("generate", "--spec", spec, "--out", out, "--package", "clay", "--rules", "openapi")
    assert result.exit_code == 0, result.stderr
    with imported(out) as clay:
        client = clay.ClayWorks(kiln_key="k", http_client=answering(DONE))
        with pytest.raises(clay.InvalidRequestError, match="shelf=5 is greater"):
            client.kiln.fire_pot(pot_id="p1", shelf=5)


def test_what_stands_beside_the_reference_of_a_path_counts(tmp_path: Path) -> None:
    shared = "\n    parameters:\n      - {name: hall, in: query, required: true, schema: {type: string}}"
    changes: Changes = {"openapi.yaml": ("    $ref: paths/fire.yaml", f"    $ref: paths/fire.yaml{shared}")}
    with imported(generate(tmp_path, changes)) as clay:
        client = clay.ClayWorks(kiln_key="k", http_client=answering(DONE))
        assert "hall" in inspect.signature(client.kiln.fire_pot).parameters


def test_two_schemas_of_one_class_are_a_complaint_and_two_classes_in_a_document_of_others(
    tmp_path: Path,
) -> None:
    inline = "  box:\n    type: object\n    properties:\n      size: {type: string}\n  glaze:\n"
    changes: Changes = {
        REQUEST: ("  glaze:\n", inline + "    $ref: FirePotRequestBox.yaml\n  other:\n"),
        "schemas/FirePotRequestBox.yaml": "type: object\nproperties:\n  size: {type: integer}\n",
    }
    spec = write_spec(tmp_path / "spec", changes)
    result = run("generate", "--spec", spec, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert "becomes the class FirePotRequestBox, as the schema at" in result.stderr
    out = tmp_path / "others"
    result = run("generate", "--spec", spec, "--out", out, "--package", "clay", "--rules", "openapi")
    assert result.exit_code == 0, result.stderr
    with imported(out) as clay:
        seen: list[httpx.Request] = []
        client = clay.ClayWorks(kiln_key="k", http_client=answering(DONE, seen))
        client.kiln.fire_pot(pot_id="p1", box={"size": "s"}, glaze={"size": 5})
    assert json.loads(seen[0].content) == {"potId": "p1", "box": {"size": "s"}, "glaze": {"size": 5}}


def test_models_that_were_changed_after_they_were_made_are_checked_again(tmp_path: Path) -> None:
    with imported(generate(tmp_path, {})) as clay:
        client = clay.ClayWorks(kiln_key="k", http_client=answering(DONE))
        models = importlib.import_module("clay.models")
        glaze = models.Glaze(color="ash")
        glaze.color = "mud"
        with pytest.raises(clay.InvalidRequestError, match=r"glaze\.color='mud' is not one of"):
            client.kiln.fire_pot(pot_id="p1", glaze=glaze)
        with pytest.raises(clay.InvalidRequestError, match=r"glaze\.color=5"):
            client.kiln.fire_pot(pot_id="p1", glaze=models.Glaze.model_construct(color=5))


def test_lists_may_be_tuples(tmp_path: Path) -> None:
    changes: Changes = {
        REQUEST: ("  glaze:\n", "  marks: {type: array, maxItems: 2, items: {type: string}}\n  glaze:\n")
    }
    _, sent = _call(tmp_path, changes, marks=("a", "b"))
    assert sent["marks"] == ["a", "b"]
