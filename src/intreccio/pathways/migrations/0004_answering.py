from django.db import migrations

FUNCTION = """
CREATE FUNCTION pathways_answering(asked uuid, since timestamptz, OUT answers bigint, OUT half interval)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT count(*),
           CASE WHEN count(*) >= 5
                THEN percentile_cont(0.5) WITHIN GROUP (ORDER BY offer.answered_at - referral.sent_at) END
    FROM pathways_offer AS offer JOIN pathways_referral AS referral ON referral.id = offer.referral_id
    WHERE offer.organisation_id = asked AND offer.state IN ('accepted', 'refused') AND referral.sent_at >= since
$$;
REVOKE ALL ON FUNCTION pathways_answering FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pathways_answering TO intreccio_app;
"""


class Migration(migrations.Migration):
    dependencies = [("pathways", "0003_functions")]

    operations = [migrations.RunSQL(FUNCTION, "DROP FUNCTION pathways_answering")]
