"""Screens: list, record, journey and home pages made from declarations."""
