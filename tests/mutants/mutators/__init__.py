"""From what the document says to changes of it, keyword by keyword."""
