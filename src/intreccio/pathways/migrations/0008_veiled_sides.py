from django.db import migrations

FUNCTION = """
CREATE OR REPLACE FUNCTION pathways_is_side_of(asked uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT EXISTS (
        SELECT FROM pathways_referral AS referral, pathways_told() AS told
        WHERE referral.id = asked
          AND (told.organisation IN (referral.from_organisation_id, referral.to_organisation_id)
               OR pathways_is_asked(asked)
               OR people_sees(referral.person_id, 4) AND asked NOT IN (SELECT people_veiled())))
$$;
"""


class Migration(migrations.Migration):
    """From whom a referral is hidden, from them also who was asked and what both sides said."""

    dependencies = [("pathways", "0007_dates"), ("people", "0006_veiled")]

    operations = [migrations.RunSQL(FUNCTION, migrations.RunSQL.noop)]
