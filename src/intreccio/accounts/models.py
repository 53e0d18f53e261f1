"""Who can sign in."""

from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from intreccio.kernel.ids import public_id


class User(AbstractBaseUser):
    """Somebody with an account. What they may comes from their membership in organisations.

    `is_staff` opens the read-only support pages; there are no superusers.
    """

    identifying = True

    id = models.UUIDField(primary_key=True, default=public_id, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=10, default="it")
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    objects: ClassVar[BaseUserManager[Self]] = BaseUserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints = [
            models.CheckConstraint(name="user_email_is_lower_case", condition=models.Q(email=Lower("email"))),
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def has_perm(self, permission: str, obj: object = None) -> bool:
        """Staff may look at the support pages, which change nothing."""
        return self.is_active and self.is_staff and permission.partition(".")[2].startswith("view_")

    def has_module_perms(self, label: str) -> bool:
        return self.is_active and self.is_staff

    def natural_key(self) -> Any:
        return (self.email,)
