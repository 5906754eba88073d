"""Re-exports the tables of contact for Django."""

from polias.contact.logs.model import Log, LogLine, ThriveEntry, VulnerabilityAnswer

__all__ = ["Log", "LogLine", "ThriveEntry", "VulnerabilityAnswer"]
