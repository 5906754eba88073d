"""How crimes go from state to state: how long each stays, and where crimes wait now."""
