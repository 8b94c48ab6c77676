"""The same suite as pytest has it: `pytest tests/contract --base-url URL`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from imgopen_contract.live.keys import variable
from imgopen_contract.rules import constraints_of

from tests.contract.live.faults import changed, laxer, stricter, text_of
from tests.contract.live.service import AS_A_WHOLE
from tests.contract.suite import document, operations
from tests.support.processes import mock_server

REPOSITORY = Path(__file__).parents[3]
SECRET = "Nobody-May-See-This"
QUIET = ("-p", "no:cacheprovider", "-p", "xdist", "--no-header", "-q")


def pytest_in_a_process(*options: str) -> subprocess.CompletedProcess[str]:
    keys = {variable(one): f"{SECRET}-{one.option}" for one in document().credentials}
    done = subprocess.run(
        (sys.executable, "-m", "pytest", "tests/contract", *QUIET, *options),
        cwd=REPOSITORY,
        env={**os.environ, **keys, "COLUMNS": "250", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert SECRET not in done.stdout + done.stderr
    return done


def test_faults_are_failures(tmp_path: Path) -> None:
    (first,), (second,) = laxer(document(), 1), stricter(document(), 1, lambda one: one.is_list)
    names = [change.difference.operation for change in (first, second)]
    bundle, page = tmp_path / "bundle.json", tmp_path / "report.html"
    bundle.write_text(text_of(changed(document(), [first, second])))
    with mock_server("--bundle", str(bundle)) as url:
        done = pytest_in_a_process(
            *("--base-url", url, "--rate", "1000000", "--contract-html", str(page)),
            *("-k", " or ".join(name.rpartition(".")[2] for name in names), "-rf"),
        )
    assert done.returncode == 1, done.stdout
    failed = [line for line in done.stdout.splitlines() if line.startswith("FAILED")]
    assert len(failed) == 2, done.stdout
    for change in (first, second):
        name = f"[{change.difference.operation} / {change.difference.title}]"
        assert sum(name in line for line in failed) == 1
    assert page.read_text("utf-8").count('class="finding differs"') == 2


def test_there_is_one_test_for_each_rule_and_nothing_else() -> None:
    done = pytest_in_a_process("--base-url", "http://127.0.0.1:9", "--collect-only")
    collected = [line for line in done.stdout.splitlines() if "::" in line]
    rules = sum(len(list(constraints_of(operation))) for operation in operations())
    assert len(collected) == rules + len(AS_A_WHOLE) * len(operations())
    assert all("live/service.py::" in line for line in collected)


def test_several_processes_are_refused() -> None:
    done = pytest_in_a_process("--base-url", "http://127.0.0.1:9", "-n", "2")
    assert done.returncode == 4
    assert "--base-url: does not go with -n" in done.stderr


def test_a_service_that_cannot_be_reached_ends_it() -> None:
    done = pytest_in_a_process("--base-url", "http://127.0.0.1:9", "-k", operations()[0].id)
    assert done.returncode == 2
    assert "cannot be reached" in done.stdout
