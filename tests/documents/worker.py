"""The steps that need a Python of their own: `python -m tests.documents.worker STEP SPEC OUT`, which prints JSON."""

from __future__ import annotations

import importlib
import json
import pkgutil
import sys
import time
import warnings
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

PACKAGE: Final = "api"


def generate(spec: Path, out: Path) -> dict[str, Any]:
    """Write the package of a document."""
    from generator.lint import RuleSet
    from generator.output import write_package
    from generator.steps import build

    start = time.perf_counter()
    built = build(spec, PACKAGE, RuleSet.openapi)
    write_package(built.files, out)
    return {
        "seconds": time.perf_counter() - start,
        "operations": built.operations,
        "models": built.models,
        "notices": [[str(notice.where), str(notice.what)] for notice in built.notices],
    }


def load(spec: Path, out: Path) -> dict[str, Any]:
    """Import every module of a package, and build every model."""
    start = time.perf_counter()
    package = importlib.import_module(PACKAGE)
    names = [found.name for found in pkgutil.walk_packages(package.__path__, f"{PACKAGE}.")]
    modules = [importlib.import_module(name) for name in names if not name.endswith("__main__")]
    from pydantic import BaseModel

    failures = []
    for model in {
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, BaseModel) and value.__module__.startswith(PACKAGE)
    }:
        try:
            model.model_rebuild(force=True)
        except Exception as error:  # whatever it is, it is a finding
            failures.append(f"{model.__name__}: {type(error).__name__}: {error}")
    return {"seconds": time.perf_counter() - start, "failures": failures}


def call(spec: Path, out: Path) -> dict[str, Any]:
    """Call every operation of a package."""
    from generator.ir import build_api
    from generator.lint import RuleSet
    from generator.steps import load as load_spec
    from tests.documents.calls import Caller
    from tests.documents.described import Document

    api = build_api(load_spec(spec, RuleSet.openapi), PACKAGE, is_strict=False)
    results = list(Caller(api, Document(spec)).failures())
    failures = [[failure.operation, failure.reason] for failure in results if failure is not None]
    return {"all": len(results), "failures": failures, "reasons": Counter(reason for _, reason in failures)}


STEPS: Final[dict[str, Callable[[Path, Path], dict[str, Any]]]] = {
    "generate": generate,
    "import": load,
    "call": call,
}


def main(step: str, spec: str, out: str) -> None:
    """Take a step, and print what came of it."""
    warnings.simplefilter("ignore" if step == "generate" else "default")
    sys.path.insert(0, str(Path(out) / "src"))
    print(json.dumps(STEPS[step](Path(spec), Path(out)), default=str))


if __name__ == "__main__":
    main(*sys.argv[1:])
