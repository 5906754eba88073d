"""`polias measures spc`, `early` and `exceptions`: a series of any table judged, without a database."""
