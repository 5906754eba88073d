"""People: one record for one human being, found however the name is spelt."""
