"""Brings in people and things that another system held: `polias import people`, and what `polias import pole` needs."""
