"""Exchange with partners: messages that are acknowledged, repeated until they are, and compared day by day."""
