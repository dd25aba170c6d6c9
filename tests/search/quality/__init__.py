"""How well search finds what was meant: queries by rule and by hand, and what else answers them."""
