from django.db import migrations

FUNCTION = """
CREATE FUNCTION pathways_took_part_in(asked uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT EXISTS (
        SELECT FROM pathways_referral AS referral, pathways_told() AS told
        WHERE referral.id = asked
          AND (told.organisation = referral.from_organisation_id
               OR told.organisation = referral.to_organisation_id AND referral.agreement_withdrawn_at IS NULL))
$$;
REVOKE ALL ON FUNCTION pathways_took_part_in FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pathways_took_part_in TO intreccio_app;
"""


class Migration(migrations.Migration):
    dependencies = [("pathways", "0010_attachments")]

    operations = [migrations.RunSQL(FUNCTION, "DROP FUNCTION pathways_took_part_in CASCADE")]
