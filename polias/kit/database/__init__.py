"""SQL that Django cannot write: roles, row-level security, definer functions."""
