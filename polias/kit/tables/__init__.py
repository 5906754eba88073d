"""Tables that somebody sent: CSV (also gzipped) and Parquet, read whatever is wrong with them. No Django here."""
