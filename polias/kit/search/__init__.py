"""Search keys for records, hashed, so that exact spelling never hides anybody."""
