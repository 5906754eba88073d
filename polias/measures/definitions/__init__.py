"""The measures themselves, one file for each family of data they are counted from."""
