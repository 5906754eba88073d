"""The contract suite that every record type inherits, and the standing cast."""
