"""Warning markers: what whoever meets a person, or comes to a place or a vehicle, must know beforehand."""
