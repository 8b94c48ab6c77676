"""A package that was generated with `--http httpx2` passes the tests of the client.

These are those in which the HTTP library matters most; `make test-httpx2` runs all of them.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.support.command import REPOSITORY
from tests.support.http import VARIABLE

HERE = Path(__file__).parent
CHOSEN = [
    *(HERE.parent / f"test_{name}.py" for name in ("configuration", "paths", "retries")),
    *(HERE / f"test_{name}.py" for name in ("calls", "failures", "settings", "sockets")),
]


def test_it_passes_the_tests_of_the_client(package_for_httpx2: Path, tmp_path: Path) -> None:
    options = ["-q", "-n0", "-p", "no:cacheprovider", f"--basetemp={tmp_path / 'base'}"]
    result = subprocess.run(
        [sys.executable, "-m", "pytest", *options, *CHOSEN],
        capture_output=True,
        text=True,
        check=False,
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONPATH": str(package_for_httpx2 / "src"), VARIABLE: "httpx2"},
    )
    assert result.returncode == 0, result.stdout + result.stderr
    (passed,) = re.findall(r"(\d+) passed", result.stdout)
    assert int(passed) > 300
