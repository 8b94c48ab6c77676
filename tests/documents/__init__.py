"""Whether documents of others give working clients: each is generated, imported, type-checked and called.

`python -m tests.documents FOLDER` tries every document of a folder and writes what it found as Markdown. The requests
are checked against the document itself, as it stands in its file, by code that shares nothing with the generator.
"""
