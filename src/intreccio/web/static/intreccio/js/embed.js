// For the pages of other sites: lets the frame of the finder grow with what it shows.
(() => {
  const from = new URL(document.currentScript.src).origin;
  addEventListener("message", (event) => {
    const height = event.data && event.data.intreccio;
    if (event.origin !== from || !Number.isFinite(height)) return;
    for (const frame of document.querySelectorAll("iframe")) {
      if (frame.contentWindow === event.source) frame.height = Math.min(Math.max(height, 200), 10000);
    }
  });
})();
