"""Many users on a big register: what fills it, the crowd that uses it, and what is watched meanwhile."""
