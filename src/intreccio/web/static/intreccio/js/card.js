// A card's square opens this page with the code behind the #: servers never see it. It is put where it belongs.
const code = location.hash.slice(1);
const field = document.querySelector('input[name="card"]');
if (code && field) {
  field.value = code;
  history.replaceState(null, "", location.pathname);
  document.querySelector('input[name="pin"]').focus();
}
