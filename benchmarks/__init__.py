"""What the program takes in time and memory. ``./run bench`` runs all of it, ``./run bench NAME`` one part."""
