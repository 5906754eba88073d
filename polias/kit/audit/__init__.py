"""An append-only log of every look and change, sealed in a chain."""
