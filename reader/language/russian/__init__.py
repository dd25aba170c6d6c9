"""Russian: names, their dictionary forms, who said what."""
