"""REST resources made from record types and actions."""
