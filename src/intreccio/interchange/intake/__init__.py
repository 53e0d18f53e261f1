"""Taking directories in: rows in HSDS's names become rows in ours, staged, compared and kept."""
