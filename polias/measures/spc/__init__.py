"""`polias measures spc`: a control chart of any table, without a database."""
