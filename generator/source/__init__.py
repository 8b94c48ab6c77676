"""Reading files so that every value still knows its file and line."""
