// A step of the reader that cannot be taken within the page (the server failed, the connection broke) is
// taken by the browser itself, which shows what there is to say. What only renews itself stays as it is.
const follow = ({ detail }) => {
  if (detail.elt.closest("[hx-push-url]")) location.assign(detail.pathInfo.finalRequestPath);
};

document.addEventListener("htmx:responseError", follow);
document.addEventListener("htmx:sendError", follow);
