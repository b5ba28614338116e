"""Opens finished files as a stranger would, and says what is wrong with them.

Nothing here knows how the files were made. The publication is at hand to compare
with, never to believe.
"""
