// The moving map. It shows the places of the page's own list (elements with data-lat and data-lon
// inside `data-points-from`), so list and map can never disagree. Leaflet is loaded before it.
//
// On the element with `data-map`:
//   data-points-from      selector of the list whose items are shown
//   data-boundary-url     GeoJSON of the territory's areas (optional); their `name` is written on them, and where
//                         they have a `zone` its borders are drawn. An element of the list's part of the page
//                         may say it instead, so that the boundaries follow the list
//   data-zone             code of the zone that stands out (optional); said where data-boundary-url is
//   data-centre           "lat,lon" shown when the list has no place
//   data-together, data-nearer, data-farther, data-close   words: "{count} and {names}" of things under one pin; buttons
//   data-tiles-url, data-tiles-attribution   background tiles: only if configured
const { L } = window;
const CLOSEST_ZOOM = 15;
const CLOSEST_ZOOM_WITHOUT_TILES = 13;
const NEAREST_ZOOM = 19;
const BESIDE_THE_ZOOM_BUTTONS = [70, 10];
const NAMES_FROM_ZOOM = 11;
const PIN = 30;
const APART = 36;
const TALLEST_POPUP = 220;
const moves = !matchMedia("(prefers-reduced-motion: reduce)").matches;
const MOTION = { fadeAnimation: moves, zoomAnimation: moves, markerZoomAnimation: moves, inertia: moves };

function pin(label, className) {
  return L.divIcon({ className, html: label, iconSize: [PIN, PIN], iconAnchor: [0, PIN] });
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

// What is at a pin, for whoever opened it: the focus goes to its first link and, when it is closed, back to the pin.
function list(items, marker, map, words) {
  const box = document.createElement("div");
  box.append(...items.map(line));
  const popup = L.popup({ offset: [PIN / 2, -PIN], maxHeight: TALLEST_POPUP, autoPanPaddingTopLeft: BESIDE_THE_ZOOM_BUTTONS });
  popup.setLatLng(marker.getLatLng()).setContent(box).openOn(map);
  popup.getElement().querySelector(".leaflet-popup-close-button").setAttribute("aria-label", words.close);
  box.addEventListener("keydown", ({ key }) => key === "Escape" && map.closePopup(popup));
  box.querySelector("a")?.focus({ preventScroll: true });
  popup.on("remove", () => {
    if (!document.activeElement?.closest("a, button, input, select")?.isConnected || box.contains(document.activeElement)) {
      marker.getElement()?.focus({ preventScroll: true });
    }
  });
}

// A cluster is opened by going so near that its things stand apart; where that is impossible, as a list.
function open(items, marker, map, words) {
  const bounds = L.latLngBounds(items.map(place));
  const zoom = Math.min(map.getBoundsZoom(bounds.pad(0.1)), NEAREST_ZOOM);
  const isParted = items.length > 1 && zoom > map.getZoom() && apart(items, map, zoom).length > 1;
  if (isParted) map.setView(bounds.getCenter(), zoom);
  else list(items, marker, map, words);
}

function markerOf(items, map, words) {
  const [{ dataset }] = items;
  const names = items.map((item) => item.dataset.name).join(", ");
  const icon = items.length === 1 ? pin(dataset.number ?? "", "map-pin") : pin(`${items.length}×`, "map-pin map-cluster");
  const marker = L.marker(place(items[0]), { icon, title: names, riseOnHover: true });
  marker.on("add", () => marker.getElement().setAttribute("aria-label", said(items, names, words)));
  marker.on("click", () => open(items, marker, map, words));
  marker.on("keydown", ({ originalEvent }) => {
    if (!["Enter", " "].includes(originalEvent.key)) return;
    L.DomEvent.stop(originalEvent);
    open(items, marker, map, words);
  });
  return marker;
}

function said(items, names, { together }) {
  return items.length === 1 ? names : together.replace("{count}", items.length).replace("{names}", names);
}

function place({ dataset }) {
  return [Number(dataset.lat), Number(dataset.lon)];
}

// Things whose pins would cover each other at this zoom share one.
function apart(items, map, zoom = map.getZoom()) {
  const groups = [];
  for (const item of items) {
    const at = map.project(place(item), zoom);
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
function name(words, at, className) {
  const text = document.createElement("span");
  text.textContent = words;
  const shown = L.tooltip(at, { content: text, permanent: true, direction: "center", opacity: 1, className: `map-name ${className}` });
  return shown.on("add", () => {
    shown.getElement().removeAttribute("role");
    shown.getElement().setAttribute("aria-hidden", "true");
  });
}

// The names of zones, then of areas, those of the most people first.
function names(areas) {
  const zones = new Map();
  for (const { feature, bounds } of areas) {
    const { zone_name: zone } = feature.properties;
    if (zone) zones.set(zone, (zones.get(zone) ?? L.latLngBounds([])).extend(bounds));
  }
  const byPeople = [...areas].sort((one, other) => other.feature.properties.population - one.feature.properties.population);
  const ofAreas = byPeople.map(({ feature, bounds }) => name(feature.properties.name, bounds.getCenter(), "map-area-name"));
  if (zones.size === areas.length) return ofAreas;
  return [...zones].map(([zone, bounds]) => name(zone, bounds.getCenter(), "map-zone-name")).concat(ofAreas);
}

function overlap(one, other) {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

// No name covers a pin, and of names that would cover each other only the first is shown.
function thin(map) {
  const elements = [...map.getPane("tooltipPane").children];
  for (const element of elements) element.classList.remove("map-name-covered");
  const shown = [...map.getPane("markerPane").children].map((element) => element.getBoundingClientRect());
  const boxes = elements.map((element) => element.getBoundingClientRect());
  boxes.forEach((box, number) => {
    if (!box.width) return;
    if (shown.some((other) => overlap(box, other))) elements[number].classList.add("map-name-covered");
    else shown.push(box);
  });
}

// Neighbours share the points of their border, so what lies between two zones has a different one on each side.
function borders(features, chosen) {
  const sides = new Map();
  for (const { properties, geometry } of features) {
    for (const ring of geometry.coordinates.flat()) {
      for (let end = 1; end < ring.length; end += 1) {
        const line = [ring[end - 1], ring[end]];
        const key = line.map(String).sort().join(" ");
        if (!sides.has(key)) sides.set(key, { line, zones: [] });
        sides.get(key).zones.push(properties.zone);
      }
    }
  }
  const between = ({ zones: [one, other] }) => one !== other && (!chosen || one === chosen || other === chosen);
  return [...sides.values()].filter(between).map(({ line }) => line.map(([lon, lat]) => [lat, lon]));
}

function boundariesOf(collection, zone) {
  const isChosen = ({ properties }) => Boolean(zone) && properties.zone === zone;
  const style = (feature) => ({ className: `map-boundary${isChosen(feature) ? " map-boundary-chosen" : ""}` });
  const shape = L.geoJSON(collection, { interactive: false, style });
  const areas = shape.getLayers().map((area) => ({ feature: area.feature, bounds: area.getBounds() }));
  const isGrouped = areas.some(({ feature }) => feature.properties.zone);
  const lines = L.polyline(isGrouped ? borders(collection.features, zone) : [], { interactive: false, className: "map-border" });
  const chosen = areas.filter(({ feature }) => isChosen(feature));
  const extent = (chosen.length ? chosen : areas).reduce((all, { bounds }) => all.extend(bounds), L.latLngBounds([]));
  return { drawn: L.featureGroup([shape, lines, ...names(areas)]), extent };
}

async function outline(frame, map) {
  const { boundaryUrl, zone } = (document.querySelector("[data-boundary-url]:not([data-map])") ?? frame).dataset;
  const wanted = `${boundaryUrl} ${zone}`;
  if (!boundaryUrl || map.outlined === wanted) return;
  map.outlined = wanted;
  const answer = await fetch(boundaryUrl);
  if (!answer.ok) return;
  const { drawn, extent } = boundariesOf(await answer.json(), zone);
  if (map.outlined !== wanted) return;
  map.boundaries?.remove();
  map.boundaries = drawn.addTo(map);
  if (!map.hasPoints && extent.isValid()) map.fitBounds(extent, { animate: false });
  thin(map);
}

// Whoever was on a pin is afterwards on the one that stands for the same thing.
function draw(map, layer, pins, words) {
  const [focused] = [...pins].find(([, marker]) => marker && marker.getElement() === document.activeElement) ?? [];
  layer.clearLayers();
  for (const items of apart([...pins.keys()], map)) {
    const marker = markerOf(items, map, words).addTo(layer);
    for (const item of items) pins.set(item, marker);
  }
  if (focused) pins.get(focused).getElement().focus({ preventScroll: true });
  thin(map);
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
    const maxZoom = frame.dataset.tilesUrl ? CLOSEST_ZOOM : CLOSEST_ZOOM_WITHOUT_TILES;
    map.fitBounds(bounds, { padding: [40, 40], maxZoom, animate: false });
  }
  draw(map, layer, pins, frame.dataset);
}

function reveal() {
  for (const hidden of document.querySelectorAll("[data-needs-map]")) hidden.hidden = false;
}

// Whoever asked for less motion gets a map that is at once where it goes.
function calm(map) {
  if (!MOTION.zoomAnimation) map.panBy = (offset, options) => L.Map.prototype.panBy.call(map, offset, { ...options, animate: false });
  return map;
}

function start(frame) {
  reveal();
  const centre = frame.dataset.centre.split(",").map(Number);
  const map = calm(L.map(frame, { scrollWheelZoom: false, zoomControl: false, maxZoom: NEAREST_ZOOM, ...MOTION })).setView(centre, 10);
  const { nearer: zoomInTitle, farther: zoomOutTitle } = frame.dataset;
  L.control.zoom({ zoomInTitle, zoomOutTitle }).addTo(map);
  map.attributionControl.setPrefix("Leaflet");
  const pins = new Map();
  map.on("zoomend", () => frame.classList.toggle("map-names", map.getZoom() >= NAMES_FROM_ZOOM));
  const { tilesUrl, tilesAttribution } = frame.dataset;
  if (tilesUrl) L.tileLayer(tilesUrl, { attribution: tilesAttribution, maxZoom: NEAREST_ZOOM }).addTo(map);
  const layer = L.featureGroup().addTo(map);
  showPoints(frame, map, layer, pins);
  map.on("zoomend", () => draw(map, layer, pins, frame.dataset));
  outline(frame, map);
  document.addEventListener("htmx:afterSettle", () => {
    reveal();
    showPoints(frame, map, layer, pins);
    outline(frame, map);
  });
}

for (const frame of document.querySelectorAll("[data-map]")) start(frame);
