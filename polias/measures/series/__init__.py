"""`polias measures spc`, `early`, `exceptions` and `steps`: a series of any table judged, without a database."""
