// The Mini App's way in. Telegram opens this page with what it says about its user behind the # of the
// address, where no server sees it; the form hands that on, and the server checks it.
"use strict";
(() => {
  const form = document.getElementById("masuk");
  const told = document.getElementById("peluncuran");
  if (!form || !told) return;
  const said = new URLSearchParams(location.hash.slice(1)).get("tgWebAppData");

  // What Telegram's own script would tell its app: that the page is there, and wants all of the height.
  const tell = (event) => {
    const app = window.TelegramWebviewProxy;
    if (app) app.postEvent(event, "{}");
    else if (window.parent !== window) {
      const words = JSON.stringify({ eventType: event, eventData: {} });
      window.parent.postMessage(words, "https://web.telegram.org");
    }
  };

  if (!said) {
    told.textContent = told.dataset.gagal;
    return;
  }
  tell("web_app_ready");
  tell("web_app_expand");
  form.elements.data.value = said;
  form.submit();
})();
