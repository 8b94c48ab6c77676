"""What OpenAPI 3.1 says about the shape of a document."""
