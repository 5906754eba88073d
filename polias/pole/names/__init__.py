"""Other names of a person: whatever else somebody is, was or may be called."""
