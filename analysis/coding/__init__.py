"""Coding of free text into themes. Nothing here loads a dictionary before the first word is analysed."""
