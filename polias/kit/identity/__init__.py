"""Sign-in: from a user to the actor whose grants and reach decide everything."""
