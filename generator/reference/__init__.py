"""From the representation of a client to a site that tells of the API, page by page."""

from generator.reference.guides import Guides, read_changelog, read_guides
from generator.reference.pages import reference_files
from generator.reference.site import SiteError, build_site, write_source

__all__ = [
    "Guides",
    "SiteError",
    "build_site",
    "read_changelog",
    "read_guides",
    "reference_files",
    "write_source",
]
