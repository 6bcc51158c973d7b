"""Codes by people: sheets, a widget, agreement, and the dictionary set against them."""
