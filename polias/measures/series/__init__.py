"""`polias measures spc` and `early`: a series of any table judged, without a database."""
