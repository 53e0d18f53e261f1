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
  const where = [Number(dataset.lat), Number(dataset.lon)];
  const marker = L.marker(where, { icon: pin(label), title: names, alt: names, riseOnHover: true });
  marker.bindPopup(() => popup(items), { autoPanPaddingTopLeft: BESIDE_THE_ZOOM_BUTTONS });
  for (const item of items) lightUp(item, marker);
  return marker;
}

function lightUp(item, marker) {
  const light = (on) => () => marker.getElement()?.classList.toggle("map-pin-lit", on);
  item.addEventListener("pointerenter", light(true));
  item.addEventListener("pointerleave", light(false));
  item.addEventListener("focusin", light(true));
  item.addEventListener("focusout", light(false));
}

// Things at the same address share a pin.
function byAddress(items) {
  const groups = new Map();
  for (const item of items) {
    const key = `${item.dataset.lat} ${item.dataset.lon}`;
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()];
}

// Names are for the eye: whoever listens to the page would hear every municipality of the territory.
function name(feature, area) {
  const words = feature.properties?.name;
  if (!words) return;
  area.on("tooltipopen", ({ tooltip }) => tooltip.getElement().setAttribute("aria-hidden", "true"));
  area.bindTooltip(words, { permanent: true, direction: "center", className: "map-name" });
}

async function outline(url, map) {
  const answer = await fetch(url);
  if (!answer.ok) return;
  const shape = L.geoJSON(await answer.json(), { interactive: false, style: { className: "map-boundary" }, onEachFeature: name });
  shape.addTo(map).bringToBack();
  if (!map.hasPoints) map.fitBounds(shape.getBounds());
}

function showPoints(frame, map, layer) {
  const groups = byAddress(document.querySelectorAll(`${frame.dataset.pointsFrom} [data-lat]`));
  layer.clearLayers();
  for (const items of groups) layer.addLayer(markerOf(items));
  map.hasPoints = groups.length > 0;
  if (!map.hasPoints) return;
  const maxZoom = frame.dataset.tilesUrl || groups.length > 1 ? CLOSEST_ZOOM : ZOOM_OF_ONE_WITHOUT_TILES;
  map.fitBounds(layer.getBounds(), { padding: [40, 40], maxZoom });
}

function reveal() {
  for (const hidden of document.querySelectorAll("[data-needs-map]")) hidden.hidden = false;
}

function start(frame) {
  reveal();
  const centre = frame.dataset.centre.split(",").map(Number);
  const map = L.map(frame, { scrollWheelZoom: false, keyboard: true }).setView(centre, 10);
  map.attributionControl.setPrefix("Leaflet");
  map.on("zoomend", () => frame.classList.toggle("map-names", map.getZoom() >= NAMES_FROM_ZOOM));
  const { tilesUrl, tilesAttribution, boundaryUrl } = frame.dataset;
  if (tilesUrl) L.tileLayer(tilesUrl, { attribution: tilesAttribution, maxZoom: 19 }).addTo(map);
  const layer = L.featureGroup().addTo(map);
  showPoints(frame, map, layer);
  if (boundaryUrl) outline(boundaryUrl, map);
  document.addEventListener("htmx:afterSettle", () => {
    reveal();
    showPoints(frame, map, layer);
  });
}

for (const frame of document.querySelectorAll("[data-map]")) start(frame);
