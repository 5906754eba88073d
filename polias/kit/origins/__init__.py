"""Where records came from that another system held first, and taking many of them in."""
