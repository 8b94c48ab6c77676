"""The async methods of the client, a module a group."""

# Written by `python -m generator generate`; change the spec, not this file.
