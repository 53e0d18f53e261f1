// Attendance where the signal is bad: marks that cannot be sent are kept in this browser (keys of places, no
// names) and sent once there is a connection. The sheet's own number makes them count once.
const KEPT = "intreccio-registers";
const form = document.querySelector("[data-keeps-offline]");

const kept = () => JSON.parse(localStorage.getItem(KEPT) ?? "{}");
const keep = (sheets) => {
  if (Object.keys(sheets).length) localStorage.setItem(KEPT, JSON.stringify(sheets));
  else localStorage.removeItem(KEPT);
};
const say = (words) => {
  form.querySelector("[data-register-state]").textContent = words;
};

const send = (address, body) => {
  const sent = new URLSearchParams(body);
  sent.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  return fetch(address, { method: "POST", body: sent, redirect: "follow" });
};

// Whoever has to sign in again first has sent nothing yet.
const arrived = (answer) => answer.ok && !new URL(answer.url).pathname.startsWith("/accounts/");

const keepThis = (body) => {
  keep({ ...kept(), [form.elements.sheet.value]: { address: form.action, body } });
  say(form.dataset.keptWords);
};

const sendKept = async () => {
  const sheets = kept();
  for (const [sheet, { address, body }] of Object.entries(sheets)) {
    try {
      const answer = await send(address, body);
      if (!arrived(answer)) continue;
    } catch {
      return;
    }
    delete sheets[sheet];
    keep(sheets);
    say(form.dataset.sentWords);
  }
};

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const data = new FormData(form);
  data.delete("csrfmiddlewaretoken");
  const body = new URLSearchParams(data).toString();
  let answer;
  try {
    answer = await send(form.action, body);
  } catch {
    return keepThis(body);
  }
  if (arrived(answer)) location.assign(answer.url);
  else if (answer.status < 500 && !answer.redirected) form.submit();
  else keepThis(body);
});

if (form) {
  addEventListener("online", sendKept);
  sendKept();
}
