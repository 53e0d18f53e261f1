// Keeps my list and the last pages for when there is no connection: only for whoever saved something or
// installed the app. For everybody else nothing is stored, and what was stored goes.
const isInstalled = matchMedia("(display-mode: standalone)").matches;

if ("serviceWorker" in navigator) {
  if (isInstalled || "keeps" in document.body.dataset) navigator.serviceWorker.register("/sw.js");
  else forgetAll();
  document.addEventListener("htmx:afterRequest", (event) => {
    const { successful, pathInfo } = event.detail;
    if (successful && pathInfo.requestPath.startsWith("/list/")) navigator.serviceWorker.register("/sw.js");
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-forgets]")) navigator.serviceWorker.controller?.postMessage("forget");
  });
}

async function forgetAll() {
  const registrations = await navigator.serviceWorker.getRegistrations();
  if (!registrations.length) return;
  await Promise.all(registrations.map((registration) => registration.unregister()));
  await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
}
