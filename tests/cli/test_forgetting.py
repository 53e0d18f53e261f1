"""`intreccio forget` says what would go, and lets it go once."""

from datetime import timedelta

import pytest
from click.testing import CliRunner

from intreccio.actors.actions import claim, refuse_claim
from intreccio.actors.rules.joining import PROOF_DAYS
from intreccio.cli.forgetting import forget
from intreccio.kernel import clock
from intreccio.kernel.acting import NOBODY, SYSTEM
from tests.actors.factories import organisation

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    result = CliRunner().invoke(forget, arguments)
    assert result.exit_code == 0, result.output
    return result.output


def test_a_dry_run_deletes_nothing_and_a_second_run_finds_nothing():
    asked = claim(organisation=organisation("Lune Nuove"), name="Bruna", mail="b@example.org", words="x", by=NOBODY,
                  proof=("lettera.pdf", [b"%PDF-1.7 x"]))  # fmt: skip
    refuse_claim(claim=asked, reason="no", by=SYSTEM)
    with clock.at(clock.now() + timedelta(days=PROOF_DAYS + 1)):
        assert "1 proofs" in run("--dry-run")
        assert "would be deleted" in run("--dry-run")
        assert "1 proofs" in run()
        assert "0 proofs" in run()
