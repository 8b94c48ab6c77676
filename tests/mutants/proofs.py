"""Proofs that a change changes nothing, so that no suite could see it."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import Any

from imgopen_contract.document import Document
from imgopen_contract.document.expressions import NOTHING
from imgopen_contract.rules.constraint import types_of

from tests.mutants.mutant import Change, Mutant, Side
from tests.mutants.pointers import value_at
from tests.mutants.sides import Workshop


class Proof(str, Enum):
    """Why a mutant is the same thing as what it was made from.

    - `same code`: the package does the same, instruction by instruction; only what type checkers read of arguments may
      be another.
    - `same values`: by the rules of JSON Schema, the changed schema allows the same values.
    """

    same_code = "same code"
    same_values = "same values"


def proofs_of(mutant: Mutant, document: Document, workshops: Mapping[Side, Workshop]) -> frozenset[Proof]:
    """Return every proof that holds for a mutant."""
    proofs = set()
    if _has_same_code(mutant, workshops[mutant.side]):
        proofs.add(Proof.same_code)
    if allows_the_same(document, mutant.change):
        proofs.add(Proof.same_values)
    return frozenset(proofs)


def _has_same_code(mutant: Mutant, workshop: Workshop) -> bool:
    before, after = (workshop.code(change, mutant.operations) for change in (None, mutant.change))
    if not before or before.keys() != after.keys():
        return False
    return all(
        text == after[path] or _bare(path, text) == _bare(path, after[path]) for path, text in before.items()
    )


def _bare(path: str, text: str) -> str:
    """Return the code of a module without what is there for type checkers alone.

    Those are the annotations of methods, and the plain forms of what goes into requests. Those of models tell pydantic
    what to check.
    """
    kind = Path(path).parent.name
    if kind == "types":
        return ""
    tree = ast.parse(text)
    if kind.endswith("resources"):
        for node in ast.walk(tree):
            if isinstance(node, ast.arg):
                node.annotation = None
    return ast.dump(tree)


def allows_the_same(document: Document, change: Change) -> bool:
    """Tell whether a schema whose type is changed can be shown to allow the same values as before.

    A list of allowed values leaves nothing for the type to say, as long as each of them is of it; and the multiples
    of a whole number are whole, whether the type says so or not.
    """
    *home, keyword = change.pointer
    schema = value_at(document.data, tuple(home))
    if keyword != "type" or not isinstance(schema, dict) or "type" not in schema:
        return False
    after = {key: value for key, value in schema.items() if key != "type"}
    if change.value is not NOTHING:
        after["type"] = change.value
    if "enum" in schema or "const" in schema:
        known = schema.get("enum", [schema.get("const")])
        return all(document.keeps(value, schema) and document.keeps(value, after) for value in known)
    return _are_multiples(schema, after)


def _are_multiples(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    step = before.get("multipleOf", 0.5)
    return types_of(before) == ("integer",) and types_of(after) == ("number",) and step == int(step)
