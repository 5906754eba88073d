"""The monthly pack as tables: every figure of a source month by month, with its limits, and where most happens."""
