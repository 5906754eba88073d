"""A file of any format as plain text with tables kept: cells parted by tabs, paragraphs of a cell by one mark."""
