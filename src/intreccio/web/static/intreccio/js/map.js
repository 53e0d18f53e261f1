// The moving map. It shows the places of the page's own list (elements with data-lat and data-lon
// inside `data-points-from`), so list and map can never disagree. Leaflet is loaded before it.
//
// On the element with `data-map`:
//   data-points-from      selector of the list whose items are shown
//   data-boundary-url     GeoJSON of the territory's areas (optional); their `name` is written on them
//   data-centre           "lat,lon" shown when the list has no place
//   data-tiles-url, data-tiles-attribution   background tiles: only if configured
const { L } = window;
const CLOSEST_ZOOM = 15;
const ZOOM_OF_ONE_WITHOUT_TILES = 12;
const BESIDE_THE_ZOOM_BUTTONS = [70, 10];
const NAMES_FROM_ZOOM = 11;
const PIN = 30;
const APART = 36;
const TALLEST_POPUP = 220;

function pin(label) {
  return L.divIcon({
    className: "map-pin",
    html: label,
    iconSize: [PIN, PIN],
    iconAnchor: [0, PIN],
    popupAnchor: [PIN / 2, -PIN],
  });
}

function line(item) {
  const paragraph = document.createElement("p");
  const link = item.querySelector("a[href]");
  const name = document.createElement(link ? "a" : "strong");
  name.textContent = item.dataset.name;
  if (link) name.href = link.href;
  paragraph.append(name, document.createElement("br"), item.dataset.place ?? "");
  return paragraph;
}

function popup(items) {
  const box = document.createElement("div");
  box.append(...items.map(line));
  return box;
}

function markerOf(items) {
  const [{ dataset }] = items;
  const names = items.map((item) => item.dataset.name).join(", ");
  const label = items.length === 1 ? (dataset.number ?? "") : `${items.length}×`;
  const marker = L.marker(place(items[0]), { icon: pin(label), title: names, alt: names, riseOnHover: true });
  marker.bindPopup(() => popup(items), { maxHeight: TALLEST_POPUP, autoPanPaddingTopLeft: BESIDE_THE_ZOOM_BUTTONS });
  return marker;
}

function place({ dataset }) {
  return [Number(dataset.lat), Number(dataset.lon)];
}

// Things whose pins would cover each other share one.
function apart(items, map) {
  const groups = [];
  for (const item of items) {
    const at = map.project(place(item));
    const near = groups.find((group) => group.at.distanceTo(at) < APART);
    if (near) near.items.push(item);
    else groups.push({ at, items: [item] });
  }
  return groups.map((group) => group.items);
}

// While the reader is on an item of the list, its pin is lit.
function lightUp(item, pins) {
  const light = (on) => () => pins.get(item)?.getElement()?.classList.toggle("map-pin-lit", on);
  item.addEventListener("pointerenter", light(true));
  item.addEventListener("pointerleave", light(false));
  item.addEventListener("focusin", light(true));
  item.addEventListener("focusout", light(false));
}

// Names are for the eye: whoever listens to the page would hear every municipality of the territory.
function name(feature, area) {
  const words = feature.properties?.name;
  if (!words) return;
  area.on("tooltipopen", ({ tooltip }) => tooltip.getElement().setAttribute("aria-hidden", "true"));
  area.bindTooltip(words, { permanent: true, direction: "center", opacity: 1, className: "map-name" });
}

async function outline(url, map) {
  const answer = await fetch(url);
  if (!answer.ok) return;
  const shape = L.geoJSON(await answer.json(), { interactive: false, style: { className: "map-boundary" }, onEachFeature: name });
  shape.addTo(map).bringToBack();
  if (!map.hasPoints) map.fitBounds(shape.getBounds());
}

function draw(map, layer, pins) {
  layer.clearLayers();
  for (const items of apart(pins.keys(), map)) {
    const marker = markerOf(items).addTo(layer);
    for (const item of items) pins.set(item, marker);
  }
}

function showPoints(frame, map, layer, pins) {
  const items = [...document.querySelectorAll(`${frame.dataset.pointsFrom} [data-lat]`)];
  pins.clear();
  for (const item of items) {
    pins.set(item, null);
    lightUp(item, pins);
  }
  map.hasPoints = items.length > 0;
  if (map.hasPoints) {
    const bounds = L.latLngBounds(items.map(place));
    const isOnePlace = bounds.getNorthEast().equals(bounds.getSouthWest());
    const maxZoom = frame.dataset.tilesUrl || !isOnePlace ? CLOSEST_ZOOM : ZOOM_OF_ONE_WITHOUT_TILES;
    map.fitBounds(bounds, { padding: [40, 40], maxZoom, animate: false });
  }
  draw(map, layer, pins);
}

function reveal() {
  for (const hidden of document.querySelectorAll("[data-needs-map]")) hidden.hidden = false;
}

function start(frame) {
  reveal();
  const centre = frame.dataset.centre.split(",").map(Number);
  const map = L.map(frame, { scrollWheelZoom: false, keyboard: true }).setView(centre, 10);
  map.attributionControl.setPrefix("Leaflet");
  const pins = new Map();
  map.on("zoomend", () => frame.classList.toggle("map-names", map.getZoom() >= NAMES_FROM_ZOOM));
  const { tilesUrl, tilesAttribution, boundaryUrl } = frame.dataset;
  if (tilesUrl) L.tileLayer(tilesUrl, { attribution: tilesAttribution, maxZoom: 19 }).addTo(map);
  const layer = L.featureGroup().addTo(map);
  showPoints(frame, map, layer, pins);
  map.on("zoomend", () => draw(map, layer, pins));
  if (boundaryUrl) outline(boundaryUrl, map);
  document.addEventListener("htmx:afterSettle", () => {
    reveal();
    showPoints(frame, map, layer, pins);
  });
}

for (const frame of document.querySelectorAll("[data-map]")) start(frame);
