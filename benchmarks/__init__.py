"""Speed of the client, the generator and the mock server, as a ratio to a peer that is measured in the same run."""
