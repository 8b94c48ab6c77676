"""Clients and simulators of changed documents, and the proofs that a change changes nothing."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from imgopen_contract.cases import cases_of
from imgopen_contract.document import Operation
from imgopen_contract.document.expressions import NOTHING

from tests.contract.checks import Check
from tests.contract.mutation.mutants import every_mutant, workshops
from tests.contract.suite import document, operations
from tests.mutants.mutant import Change, Mutant, Side, Use
from tests.mutants.pointers import Pointer, value_at
from tests.mutants.proofs import Proof, allows_the_same, proofs_of
from tests.mutants.sides import PACKAGE, ClientWorkshop
from tests.mutants.trial import Verdict, first_failure, likeliest_first, try_out

PARTS = tuple(f"src/{PACKAGE}/{part}/" for part in ("models", "types", "operations", "resources"))


@cache
def whole() -> dict[str, str]:
    """Return the code of the package with all operations."""
    return definitions(ClientWorkshop(whole=True).code(None, ()))


def definitions(code: dict[str, str]) -> dict[str, str]:
    """Return the source of everything that is defined in models, operations and methods, by part and name.

    A model that several groups share stands in a module of its own, so that modules are left out.
    """
    modules = {Path(path).stem for path in code}
    return {
        f"{Path(path).parent.name} {name}": ast.unparse(_Plain(modules).visit(source))
        for path, text in code.items()
        if path.startswith(PARTS) and not path.endswith("__init__.py")
        for name, source in _defined(ast.parse(text))
    }


def _defined(tree: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and node.name.endswith("Resource"):
            for method in (inner for inner in node.body if isinstance(inner, ast.FunctionDef)):
                # A docstring calls other operations as the package does, or by their ids if it does not have them.
                del method.body[0]
                if method.name != "with_raw_response":
                    yield method.name, method
        elif isinstance(node, ast.ClassDef) and not node.name.endswith("ResourceRaw"):
            yield node.name, node
        elif isinstance(node, ast.Assign):
            yield ast.unparse(node.targets[0]), node.value


class _Plain(ast.NodeTransformer):
    """Writes `module.Name` as `Name`."""

    def __init__(self, modules: set[str]) -> None:
        self._modules = modules

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        if isinstance(node.value, ast.Name) and node.value.id in self._modules:
            return ast.Name(node.attr)
        return node


@pytest.mark.parametrize("operation", operations(), ids=lambda operation: operation.label)
def test_an_operation_is_the_same_alone_as_among_all(operation: Operation) -> None:
    """So that a mutant may be judged by a package that has only what it touches."""
    alone = definitions(workshops()[Side.client].code(None, [operation]))
    assert alone.items() <= whole().items()
    assert len(alone) > 2


def body_of(operation: Operation) -> Pointer:
    return ("components", "schemas", operation.body_schema["$ref"].rpartition("/")[2])


def test_what_cannot_be_made_is_refused_and_not_killed() -> None:
    operation = operations()[0]
    use = Use(operation, "body")
    for side, change in (
        (Side.client, Change((*body_of(operation), "type"), "array", "object -> array")),
        (Side.simulator, Change((*body_of(operation), "type"), "thing", "object -> thing")),
    ):
        outcome = try_out(Mutant(side, "type", change, (use,)), document(), workshops())
        assert outcome.verdict is Verdict.refused
        assert outcome.by


@pytest.mark.parametrize("side", Side, ids=lambda side: side.value)
def test_what_is_not_changed_survives_and_is_proved_to_be_the_same(side: Side) -> None:
    operation = operations()[-1]
    pointer = (*body_of(operation), "type")
    change = Change(pointer, value_at(document().data, pointer), "no change")
    outcome = try_out(Mutant(side, "type", change, (Use(operation, "body"),)), document(), workshops())
    assert outcome.verdict is Verdict.survived
    assert (Proof.same_code in outcome.proofs) is (side is Side.client)


def test_a_change_that_is_killed_has_no_proof() -> None:
    tried = every_mutant()[::900]
    killed = [one for one in tried if try_out(one, document(), workshops()).verdict is Verdict.killed]
    assert killed
    assert not any(proofs_of(mutant, document(), workshops()) for mutant in killed)


def test_what_is_proved_to_allow_the_same_does_so() -> None:
    """Tried with every value that the suite has for the field."""
    proved = [mutant for mutant in every_mutant() if allows_the_same(document(), mutant.change)]
    assert proved
    assert len(proved) < len(every_mutant()) / 10
    cases = {operation: cases_of(operation) for operation in operations()}
    for mutant in proved:
        home = mutant.change.pointer[:-1]
        before, after = (
            value_at(document().data, home),
            value_at(mutant.change.applied(document().data), home),
        )
        values = [case.value for case in cases[mutant.operations[0]] if case.rule.pointer[:-1] == home]
        assert values
        for value in values:
            if value is not NOTHING:
                assert document().keeps(value, before) is document().keeps(value, after), mutant.id


def test_checks_of_the_changed_rule_come_first_and_none_gets_lost() -> None:
    for mutant in every_mutant()[::300]:
        use = mutant.uses[0]
        checks = workshops()[mutant.side].checks(use.operation)
        ordered = likeliest_first(checks, use)
        assert sorted(check.id for check in ordered) == sorted(check.id for check in checks)
        hits = [any(check.id.startswith(hint) for hint in use.hints) for check in ordered]
        assert hits == sorted(hits, reverse=True)


def _assertion(_subject: object) -> None:
    raise AssertionError


def _wrong_type(_subject: object) -> None:
    raise TypeError


def _nothing_raised(_subject: object) -> None:
    with pytest.raises(ValueError, match="never"):
        pass


@pytest.mark.parametrize("fails", [_assertion, _wrong_type, _nothing_raised])
def test_whatever_goes_wrong_is_a_failure(fails: Callable[[object], None]) -> None:
    passes = Check[object]("passes", lambda _subject: None)
    assert first_failure(None, [passes, Check("fails", fails), Check("later", fails)]) == "fails"
    assert first_failure(None, [passes]) is None


def test_an_interruption_is_no_failure() -> None:
    def interrupted(_subject: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        first_failure(None, [Check("interrupted", interrupted)])
