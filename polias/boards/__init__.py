"""Boards: the bodies that hold a force to account, their meetings, papers, actions, and what is published of them."""
