"""Whether a release may be made: version, generated package and changelog agree with what changed."""

from generator.release.check import ReleaseCheck, check_release
from generator.release.draft import changelog_draft

__all__ = ["ReleaseCheck", "changelog_draft", "check_release"]
