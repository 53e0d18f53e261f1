"""What Django's models cannot say: a membership's zone belongs to the zoning that the membership names."""

from django.db import migrations

ADD = """
    ALTER TABLE territory_zonearea ADD CONSTRAINT zonearea_zone_of_zoning
        FOREIGN KEY (zone_id, zoning_id) REFERENCES territory_zone (id, zoning_id)
        DEFERRABLE INITIALLY DEFERRED
"""
DROP = "ALTER TABLE territory_zonearea DROP CONSTRAINT zonearea_zone_of_zoning"


class Migration(migrations.Migration):
    dependencies = [("territory", "0001_initial")]
    operations = [migrations.RunSQL(ADD, DROP)]
