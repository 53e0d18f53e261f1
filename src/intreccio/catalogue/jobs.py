"""Jobs of the catalogue. Each can run again without harm."""

from procrastinate.contrib.django import app

from intreccio.catalogue.actions import (
    forget_reports,
    forget_unmet,
    index_waiting,
    keep_dates,
    learn_synonyms,
    update_freshness,
)
from intreccio.catalogue.search.keeping import refresh_vocabulary
from intreccio.kernel.acting import SYSTEM


@app.periodic(cron="20 2 * * *")
@app.task(name="catalogue.nightly", queueing_lock="catalogue.nightly", pass_context=False)
def nightly(timestamp: int) -> None:
    """Age listings, plan sessions and openings one day further, learn the catalogue's words anew, forget old reports."""
    update_freshness()
    keep_dates()
    index_waiting()
    refresh_vocabulary()
    forget_reports(by=SYSTEM)
    forget_unmet()


@app.task(name="catalogue.index_waiting")
def index_what_waits() -> None:
    """Index services that an import touched."""
    index_waiting()


@app.task(name="catalogue.learn_synonyms")
def learn_words() -> None:
    """Tell the search what words mean since somebody said so."""
    learn_synonyms()


@app.periodic(cron="*/10 * * * *")
@app.task(name="catalogue.expire", queueing_lock="catalogue.expire", pass_context=False)
def expire(timestamp: int) -> None:
    """Withdraw quick listings whose time is over."""
    update_freshness(only_expired=True)
