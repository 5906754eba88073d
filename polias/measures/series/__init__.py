"""`polias measures spc`, `early`, `exceptions`, `steps`, `forecast`: a series of any table, without a database."""
