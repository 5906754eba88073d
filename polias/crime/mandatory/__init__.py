"""The register of mandatory fields: who uses each, what it costs, and which a force has retired."""
