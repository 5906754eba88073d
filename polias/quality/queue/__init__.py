"""The processing queue: one item for each recorded crime, worked while its investigator goes on."""
