"""All files of the package, as text by path."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from generator.bundle import Bundle
from generator.ir.model import Api, Group
from generator.ir.types import FILE, ListOf, members_of
from generator.memory import FORGETFUL, Memory
from generator.naming import pascal_case
from generator.render.added import render_added
from generator.render.commands import render_commands
from generator.render.docstrings import client_docstring, group_docstring
from generator.render.environment import render, templates_of
from generator.render.example import first_steps
from generator.render.http import WRITTEN_FOR, HttpLibrary, for_library
from generator.render.lists import list_attribute, list_class, list_view, lists_of
from generator.render.methods import method_view, operation_view
from generator.render.models import render_models
from generator.render.python_format import format_python
from generator.render.runtime import PUBLIC_NAMES, exported_names, runtime_files
from generator.render.templates import OwnTemplates
from generator.render.text import in_docstring
from generator.render.type_modules import type_modules
from generator.render.types import Imports
from generator.runtime.lists.defaults import DEFAULT_PAGE_SIZE
from generator.source.complaint import Location, fault

Files = dict[str, str]

BUNDLE: Final = "openapi.json"
_PYTHON: Final = (".py", ".pyi")
_PRODUCT: Final = "product.py"
_LISTS: Final = "_lists"
"""No group of operations can be called so."""


def render_package(
    api: Api,
    bundle: Bundle,
    http: HttpLibrary = WRITTEN_FOR,
    *,
    templates: OwnTemplates | None = None,
    memory: Memory = FORGETFUL,
) -> Files:
    """Return the text of every file of the package, by its path below the output folder.

    Args:
        api: what the package is made of.
        bundle: the document that it was read from.
        http: the library that carries the calls.
        templates: a maintainer's own, which go before those of the generator.
        memory: what is known of earlier runs.

    Raises:
        SpecError: a template of the maintainer fails, or gives what cannot be a file of its kind.
    """
    with templates_of(templates):
        return _files(api, bundle, http, templates, memory)


def _files(
    api: Api, bundle: Bundle, http: HttpLibrary, templates: OwnTemplates | None, memory: Memory
) -> Files:
    source = f"src/{api.package}"
    runtime = runtime_files()
    python = {
        **_below(
            f"{source}/models", {f"{name}.py": text for name, text in render_models(api, memory).items()}
        ),
        **_below(f"{source}/types", _types(api)),
        **_below(f"{source}/operations", _operations(api)),
        **_below(f"{source}/resources", _resources(api, is_async=False)),
        **_below(f"{source}/async_resources", _resources(api, is_async=True)),
        **_below(f"{source}/_runtime", {_PRODUCT: render(_PRODUCT, api=api)}),
        f"{source}/client.py": _client(api, is_async=False),
        f"{source}/async_client.py": _client(api, is_async=True),
        f"{source}/callbacks.py": _callbacks(api, runtime),
        **_below(f"{source}/commands", render_commands(api)),
        f"{source}/__main__.py": render("main.py", api=api, **_distribution(api)),
    }
    python |= _packages(api, python)
    runtime = _below(f"{source}/_runtime", runtime)
    files = {
        f"{source}/py.typed": "",
        "pyproject.toml": render("pyproject.toml", api=api, http=http, **_distribution(api)),
        "README.md": render(
            "README.md",
            api=api,
            http=http,
            example=first_steps(api),
            lists=_listed(api),
            **_distribution(api),
        ),
        BUNDLE: bundle_text(bundle),
    }
    added: Files = {}
    if templates is not None:
        context = {"api": api, "package": api.package, "http": http, **_distribution(api)}
        added = render_added(templates, api.package, [*python, *runtime, *files], context)
    python |= {path: text for path, text in added.items() if path.endswith(_PYTHON)}
    with _blamed_on(templates, "ruff"):
        modules = {**format_python(python, api.package, memory), **runtime}
    for path, text in modules.items():
        with _blamed_on(templates, path):
            modules[path] = for_library(http, text)
    return {**added, **modules, **files}


@contextmanager
def _blamed_on(templates: OwnTemplates | None, where: str) -> Iterator[None]:
    """Make a fault that templates of a maintainer may have caused one that is told as such."""
    try:
        yield
    except (RuntimeError, ValueError) as error:
        if templates is None:
            raise
        what = f"what the templates give cannot be made a package: {error}"
        raise fault(Location(templates.folder, 1), where, what) from None


def bundle_text(bundle: Bundle) -> str:
    """Return the bundle as JSON, in the order in which the spec was written."""
    return json.dumps(bundle.document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _operations(api: Api) -> Files:
    groups = [group.attribute for group in api.groups]
    files = {"__init__.py": render("operations_package.py", groups=groups)}
    for group in api.groups:
        imports = Imports(api.package)
        operations = [operation_view(group, operation, imports) for operation in group.operations]
        files[f"{group.attribute}.py"] = render(
            "operations.py", api=api, group=group, operations=operations, imports=imports
        )
    return files


def _resources(api: Api, *, is_async: bool) -> Files:
    files = {
        "__init__.py": _plain(f"The {'async ' if is_async else ''}methods of the client, a module a group.")
    }
    for group in api.groups:
        imports = Imports(api.package, hidden=_hidden(group))
        methods = [method_view(api, operation, imports, is_async=is_async) for operation in group.operations]
        files[f"{group.attribute}.py"] = render(
            "resource.py",
            api=api,
            group=group,
            methods=methods,
            imports=imports,
            is_async=is_async,
            base="AsyncClient" if is_async else "SyncClient",
            class_name=_resource_class(group, is_async=is_async),
            raw_class=f"{_resource_class(group, is_async=is_async)}Raw",
            raw_calls="AsyncRawCalls" if is_async else "RawCalls",
            raw="async_raw" if is_async else "raw",
            docstring=group_docstring(group),
        )
    if lists_of(api):
        files[f"{_LISTS}.py"] = _lists(api, is_async=is_async)
    return files


def _hidden(group: Group) -> frozenset[str]:
    """Return the builtin types that methods of a group are called like."""
    return frozenset({"list", "dict", "bytes", "bool"} & {operation.method for operation in group.operations})


def _lists(api: Api, *, is_async: bool) -> str:
    imports = Imports(api.package)
    lists = [
        list_view(api, group, operation, imports, is_async=is_async) for group, operation in lists_of(api)
    ]
    return render(
        "lists.py",
        api=api,
        lists=lists,
        imports=imports,
        is_async=is_async,
        groups=sorted({view.group for view in lists}),
        base="AsyncClient" if is_async else "SyncClient",
        items="AsyncItems" if is_async else "Items",
        page_size=DEFAULT_PAGE_SIZE,
    )


def _callbacks(api: Api, runtime: Files) -> str:
    return render(
        "reexport.py",
        docstring="Callbacks: signed URLs, what the service posts, and endpoints that receive it.",
        home=f"{api.package}._runtime.callbacks",
        names=exported_names(runtime["callbacks/__init__.py"]),
    )


def _types(api: Api) -> Files:
    return {f"{view.module}.py": render("types.py", view=view) for view in type_modules(api)}


def _client(api: Api, *, is_async: bool) -> str:
    groups = [
        {
            "attribute": group.attribute,
            "docstring": group_docstring(group),
            "class_name": _resource_class(group, is_async=is_async),
            "module": group.attribute,
        }
        for group in api.groups
    ] + [
        {
            "attribute": list_attribute(operation),
            "docstring": in_docstring(f"{operation.summary}, page by page."),
            "class_name": list_class(operation, is_async=is_async),
            "module": _LISTS,
        }
        for _, operation in lists_of(api)
    ]
    client = {
        "name": _client_class(api, is_async=is_async),
        "base": "AsyncClient" if is_async else "SyncClient",
        "module": "async_client" if is_async else "sync_client",
        "resources": "async_resources" if is_async else "resources",
        "http_protocol": "AsyncHTTPClient" if is_async else "HTTPClient",
        "is_async": is_async,
        "secrets": _unpacked([credential.argument for credential in api.credentials]),
        "docstring": client_docstring(api, is_async=is_async),
    }
    return render("client.py", api=api, groups=groups, client=client)


def _listed(api: Api) -> list[dict[str, str]]:
    return [
        {"attribute": list_attribute(operation), "summary": operation.summary}
        for _, operation in lists_of(api)
    ]


def _unpacked(names: list[str]) -> str:
    return f"{names[0]}," if len(names) == 1 else ", ".join(names)


def _packages(api: Api, python: Files) -> Files:
    source = f"src/{api.package}"
    models = {model.ref.name: f"{api.package}.models.{model.ref.module}" for model in api.models}
    types = _exports(api, python, "types")
    errors = dict.fromkeys(_error_names(), f"{api.package}._runtime.errors")
    errors[f"{api.class_name}Error"] = f"{api.package}._runtime.product"
    files = {"FileContent": f"{api.package}._runtime.files"} if _takes_files(api) else {}
    clients = {
        _client_class(api, is_async=False): f"{api.package}.client",
        _client_class(api, is_async=True): f"{api.package}.async_client",
    }
    return {
        f"{source}/__init__.py": _lazy(
            api,
            f"A typed client for {api.title}.",
            {**clients, **errors, **_public_names(api), **files},
            version=api.version,
        ),
        f"{source}/models/__init__.py": _lazy(
            api, "Models: what goes into requests, what answers hold.", models
        ),
        f"{source}/types/__init__.py": _lazy(api, "Plain forms of what goes into requests.", types),
    }


def _takes_files(api: Api) -> bool:
    return any(
        FILE in (part.item if isinstance(part, ListOf) else part for part in members_of(argument.type))
        for group in api.groups
        for operation in group.operations
        for argument in operation.arguments
    )


def _lazy(api: Api, docstring: str, exports: dict[str, str], version: str | None = None) -> str:
    names = sorted([*exports, *(["__version__"] if version else [])])
    ordered = sorted(exports.items())
    return render(
        "lazy_package.py", api=api, docstring=docstring, exports=ordered, names=names, version=version
    )


def _exports(api: Api, python: Files, part: str) -> dict[str, str]:
    prefix = f"src/{api.package}/{part}/"
    exports: dict[str, str] = {}
    for path, text in python.items():
        if path.startswith(prefix):
            module = f"{api.package}.{part}.{path.removeprefix(prefix).removesuffix('.py')}"
            exports |= dict.fromkeys(_defined_names(text), module)
    return exports


def _defined_names(source: str) -> list[str]:
    names = []
    for statement in ast.parse(source).body:
        if isinstance(statement, ast.ClassDef):
            names.append(statement.name)
        elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            names.append(statement.target.id)
        elif isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            names.append(statement.targets[0].id)
    return names


def _error_names() -> list[str]:
    return _defined_names(runtime_files()["errors.py"])


def _public_names(api: Api) -> dict[str, str]:
    return {
        name: f"{api.package}._runtime.{module}" for module, names in PUBLIC_NAMES.items() for name in names
    }


def _resource_class(group: Group, *, is_async: bool) -> str:
    return f"{'Async' if is_async else ''}{pascal_case(group.attribute)}Resource"


def _client_class(api: Api, *, is_async: bool) -> str:
    return f"{'Async' if is_async else ''}{api.class_name}"


def _distribution(api: Api) -> dict[str, Any]:
    return {
        "distribution": api.package.replace("_", "-"),
        "version": api.version,
        "description": f"A typed Python client for {api.title}",
    }


def _plain(docstring: str) -> str:
    return render("plain_package.py", docstring=docstring)


def _below(folder: str, files: Files) -> Files:
    return {f"{folder}/{name}": text for name, text in files.items()}
