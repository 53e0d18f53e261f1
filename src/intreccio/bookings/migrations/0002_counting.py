from django.db import migrations

COUNTING = """
ALTER TABLE bookings_booking ADD CONSTRAINT booking_of_activity
    FOREIGN KEY (activity_id) REFERENCES catalogue_activity ON DELETE CASCADE;
ALTER TABLE bookings_hold ADD CONSTRAINT hold_of_booking
    FOREIGN KEY (booking_id) REFERENCES bookings_booking ON DELETE CASCADE;
ALTER TABLE bookings_hold ADD CONSTRAINT hold_of_session
    FOREIGN KEY (session_id) REFERENCES catalogue_session ON DELETE CASCADE;
ALTER TABLE bookings_walkins ADD CONSTRAINT walk_ins_of_session
    FOREIGN KEY (session_id) REFERENCES catalogue_session ON DELETE CASCADE;

-- Sessions are counted in the order of their keys, as the actions lock them, so that nobody waits in a circle.
CREATE FUNCTION bookings_add(sessions uuid[], taking int[], waited int[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
    differing record;
BEGIN
    FOR differing IN
        SELECT one.session, sum(one.taken) AS taken, sum(one.waiting) AS waiting
        FROM unnest(sessions, taking, waited) AS one(session, taken, waiting)
        GROUP BY one.session HAVING sum(one.taken) <> 0 OR sum(one.waiting) <> 0 ORDER BY one.session
    LOOP
        UPDATE catalogue_session SET taken = taken + differing.taken, waiting = waiting + differing.waiting
        WHERE id = differing.session;
    END LOOP;
END $$;

CREATE FUNCTION bookings_taking(state text, places int) RETURNS int LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN state IN ('held', 'offered') THEN places ELSE 0 END
$$;
CREATE FUNCTION bookings_waiting(state text, places int) RETURNS int LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN state = 'waiting' THEN places ELSE 0 END
$$;

CREATE FUNCTION bookings_count_made() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    PERFORM bookings_add(array_agg(session_id), array_agg(bookings_taking(state, places)),
                         array_agg(bookings_waiting(state, places))) FROM made;
    RETURN NULL;
END $$;
CREATE FUNCTION bookings_count_changed() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    PERFORM bookings_add(array_agg(session_id), array_agg(taking), array_agg(waited)) FROM (
        SELECT session_id, bookings_taking(state, places) AS taking, bookings_waiting(state, places) AS waited FROM made
        UNION ALL
        SELECT session_id, -bookings_taking(state, places), -bookings_waiting(state, places) FROM gone) AS both_sides;
    RETURN NULL;
END $$;
CREATE FUNCTION bookings_count_gone() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    PERFORM bookings_add(array_agg(session_id), array_agg(-bookings_taking(state, places)),
                         array_agg(-bookings_waiting(state, places))) FROM gone;
    RETURN NULL;
END $$;

CREATE TRIGGER bookings_count_made AFTER INSERT ON bookings_hold
    REFERENCING NEW TABLE AS made FOR EACH STATEMENT EXECUTE FUNCTION bookings_count_made();
CREATE TRIGGER bookings_count_changed AFTER UPDATE ON bookings_hold
    REFERENCING OLD TABLE AS gone NEW TABLE AS made FOR EACH STATEMENT EXECUTE FUNCTION bookings_count_changed();
CREATE TRIGGER bookings_count_gone AFTER DELETE ON bookings_hold
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION bookings_count_gone();
"""

NO_COUNTING = """
DROP TRIGGER bookings_count_made ON bookings_hold;
DROP TRIGGER bookings_count_changed ON bookings_hold;
DROP TRIGGER bookings_count_gone ON bookings_hold;
DROP FUNCTION bookings_count_made, bookings_count_changed, bookings_count_gone, bookings_add, bookings_taking,
    bookings_waiting;
ALTER TABLE bookings_walkins DROP CONSTRAINT walk_ins_of_session;
ALTER TABLE bookings_hold DROP CONSTRAINT hold_of_session, DROP CONSTRAINT hold_of_booking;
ALTER TABLE bookings_booking DROP CONSTRAINT booking_of_activity;
"""


class Migration(migrations.Migration):
    """Holds are counted in their session; what is deleted in the catalogue takes its bookings along."""

    dependencies = [("bookings", "0001_initial"), ("catalogue", "0019_booked_sessions_stay")]

    operations = [migrations.RunSQL(COUNTING, NO_COUNTING)]
