"""Which connection serves which table."""

from typing import Any


class SideRouter:
    """Sessions and the cache live on the second connection: they are written around read-only requests."""

    SIDE = frozenset({"sessions", "django_cache"})

    def db_for_read(self, model: type[Any], **hints: Any) -> str | None:
        return "side" if model._meta.app_label in self.SIDE else None

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == "owner"
