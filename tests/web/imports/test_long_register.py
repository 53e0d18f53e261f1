"""A long register goes through the pages in the time somebody waits for it."""

from pathlib import Path

import pytest
from django.urls import reverse

from intreccio.actors.models import Organisation
from intreccio.kernel import clock
from intreccio.kernel.imports.models import ImportRun
from intreccio.kernel.journal.models import JournalEntry
from tests.harness import superuser_connection
from tests.web.imports.files import upload

BODIES = 12_000
REAL = Path(__file__).parents[4] / "shared" / "data" / "third_sector_5x1000_2022.csv"


@pytest.mark.realdata
@pytest.mark.skipif(not REAL.is_file(), reason=f"{REAL} is absent")
def test_a_long_register_is_checked_saved_and_checked_again(own_database, sign_in, work):
    client, seconds = sign_in(), []
    content = b"".join(REAL.read_bytes().splitlines(keepends=True)[: BODIES + 1])
    for _ in range(2):
        start = clock.now()
        columns = upload(client, content, REAL.name).url
        rows = client.get(columns).context["rows"]
        chosen = {row.name: next(option.value for option in row.options if option.is_chosen) for row in rows}
        client.post(columns, chosen)
        work()
        run = ImportRun.objects.latest("created_at")
        report = client.get(reverse("import-report", args=[run.pk]), {"after": "10000"})
        assert len(report.context["rows"]) == 50
        done = clock.now()
        if report.context["apply_url"]:
            client.post(report.context["apply_url"])
            work()
            done = JournalEntry.objects.get(event="kernel.import-applied").at
        seconds.append((done - start).total_seconds())
        with superuser_connection(own_database) as connection:
            connection.execute("ANALYZE")
    assert Organisation.objects.filter(source="third-sector-5x1000").count() == BODIES
    assert [(run.new, run.unchanged) for run in ImportRun.objects.order_by("created_at")] == [
        (BODIES, 0),
        (0, BODIES),
    ]
    print(f"\n{BODIES:,} rows: {seconds[0]:.1f} s to check and save, {seconds[1]:.1f} s to check again")
    assert sum(seconds) < 30
