"""What courts made of crimes that were charged, as it comes back to the crime."""
