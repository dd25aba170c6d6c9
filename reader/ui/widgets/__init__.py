"""Widgets draw what they are handed; they know neither the library nor each other."""
