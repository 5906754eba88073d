"""Calls, messages and visits from the public, as logs: graded, assessed, sent somebody to, decided and closed."""
