"""A crime that belongs to another force: offered with what shows it, accepted or refused, counted once."""
