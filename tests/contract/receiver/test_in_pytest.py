"""The form in which a team has the checks in its own tests."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from imgopen_contract.receiver import receiver_checks

REPOSITORY = Path(__file__).parents[3]

SUITE = """
import pytest
from imgopen_contract.receiver import Endpoint, receiver_checks
from tests.contract.receiver.examples import PATH, application, {take}

@pytest.fixture(scope="session")
def endpoint():
    with Endpoint(application({take}), url=PATH, timeout=30, pause=lambda seconds: None) as endpoint:
        yield endpoint

@pytest.mark.parametrize("check", receiver_checks(), ids=str)
def test_callbacks(check, endpoint):
    check.run(endpoint)
"""


def test_each_check_is_a_test_that_says_what_is_wrong(tmp_path: Path) -> None:
    chosen = [check for check in receiver_checks() if check.name in ("no-length", "acknowledgement")]
    for take in ("needs_a_length", "answers_text"):
        (tmp_path / f"test_{take}.py").write_text(SUITE.format(take=take))
    options = ("-k", " or ".join({check.name for check in chosen}), "--rootdir", str(tmp_path), "-v")
    done = subprocess.run(
        (sys.executable, "-m", "pytest", str(tmp_path), "-p", "no:cacheprovider", *options),
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    for check in chosen:
        broken, doubtful = check.name == "no-length", check.name == "acknowledgement"
        verdict = "FAILED" if broken else "PASSED"
        assert f"test_needs_a_length.py::test_callbacks[{check}] {verdict}" in done.stdout
        assert f"test_answers_text.py::test_callbacks[{check}] PASSED" in done.stdout
        assert (f"BrokenReceiverError: {check}: {check.title}" in done.stdout) is broken
        assert (f"hint:     {check.hint}" in done.stdout) is True
        assert (f"ReceiverWarning: {check}: {check.title}" in done.stdout) is doubtful
    assert "imgopen_contract/receiver/check.py" not in done.stdout.partition("warnings summary")[0]
