"""What listeners are told of a table's cells: three witnesses, each read on its own.

The structure tree as the standard means it; PDFium, which knows one page at a time and
is Chrome's engine; and pdf.js, Firefox's, in an old and a new version. Each gives for
every data cell the headings that it can be announced with.
"""
