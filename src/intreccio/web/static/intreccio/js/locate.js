// "Use my position": fills latitude and longitude, rounded to about a hundred metres, and searches.
// The button stays hidden where the browser cannot tell a position.
const DECIMALS = 3;

function fill(form, latitude, longitude, words) {
  form.elements.lat.value = latitude;
  form.elements.lon.value = longitude;
  form.elements.where.value = words;
}

function locate(button) {
  const form = button.form;
  button.setAttribute("aria-busy", "true");
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      button.removeAttribute("aria-busy");
      fill(form, coords.latitude.toFixed(DECIMALS), coords.longitude.toFixed(DECIMALS), button.dataset.here);
      form.requestSubmit();
    },
    () => {
      button.removeAttribute("aria-busy");
      document.getElementById(button.dataset.refused).hidden = false;
      form.elements.where.focus();
    },
    { maximumAge: 600_000, timeout: 10_000 },
  );
}

function send(form) {
  const { where, lat, lon } = form.elements;
  lat.disabled = lon.disabled = false;
  // A place typed by hand replaces the position.
  where.addEventListener("input", () => {
    lat.value = lon.value = "";
  });
}

for (const button of document.querySelectorAll("[data-locate]")) {
  send(button.form);
  button.hidden = !("geolocation" in navigator);
  button.addEventListener("click", () => locate(button));
}
