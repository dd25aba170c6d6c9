"""English: names, who said what, dates."""
