"""What several tests need: small specs of our own, and the operations of the real one."""
