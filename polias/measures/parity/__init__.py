"""Parity: the reports that existed before a migration, each reconciled row by row, or marked lost with an owner."""
