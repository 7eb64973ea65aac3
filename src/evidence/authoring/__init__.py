"""Writing a base: a new one, new records in it, and files in house style."""
