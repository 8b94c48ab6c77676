"""Speed of the client and of the generator, always as a ratio to a peer that is measured in the same run."""
