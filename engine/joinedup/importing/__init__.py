"""Trackers that people keep in a spreadsheet -> changes of a description. Nothing here asks, prints or writes.

A file becomes a `Table`; its columns are matched with fields, its rows become records, and those become changes.
Whatever cannot be brought over is said: each column left out, and each row with what is wrong with it.
"""
