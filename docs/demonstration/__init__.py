"""What the demo needs besides its story: the operations to call, a receiver of callbacks, a mock server."""
