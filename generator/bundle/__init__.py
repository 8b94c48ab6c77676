"""Many files in, one self-contained document out."""

from generator.bundle.bundler import Bundle, bundle_spec

__all__ = ["Bundle", "bundle_spec"]
