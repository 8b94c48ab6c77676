"""What changed between two versions of a spec, and what that means for those who use the client."""

from __future__ import annotations

from generator.diff.change import Change, Diff, Position
from generator.diff.source import Source
from generator.diff.verdicts import Bump, Impact, Side

__all__ = ["Bump", "Change", "Diff", "Impact", "Position", "Side", "Source", "compare_documents"]


def compare_documents(old: Source, new: Source, package: str) -> Diff:
    """Return every difference between two documents, judged from the view of the client's user.

    Wherever the two differ there is at least one change; order of keys, files and JSON or YAML make no difference.

    Args:
        old: The document that callers know.
        new: The one that takes its place.
        package: What the generated package is called.
    """
    from generator.diff.assemble import Assembler
    from generator.diff.compare.document import DocumentComparer
    from generator.diff.names import PythonNames
    from generator.diff.naming import NameFinder
    from generator.diff.pairing import pair_operations
    from generator.diff.reach import Reach
    from generator.diff.service_defaults import left_to_service
    from generator.diff.surface import SurfaceComparer

    pairs = pair_operations(old.document, new.document)
    before = {pair.label: pair.old for pair in pairs if pair.old is not None}
    after = {pair.label: pair.new for pair in pairs if pair.new is not None}
    reaches = Reach(old.document, before), Reach(new.document, after)
    comparer = DocumentComparer(old.document, new.document, pairs)
    comparer.compare()
    names = [
        PythonNames(package, source.info("title"), views, source.api)
        for source, views in ((old, before), (new, after))
    ]
    finder = NameFinder(names[0], names[1], reaches)
    assembler = Assembler(old, new, reaches, comparer.schemas, finder)
    findings = comparer.findings.all
    if not new.sends_defaults:
        findings = [left_to_service(each) for each in findings]
    if old.api is not None and new.api is not None:
        surface = SurfaceComparer((old.document, new.document), (old.api, new.api), pairs)
        findings = surface.corrected(findings, assembler.contexts)
        findings += surface.compare(findings, assembler.broken(findings))
    changes = assembler.changes(findings)
    return Diff(old.name, new.name, old.info("version"), new.info("version"), changes)
