// Leaves at once for another site, in place of this page: by the button, or by Esc three times within two seconds.
const MOMENTS = 2000;
let pressed = [];

const exit = () => document.querySelector("[data-quick-exit]");

function leave() {
  const { href } = exit();
  document.documentElement.hidden = true;
  document.title = "";
  location.replace(href);
}

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-quick-exit]")) return;
  event.preventDefault();
  leave();
});
document.addEventListener("keydown", (event) => {
  if (!exit() || event.key !== "Escape") return;
  pressed = [...pressed.filter((moment) => event.timeStamp - moment < MOMENTS), event.timeStamp];
  if (pressed.length === 3) leave();
});
// A page that comes back from the browser's memory is not shown again.
addEventListener("pageshow", (event) => event.persisted && exit() && location.reload());
