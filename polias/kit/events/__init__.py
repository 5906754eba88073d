"""Events: what happened, told in the same transaction or from the outbox."""
