"""What templates are given: the names that pages and components read.

Views fill these from queries; the gallery fills them with examples. Nothing here knows the database, and
every text is already in the reader's language.
"""
