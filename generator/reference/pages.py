"""All pages of the reference, as text by path."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from generator.bundle import Bundle
from generator.document.modern import modern
from generator.document.view import OperationView, operations_of
from generator.ir.model import Api, Operation
from generator.reference import places
from generator.reference.environment import render
from generator.reference.errors import errors_of, retries_of
from generator.reference.fields import FieldReader
from generator.reference.guides import NONE, Guides
from generator.reference.models import module_pages
from generator.reference.notes import Note
from generator.reference.notices import notices_of
from generator.reference.operations import OperationPage, OperationPages
from generator.reference.tasks import CallbackView
from generator.reference.unsaid import unsaid_about_keys
from generator.render.example import first_steps
from generator.source.nodes import MapNode

Files = dict[str, str]

_MOST_IN_SIDEBAR: Final = 60
"""Operations that the sidebar of every page names; more of them would make the site grow with their square."""
_STATIC: Final = Path(__file__).with_name("static")


@dataclass(frozen=True)
class UnsaidAt:
    """A part of an operation that the vendor leaves unsaid."""

    page: OperationPage
    where: str


@dataclass(frozen=True)
class SharedCallback:
    """A callback, and the operations on whose behalf it is posted."""

    view: CallbackView
    pages: tuple[OperationPage, ...]


def reference_files(api: Api, bundle: Bundle, guides: Guides = NONE, changelog: str = "") -> Files:
    """Return the source of the reference: Markdown, and what Sphinx needs to make a site of it.

    Args:
        api: what the document consists of.
        bundle: the document.
        guides: pages that were written by hand.
        changelog: the changelog as Markdown; empty for none.
    """
    document = modern(bundle.document)
    reader = FieldReader(api, document)
    pages = list(_operation_pages(api, document, reader))
    modules = module_pages(api, reader)
    callbacks = _callbacks(pages)
    unsaid = _unsaid(pages)
    about_keys = list(unsaid_about_keys(document))
    notices = notices_of(api.notices, bundle.root.parent)
    has_unsaid = bool(unsaid or about_keys) or any(_is_unsure(page.operation) for page in pages)
    common = {"api": api, "places": places, "names": _names(pages)}
    is_listed = len(pages) <= _MOST_IN_SIDEBAR
    files = {
        "conf.py": render("conf.py", api=api),
        f"{places.START}.md": render(
            "index.md",
            **common,
            guides=guides,
            first_steps=first_steps(api),
            has_callbacks=bool(callbacks),
            has_unsaid=has_unsaid,
            has_notices=bool(notices),
            has_changelog=bool(changelog),
            has_models=bool(modules),
        ),
        f"{places.OPERATIONS}.md": render("operations.md", **common, pages=pages),
        f"{places.ERRORS}.md": render("errors.md", **common, errors=errors_of(api), retries=retries_of()),
        **_static(),
        **guides.pages,
    }
    for group in api.groups:
        page = places.group_page(group)
        own = [each for each in pages if each.group is group]
        files[f"{page}.md"] = render(
            "group.md", **common, page=page, group=group, pages=own, is_listed=is_listed
        )
    for each in pages:
        files[f"{each.page}.md"] = render(
            "operation.md", **common, page=each.page, view=each, is_listed=is_listed
        )
    if modules:
        files[f"{places.MODELS}.md"] = render("models.md", **common, modules=modules)
    for module in modules:
        page = places.module_page(module.name)
        files[f"{page}.md"] = render("module.md", **common, page=page, module=module)
    if callbacks:
        files[f"{places.CALLBACKS}.md"] = render(
            "callbacks.md", **common, page=places.CALLBACKS, callbacks=callbacks
        )
    if has_unsaid:
        files[f"{places.UNSAID}.md"] = render(
            "unsaid.md", **common, pages=pages, unsaid=unsaid, about_keys=about_keys
        )
    if notices:
        files[f"{places.NOTICES}.md"] = render("notices.md", **common, notices=notices)
    if changelog:
        files[f"{places.CHANGELOG}.md"] = changelog
    return files


def _operation_pages(api: Api, document: MapNode, reader: FieldReader) -> Iterator[OperationPage]:
    views: dict[tuple[str, str], OperationView] = {
        (view.path, view.method.upper()): view for view in operations_of(document)
    }
    maker = OperationPages(api, reader)
    for group in api.groups:
        for operation in group.operations:
            yield maker.of(group, operation, views[operation.path, operation.http_method])


def _names(pages: list[OperationPage]) -> dict[str, OperationPage]:
    """Return the pages by operationId."""
    return {page.operation.name: page for page in pages}


def _callbacks(pages: list[OperationPage]) -> list[SharedCallback]:
    users: dict[int, list[OperationPage]] = {}
    views: dict[int, CallbackView] = {}
    for page in pages:
        for posted in page.callbacks:
            views.setdefault(posted.view.identity, posted.view)
            users.setdefault(posted.view.identity, []).append(page)
    return [SharedCallback(view, tuple(users[identity])) for identity, view in views.items()]


def _is_unsure(operation: Operation) -> bool:
    return operation.provenance.status in ("inferred", "partial")


def _unsaid(pages: list[OperationPage]) -> dict[Note, list[UnsaidAt]]:
    """Return all notes with the places that they are about."""
    found: dict[Note, list[UnsaidAt]] = {}
    for page in pages:
        for each in page.unsaid:
            found.setdefault(each.note, []).append(UnsaidAt(page, each.where))
    return found


def _static() -> Files:
    return {
        f"_static/{path.name}": path.read_text(encoding="utf-8")
        for path in sorted(_STATIC.iterdir())
        if path.is_file()
    }
