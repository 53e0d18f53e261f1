// Keeps assets, and those pages that say they may be kept (header X-Offline), for when there is no connection.
// Nothing else is stored: no rooms of people who sign in, nothing with `Cache-Control: no-store`.
const ASSETS = "assets-{{ version }}";
const PAGES = "pages-{{ version }}";
const OFFLINE = "{% url 'offline' %}";
const LIST = "{% url 'list' %}";
const HELP = "{% url 'help' %}";
const BOUNDARIES = "{% url 'boundaries' %}";
const SHELL = [{% for asset in assets %}"{{ asset }}", {% endfor %}];
const MOST_PAGES = 30;
const FORGETTING = ["{% url 'list-empty' %}", "{% url 'set_language' %}", "{% url 'account_login' %}"];

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("message", (event) => {
  if (event.data === "forget") event.waitUntil(forget());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin || url.pathname.startsWith("/embed/")) return;
  if (request.method === "POST") event.respondWith(sent(event, url));
  else if (request.method === "GET" && url.pathname.startsWith("/static/")) event.respondWith(asset(request));
  else if (request.method === "GET" && url.pathname === BOUNDARIES) event.respondWith(boundaries(request));
  else if (request.method === "GET" && isPage(request)) event.respondWith(page(request));
});

const isPage = (request) => request.mode === "navigate" || request.headers.get("HX-Request") === "true";

async function install() {
  const assets = await caches.open(ASSETS);
  await assets.addAll(SHELL);
  await fetchInto(OFFLINE);
  await self.skipWaiting();
}

async function takeOver() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== ASSETS && name !== PAGES).map((name) => caches.delete(name)));
  await self.clients.claim();
  await fetchInto(LIST);
  await fetchInto(HELP);
}

async function forget() {
  await caches.delete(PAGES);
}

async function asset(request) {
  const stored = await caches.match(request, { ignoreVary: true });
  if (stored) return stored;
  const response = await fetch(request);
  if (response.status === 200 && (await caches.has(ASSETS))) {
    await (await caches.open(ASSETS)).put(request, response.clone());
  }
  return response;
}

// Maps need them, and take no boundary for an answer where there is none.
async function boundaries(request) {
  try {
    const response = await fetch(request);
    if (response.status === 200 && (await caches.has(ASSETS))) {
      await (await caches.open(ASSETS)).put(request, response.clone());
    }
    return response;
  } catch {
    return (await caches.match(request, { ignoreVary: true })) || new Response(null, { status: 504 });
  }
}

async function page(request) {
  try {
    const response = await fetch(request);
    await keep(request.url, response.clone());
    return response;
  } catch (problem) {
    const pages = await caches.open(PAGES);
    const stored =
      (await pages.match(request.url, { ignoreVary: true })) || (await pages.match(OFFLINE, { ignoreVary: true }));
    if (stored) return stored;
    throw problem;
  }
}

// What was sent may have changed the list: afterwards it is fetched anew, or all is forgotten.
async function sent(event, url) {
  const response = await fetch(event.request);
  if (FORGETTING.includes(url.pathname)) event.waitUntil(forget().then(() => fetchInto(OFFLINE)));
  else if (url.pathname.startsWith(LIST)) event.waitUntil(fetchInto(LIST));
  return response;
}

async function fetchInto(address) {
  const url = new URL(address, self.location.origin).href;
  try {
    await keep(url, await fetch(url, { credentials: "same-origin" }));
  } catch {
    // Without a connection what is stored stays.
  }
}

async function keep(address, response) {
  const pages = await caches.open(PAGES);
  const url = address.split("#")[0];
  if (!mayBeKept(response)) {
    await pages.delete(url, { ignoreVary: true });
    return;
  }
  await pages.delete(url, { ignoreVary: true });
  await pages.put(url, response);
  const kept = (await pages.keys()).filter((one) => !one.url.endsWith(OFFLINE) && !one.url.endsWith(LIST));
  await Promise.all(kept.slice(0, Math.max(kept.length - MOST_PAGES, 0)).map((one) => pages.delete(one)));
}

function mayBeKept(response) {
  const control = response.headers.get("Cache-Control") || "";
  return response.status === 200 && response.headers.get("X-Offline") === "keep" && !control.includes("no-store");
}
