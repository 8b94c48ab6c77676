"""The process behind a cage: reads cases from standard input, and runs each in a fork of itself."""

from __future__ import annotations

import gc
import importlib
import importlib.machinery
import json
import os
import pkgutil
import resource
import sys
import tempfile
import traceback
import types
from pathlib import Path
from typing import Any

import httpx
import pydantic
import rich.console
import typer.testing
from ruff import find_ruff_bin

from generator.cli import app
from generator.lint import RuleSet
from generator.render.runtime import runtime_files
from generator.steps import build
from tests.generator.hostile.watched import Watch, folders
from tests.support.small_spec import write_spec

_WARM = (httpx, rich.console)
_HIDDEN = folders(
    Path(sys.prefix), Path(sys.base_prefix), Path("generator"), Path("/proc"), Path("/dev"), Path("/sys")
)


def main() -> None:
    """Run the cases, one a line, until there are no more."""
    known = {
        text.encode(): compile(text, name, "exec", dont_inherit=True)
        for name, text in runtime_files().items()
    }
    _remember(known)
    _warm_up()
    gc.disable()
    gc.freeze()
    for line in sys.stdin:
        print(json.dumps(_forked(json.loads(line))), flush=True)


def _warm_up() -> None:
    """Generate once, so that what is imported on the way is there."""
    with tempfile.TemporaryDirectory() as folder:
        spec = write_spec(Path(folder))
        build(spec, "clay", RuleSet.openapi)


def _remember(known: dict[bytes, types.CodeType]) -> None:
    """Let files that every package has alike not be compiled again for each."""
    original = importlib.machinery.SourceFileLoader.source_to_code

    def source_to_code(self: Any, data: Any, path: Any, **options: Any) -> Any:
        return known.get(bytes(data)) or original(self, data, path, **options)

    importlib.machinery.SourceFileLoader.source_to_code = source_to_code  # type: ignore[method-assign]


def _forked(case: dict[str, Any]) -> dict[str, Any]:
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _run_and_leave(case, writer)
    os.close(writer)
    with os.fdopen(reader, "rb") as stream:
        told = stream.read()
    _, status = os.waitpid(child, 0)
    if told:
        answer: dict[str, Any] = json.loads(told)
        return answer
    end = f"ended by signal {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) else f"ended with {status}"
    return _answer(None, exception=end)


def _answer(exit_code: int | None, **more: Any) -> dict[str, Any]:
    empty = {
        "stdout": "",
        "stderr": "",
        "exception": "",
        "deeds": [],
        "opened": [],
        "imported": [],
        "models": 0,
    }
    return {"exit_code": exit_code, **empty, **more}


def _run_and_leave(case: dict[str, Any], writer: int) -> None:
    try:
        answer = _run(case)
    except BaseException:
        answer = _answer(None, exception=traceback.format_exc(limit=-12))
    with os.fdopen(writer, "wb") as stream:
        stream.write(json.dumps(answer).encode())
    os._exit(0)


def _run(case: dict[str, Any]) -> dict[str, Any]:
    out = Path(case["out"])
    temporary = out.parent / "tmp"
    temporary.mkdir(exist_ok=True)
    tempfile.tempdir = str(temporary)
    resource.setrlimit(resource.RLIMIT_AS, (case["memory"], case["memory"]))
    resource.setrlimit(resource.RLIMIT_CPU, (case["seconds"], case["seconds"]))
    beside = f"{os.path.realpath(out.parent)}/"
    writable = (*folders(out, temporary), f"{beside}{out.name}", f"{beside}.{out.name}-")
    watch = Watch(writable, frozenset({find_ruff_bin()}), _HIDDEN)
    environment = dict(os.environ)
    arguments = [case["command"], "--spec", case["spec"], "--rules", case["rules"]]
    if case["command"] == "generate":
        arguments += ["--out", case["out"], "--package", case["package"]]
    watch.start()
    result = typer.testing.CliRunner().invoke(app, arguments)
    answer = _answer(result.exit_code, stdout=result.stdout, stderr=result.stderr)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        answer["exception"] = "".join(traceback.format_exception(result.exception, limit=-12))
    if result.exit_code == 0 and case["command"] == "generate" and case["is_imported"]:
        watch.allow_no_files()
        try:
            answer["imported"], answer["models"] = _import_all(out / "src", case["package"])
        except BaseException:
            answer["exception"] = traceback.format_exc(limit=-12)
    watch.stop()
    changed = {key for key, value in os.environ.items() if environment.get(key) != value}
    answer["deeds"] = [*watch.deeds, *(f"environment {key}" for key in sorted(changed))]
    answer["opened"] = watch.opened
    return answer


def _import_all(source: Path, package: str) -> tuple[list[str], int]:
    """Import every module of a package, build every model anew, and make a client."""
    sys.path.insert(0, str(source))
    root = importlib.import_module(package)
    names = [module.name for module in pkgutil.walk_packages(root.__path__, f"{package}.")]
    modules = [importlib.import_module(name) for name in names if not name.endswith("__main__")]
    models = {
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type)
        and issubclass(value, pydantic.BaseModel)
        and value.__module__.startswith(f"{package}.models")
    }
    for model in models:
        model.model_rebuild(force=True)
    for name in root.__all__:
        getattr(root, name)
    return names, len(models)


if __name__ == "__main__":
    main()
