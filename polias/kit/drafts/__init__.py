"""Drafts: what is typed is kept until it is sent."""
