"""Where the simulator has paths of its own, which no API has."""

OWN_PATHS = "/_mock"
"""What all of them begin with."""
