from django.db import migrations

GUARD = """
CREATE FUNCTION catalogue_booked_session_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Somebody has or had a place in this session: it is called off, not deleted.';
END $$;
CREATE TRIGGER catalogue_booked_session_stays BEFORE DELETE ON catalogue_session
    FOR EACH ROW WHEN (OLD.taken > 0 OR OLD.waiting > 0) EXECUTE FUNCTION catalogue_booked_session_stays();
"""
NO_GUARD = """
DROP TRIGGER catalogue_booked_session_stays ON catalogue_session;
DROP FUNCTION catalogue_booked_session_stays;
"""


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0018_places")]

    operations = [migrations.RunSQL(GUARD, NO_GUARD)]
