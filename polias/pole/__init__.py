"""People, objects, locations and organisations, each recorded once and linked; events are the register itself."""
