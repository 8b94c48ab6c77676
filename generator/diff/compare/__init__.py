"""From two documents to what differs between them: one module for each kind of object."""
