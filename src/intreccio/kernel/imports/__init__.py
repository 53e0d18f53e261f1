"""One way to import: stage a file, check it, show the difference, apply it.

A room describes what it takes as an `ImportKind` (see `kinds`); `actions` has the steps, `reports` what they
found. A file is a CSV or XLSX table (`tables`).
"""
