"""Emergency access: one record opened against its restriction, for a reason, for an hour, and always reviewed."""
