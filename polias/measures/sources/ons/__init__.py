"""The official tables of recorded crime by police force area, as the Office for National Statistics publishes them."""
