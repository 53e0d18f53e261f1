"""The addresses of Open Referral UK."""

from intreccio.interchange.hsds.urls import routes
from intreccio.interchange.oruk.profile import ORUK

urlpatterns = routes(ORUK)
