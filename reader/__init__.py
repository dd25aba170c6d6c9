"""Reader: a keyboard-driven news reader for the terminal that knows who is in a story and who said what."""
