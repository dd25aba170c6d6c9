"""Screens own the work in the background and route messages between widgets."""
