// Buttons with `data-opens="id"` open the dialog of that id; without script the button is a link or
// a submit that leads to a page of its own. Closing is native: a form with method="dialog".
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  const dialog = opener && document.getElementById(opener.dataset.opens);
  if (!dialog?.showModal) return;
  event.preventDefault();
  dialog.showModal();
});
