"""Organisations: shops, firms, schools and clubs that are a victim, a witness or a place to ask."""
