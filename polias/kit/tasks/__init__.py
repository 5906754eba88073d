"""Tasks: something asked of a person or a role, addressed to a record."""
