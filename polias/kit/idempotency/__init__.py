"""Idempotency keys: a request sent twice is done once."""
