"""Records that may be one: proposed, merged, set apart; and merges undone.

A room describes its kind of record once (`kinds.DuplicateKind`, registered in its `AppConfig.ready()`); finding,
deciding, merging and undoing are the same for all.
"""
