"""Forces, their areas, their people, and what they agree to share."""
