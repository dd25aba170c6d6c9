"""The language room, sentence by sentence."""
