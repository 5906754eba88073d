"""Contacts from the public: calls, logs, grades and the first look at vulnerability."""
