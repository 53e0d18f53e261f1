// After a part of the page was swapped, tells screen readers what changed: the words of the
// element marked `data-announce` are copied into the page's one live region.
document.addEventListener("htmx:afterSettle", () => {
  const news = document.querySelector("main [data-announce]");
  if (news) document.getElementById("announcer").textContent = news.textContent.trim();
});
