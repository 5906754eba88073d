"""Minutes that exist: papers in any layout read into meetings, items, actions and decisions; needs no database."""
