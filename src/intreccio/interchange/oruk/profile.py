"""What Open Referral UK 3.0 asks beyond HSDS. Data only.

Its objects are those of HSDS with fewer fields; what it does not know it does not forbid, so telephones, ends of
schedules and names of languages stay. Source: https://docs.openreferraluk.org/en/3.0/.
"""

from intreccio.interchange.hsds.profile import Profile

ORUK = Profile(
    slug="oruk",
    title="Open Referral UK",
    version="HSDS-UK-3.0",
    about="https://docs.openreferraluk.org/en/3.0/",
    also={
        "taxonomy_term": {"term": "name"},
        "accessibility": {"accessibility": "description"},
        "service_area": {"service_area": "name"},
    },
)
