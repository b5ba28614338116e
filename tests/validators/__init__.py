"""Programs of other people that open what Plainleaf made.

One module for each, all with the same shape: ``missing()`` names the program that is
not there and how to get it, and one function takes many files and gives, for every one
of them, what was found. Each starts its program once for all files.
"""
