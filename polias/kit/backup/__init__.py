"""Backup and restore to a chosen second: database, files, datasets, keys and the heads of the seals, then verified."""
