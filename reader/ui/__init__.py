"""The terminal interface. Nothing outside this room imports Textual."""
