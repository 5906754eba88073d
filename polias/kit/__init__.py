"""The kit: what every record needs and no policing."""
