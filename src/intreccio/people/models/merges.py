"""That two records turned out to be one person; and all that is needed to take it back."""

from django.db import models
from django.db.models import F, Q

from intreccio.kernel.acting import Sight
from intreccio.kernel.ids import secret_id
from intreccio.people.models.persons import Person
from intreccio.people.policies import about_person


class PersonMerge(models.Model):
    """`lost` was merged into `kept`. `moved`: by table and column the keys of the rows that were re-pointed; `filled`: by
    table the columns that the kept record took over; `grants`: the keys of those given anew.
    """

    policies = about_person("people_personmerge", Sight.SUPPORT, column="kept_id")

    id = models.UUIDField(primary_key=True, default=secret_id, editable=False)
    kept = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="merges")
    lost = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    moved = models.JSONField()
    filled = models.JSONField()
    grants = models.JSONField()
    merged_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["merged_at", "id"]
        constraints = [
            models.CheckConstraint(name="person_merge_of_two", condition=~Q(kept=F("lost"))),
            models.UniqueConstraint(fields=["lost"], condition=Q(undone_at=None), name="person_merged_once"),
        ]
