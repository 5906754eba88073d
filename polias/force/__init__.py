"""Forces, their areas, staff, sharing agreements and local policy: whose records these are and who works them."""
