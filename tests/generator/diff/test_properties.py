"""Wherever two documents differ there is a change that points there; where they mean the same there is none."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.bundle import bundle_spec
from generator.diff import Diff, Impact, Side, Source, compare_documents
from generator.document.pointer import split_pointer
from tests.generator.diff.base import Json, as_nodes, base, diff_of, source
from tests.support.command import GENERATED, SPEC

OWN: Json = json.loads((GENERATED / "openapi.json").read_text(encoding="utf-8"))
DOCUMENTS = {"made up": base(), "our own": OWN}
SOURCES = {name: source(document, "old") for name, document in DOCUMENTS.items()}

Steps = tuple[str | int, ...]
FRESH = "x-fresh"


def _places(node: Any, steps: Steps = ()) -> list[Steps]:
    entries = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [steps, *(place for key, value in entries for place in _places(value, (*steps, key)))]


PLACES = {name: [steps for steps in _places(document) if steps] for name, document in DOCUMENTS.items()}


def _is_name(steps: Steps) -> bool:
    """Say whether a place holds a reference to another: what it names is another question than what it says."""
    return "$ref" in steps


@st.composite
def _mutations(draw: st.DrawFn, name: str) -> tuple[Steps, str]:
    return draw(st.sampled_from(PLACES[name])), draw(st.sampled_from(("remove", "replace", "add", "swap")))


def _mutate(document: Json, steps: Steps, how: str) -> Json | None:
    """Return the document with one node changed; None where that cannot be done there."""
    mutant = copy.deepcopy(document)
    holder: Any = mutant
    for step in steps[:-1]:
        holder = holder[step]
    key, value = steps[-1], holder[steps[-1]]
    if how == "remove":
        del holder[key]
    elif how == "replace":
        holder[key] = (
            not value
            if isinstance(value, bool)
            else value + 1
            if isinstance(value, int | float)
            else f"{value}~"
        )
    elif how == "add" and isinstance(value, dict):
        value[FRESH] = "fresh"
    elif how == "swap" and isinstance(value, list) and len(value) > 1 and value[0] != value[-1]:
        value[0], value[-1] = value[-1], value[0]
    else:
        return None
    return mutant


def _is_silent(document: Json, steps: Steps, how: str) -> bool:
    """Say whether a mutation means nothing: parameters are passed by name, so their order is no one's."""
    return how == "swap" and steps[-1] == "parameters"


def _leads_nowhere(steps: Steps, how: str) -> bool:
    """Say whether a mutation takes away what others refer to, or what they know it by: no bundle is like that."""
    is_component = steps[0] == "components" and len(steps) <= 3 and steps[1:2] != ("schemas",)
    is_known_by = steps[:2] == ("components", "parameters") and steps[3:] in (("name",), ("in",))
    return how in ("remove", "replace") and (is_component or is_known_by)


def _related(diff: Diff, document: Json, mutant: Json, steps: Steps) -> bool:
    """Say whether a change points at the place, at what is around it, or into it."""
    wanted = tuple(str(step) for step in steps)
    pointers = [split_pointer(side.pointer) for change in diff.changes for side in (change.old, change.new)]
    return any(pointer[: len(wanted)] == wanted or wanted[: len(pointer)] == pointer for pointer in pointers)


@settings(max_examples=100)
@given(_mutations("made up"))
def test_every_mutation_is_found(mutation: tuple[Steps, str]) -> None:
    _check_mutation("made up", *mutation)


@settings(max_examples=10)
@given(_mutations("our own"))
def test_every_mutation_of_our_own_spec_is_found(mutation: tuple[Steps, str]) -> None:
    _check_mutation("our own", *mutation)


def _check_mutation(name: str, steps: Steps, how: str) -> None:
    document = DOCUMENTS[name]
    mutant = _mutate(document, steps, how)
    if mutant is None or _is_name(steps) or _is_silent(document, steps, how) or _leads_nowhere(steps, how):
        return
    old, new = SOURCES[name], source(mutant, "new")
    forth, back = compare_documents(old, new, "clay"), compare_documents(new, old, "clay")
    assert forth.changes
    assert back.changes
    assert _related(forth, document, mutant, steps)
    assert _related(back, mutant, document, steps)


@settings(max_examples=30)
@given(
    st.sampled_from([steps for steps in PLACES["made up"] if steps[-1] == "$ref"]),
    st.sampled_from(["Word", "Text", "Glaze", "Round"]),
)
def test_every_other_reference_to_a_schema_is_found(steps: Steps, target: str) -> None:
    document = base()
    holder: Any = document
    for step in steps[:-1]:
        holder = holder[step]
    if "schemas/" not in holder["$ref"] or holder["$ref"].endswith(f"/{target}"):
        return
    holder["$ref"] = f"#/components/schemas/{target}"
    diff = diff_of(None, document)
    assert _related(diff, document, document, steps)


@settings(max_examples=8)
@given(st.randoms(use_true_random=False))
def test_the_order_of_keys_makes_no_difference(random: Any) -> None:
    assert not diff_of(None, _shuffled(base(), random)).changes


def _shuffled(node: Any, random: Any) -> Any:
    if isinstance(node, dict):
        keys = list(node)
        random.shuffle(keys)
        return {key: _shuffled(node[key], random) for key in keys}
    return [_shuffled(entry, random) for entry in node] if isinstance(node, list) else node


def _read(root: Path) -> Source:
    return Source(root.name, bundle_spec(root).document, lambda file: file.name)


def test_files_and_bundle_are_one_document(tmp_path: Path) -> None:
    assert not compare_documents(_read(SPEC), _read(GENERATED / "openapi.json"), "imgopen").changes


def test_json_yaml_and_other_files_are_one_document(tmp_path: Path) -> None:
    document = base()
    whole = tmp_path / "whole" / "openapi.json"
    whole.parent.mkdir()
    whole.write_text(json.dumps(document), encoding="utf-8")
    split = tmp_path / "split" / "openapi.yaml"
    schemas = document["components"].pop("schemas")
    (split.parent / "schemas").mkdir(parents=True)
    for name, schema in schemas.items():
        text = json.dumps(schema).replace("#/components/schemas/", "").replace('"$ref": "', '"$ref": "./')
        for other in schemas:
            text = text.replace(f'"./{other}"', f'"{other}.yaml"')
        (split.parent / "schemas" / f"{name}.yaml").write_text(
            yaml.safe_dump(json.loads(text)), encoding="utf-8"
        )
    rest = json.dumps(document)
    for name in schemas:
        rest = rest.replace(f'"#/components/schemas/{name}"', f'"schemas/{name}.yaml"')
    unused = {"Spare": {"$ref": "schemas/Spare.yaml"}, "Text": {"$ref": "schemas/Text.yaml"}}
    loaded = json.loads(rest)
    split.write_text(yaml.safe_dump(loaded), encoding="utf-8")
    found = compare_documents(_read(whole), _read(split), "clay").changes
    assert {change.kind for change in found} <= {
        "unused-component-removed",
        "request-discriminator-value-changed",
        "response-discriminator-value-changed",
    }
    assert {
        change.what.partition(" ")[0] for change in found if change.kind == "unused-component-removed"
    } == set(unused)


def test_a_document_that_refers_to_itself_is_compared() -> None:
    document = base()
    document["components"]["schemas"]["Round"]["properties"]["next"] = {"$ref": "#/components/schemas/Round"}
    deeper = copy.deepcopy(document)
    deeper["components"]["schemas"]["Round"]["properties"]["form"]["maxLength"] = 3
    kinds = {change.kind for change in diff_of(document, deeper).changes}
    assert {"request-maximum-length-added", "response-maximum-length-added"} <= kinds


def test_a_schema_that_is_missed_is_told() -> None:
    document = base()
    del document["components"]["schemas"]["Word"]
    assert [change.kind for change in diff_of(None, document).changes] == ["schema-removed"]
    assert [change.kind for change in diff_of(document, None).changes] == ["schema-added"]


def test_true_is_not_one_but_a_number_is_itself() -> None:
    documents = [base() for _ in range(3)]
    for document, value in zip(documents, (True, 1, 1.0), strict=True):
        document["components"]["schemas"]["Fire"]["properties"]["free"]["default"] = value
    assert [change.kind for change in diff_of(documents[0], documents[1]).changes] == [
        "request-default-changed"
    ]
    assert not diff_of(documents[1], documents[2]).changes


def test_what_is_read_only_is_not_judged_as_sent() -> None:
    document = base()
    for owner in ("Fire", "Fired"):
        del document["components"]["schemas"][owner]["properties"]["hidden"]
    changes = diff_of(None, document).changes
    assert [(change.side, change.impact) for change in changes] == [
        (Side.response, Impact.breaking),
        (Side.none, Impact.safe),
    ]


def test_what_is_in_a_read_only_field_is_not_judged_as_sent() -> None:
    documents = [base(), base()]
    for document in documents:
        seal = {"$ref": "#/components/schemas/Refusal", "readOnly": True}
        document["components"]["schemas"]["Fire"]["properties"]["seal"] = seal
    documents[1]["components"]["schemas"]["Refusal"]["properties"]["msg"]["maxLength"] = 9
    assert [change.kind for change in diff_of(*documents).changes] == ["response-maximum-length-added"]


def test_what_is_shared_by_both_sides_is_judged_on_each() -> None:
    documents = [base(), base()]
    for document in documents:
        document["components"]["schemas"]["Fire"]["properties"]["seal"] = {
            "$ref": "#/components/schemas/Refusal"
        }
    documents[1]["components"]["schemas"]["Refusal"]["properties"]["msg"]["maxLength"] = 9
    request, response = diff_of(*documents).changes
    assert (request.kind, request.impact, request.operations) == (
        "request-maximum-length-added",
        Impact.breaking,
        ("kiln.firePot",),
    )
    assert request.where == "kiln.firePot: seal.msg"
    assert (response.kind, response.impact, response.operations) == (
        "response-maximum-length-added",
        Impact.safe,
        ("kiln.firePot", "shop.listPots"),
    )
    assert response.where == "Refusal: msg"


def test_what_operations_share_is_told_once_with_all_of_them() -> None:
    document = base()
    document["components"]["parameters"]["Page"]["schema"]["minimum"] = 2
    document["components"]["responses"]["Refused"]["description"] = "Refused."
    changes = diff_of(None, document).changes
    assert [change.kind for change in changes] == ["request-minimum-raised", "response-description-changed"]
    assert all(change.operations == ("kiln.firePot", "shop.listPots") for change in changes)


def test_a_retry_ladder_is_told_retry_by_retry() -> None:
    document = base()
    delivery = document["components"]["callbacks"]["Finished"]["{$request.body#/note}"]["post"]["x-delivery"]
    delivery["intervals"] = [3, 90, 300]
    told = {change.what for change in diff_of(None, document).changes}
    assert told == {
        "the second retry comes 90 seconds after the first, no longer 60 seconds",
        "the third to the fourth retry each come 300 seconds after the one before, no longer 600 seconds",
    }


def test_positions_are_those_of_the_node() -> None:
    document = base()
    document["components"]["schemas"]["Fire"]["properties"]["heat"]["maximum"] = 1100
    (change,) = diff_of(None, document).changes
    pointer = "/components/schemas/Fire/properties/heat/maximum"
    assert (change.old.pointer, change.new.pointer) == (pointer, pointer)
    heat = as_nodes(base())["components"]["schemas"]["Fire"]["properties"]["heat"]
    assert change.old.line == heat.at("maximum").line
    assert change.old.file == "old.json"
    assert change.new.file == "new.json"
