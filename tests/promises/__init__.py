"""What Polias promises about faults, access and ease, each promise with the test that would catch it broken."""
