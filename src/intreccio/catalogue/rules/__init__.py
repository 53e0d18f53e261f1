"""Opening hours: reading, saying, expanding and exchanging them. Plain Python, no Django.

`timing` is the noun; `entry.parsing` reads what people write and `wording.words` says it back;
`openings` gives the moments when the door is open; `pattern` tells which sets of timings are the same;
`holidays` are the public ones; `hsds` speaks with other catalogues.
"""
