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

for (const button of document.querySelectorAll("[data-locate]")) {
  if (!("geolocation" in navigator)) continue;
  button.hidden = false;
  button.addEventListener("click", () => locate(button));
  // A place typed by hand replaces the position.
  button.form.elements.where.addEventListener("input", () => {
    button.form.elements.lat.value = "";
    button.form.elements.lon.value = "";
  });
}
