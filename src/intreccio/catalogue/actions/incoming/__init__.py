"""What directories bring: staged rows are judged, written, and taken back, by the set.

A staged row (`kernel.imports.models.ImportRow`) is one thing, or a part of one:

- of a thing, `table` is an entity of `SourceRecord`, `object` its identifier here, `values` its fields;
- what a source says in a form of ours has the table `exact` (see `folding`);
- of a part, `part` is `entity.field` and `owner` the identifier of whose field it is. Parts named `kept` have no
  place here and are kept with their owner.

`judge` settles links, finds what each thing is here and compares; it writes nothing but staged rows. `take` writes
things that are new and fields that changed, in one transaction; `take_back` undoes it.
"""

from intreccio.catalogue.actions.incoming.forgetting import forget_address
from intreccio.catalogue.actions.incoming.judging import judge, likely_outcome
from intreccio.catalogue.actions.incoming.taking import take
from intreccio.catalogue.actions.incoming.undoing import take_back

__all__ = ["forget_address", "judge", "likely_outcome", "take", "take_back"]
