from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION pathways_told(OUT organisation uuid, OUT moment timestamptz, OUT cares boolean)
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
    SELECT NULLIF(current_setting('intreccio.organisation_id', true), '')::uuid,
           COALESCE(NULLIF(current_setting('intreccio.moment', true), '')::timestamptz, now()),
           COALESCE(current_setting('intreccio.purpose', true) = 'care', false)
           AND COALESCE(NULLIF(current_setting('intreccio.sights', true), '')::int, 0) & 1 <> 0
$$;

CREATE FUNCTION pathways_is_asked(asked uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT EXISTS (
        SELECT FROM pathways_offer AS offer, pathways_told() AS told
        WHERE offer.referral_id = asked AND offer.organisation_id = told.organisation AND offer.state = 'waiting')
$$;

CREATE FUNCTION pathways_sent_by(asked uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT from_organisation_id FROM pathways_referral WHERE id = asked
$$;

CREATE FUNCTION pathways_is_side_of(asked uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT EXISTS (
        SELECT FROM pathways_referral AS referral, pathways_told() AS told
        WHERE referral.id = asked
          AND (told.organisation IN (referral.from_organisation_id, referral.to_organisation_id)
               OR pathways_is_asked(asked)
               OR people_sees(referral.person_id, 4)))
$$;

CREATE FUNCTION pathways_admit(asked uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    INSERT INTO people_grant (id, person_id, organisation_id, sights, purpose, because, source, since)
    SELECT gen_random_uuid(), referral.person_id, told.organisation, referral.discloses, 'care', 'referral',
           referral.id, told.moment
    FROM pathways_referral AS referral, pathways_told() AS told
    WHERE referral.id = asked AND referral.to_organisation_id = told.organisation AND told.cares
      AND referral.state = 'accepted' AND referral.agreement_withdrawn_at IS NULL;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'Only whoever took a referral is let know whom it is about.';
    END IF;
END $$;

CREATE FUNCTION pathways_dismiss(asked uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    UPDATE people_grant AS held SET until = GREATEST(told.moment, held.since)
    FROM pathways_referral AS referral, pathways_told() AS told
    WHERE referral.id = asked AND held.source = referral.id AND held.because = 'referral'
      AND (held.until IS NULL OR held.until > told.moment)
      AND (referral.state NOT IN ('requested', 'accepted', 'in-progress', 'on-hold')
           OR referral.agreement_withdrawn_at IS NOT NULL)
$$;

REVOKE ALL ON FUNCTION pathways_told, pathways_is_asked, pathways_sent_by, pathways_is_side_of, pathways_admit,
    pathways_dismiss FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pathways_told, pathways_is_asked, pathways_sent_by, pathways_is_side_of, pathways_admit,
    pathways_dismiss TO intreccio_app;
"""

NO_FUNCTIONS = """
DROP FUNCTION pathways_admit, pathways_dismiss, pathways_is_side_of, pathways_sent_by, pathways_is_asked,
    pathways_told CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("pathways", "0002_referrals"), ("people", "0002_functions")]

    operations = [migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS)]
