// Keeps a page up to date: the server sends what stands under [data-sumber] anew when it changes. Without
// this script the page shows the same, as of when it was loaded.
"use strict";
(() => {
  const live = document.querySelector("[data-sumber]");
  const told = document.getElementById("sambungan");
  if (!live || !told || !("EventSource" in window)) return;
  let source = null;

  const say = (state) => {
    told.textContent = told.dataset[state];
    told.dataset.keadaan = state;
  };

  // The one who reads with a keyboard stays where they are.
  const show = (html) => {
    const fresh = document.createElement("template");
    fresh.innerHTML = html;
    const focused = live.contains(document.activeElement) && document.activeElement.getAttribute("href");
    live.replaceChildren(fresh.content);
    if (focused) {
      const same = [...live.querySelectorAll("a[href]")].find((a) => a.getAttribute("href") === focused);
      if (same) same.focus({ preventScroll: true });
    }
    live.dataset.kali = String(Number(live.dataset.kali || 0) + 1);
  };

  const close = () => {
    if (source) source.close();
    source = null;
  };

  const open = () => {
    if (source || document.visibilityState === "hidden") return;
    source = new EventSource(live.dataset.sumber);
    source.addEventListener("open", () => say("tersambung"));
    source.addEventListener("isi", (event) => {
      show(event.data);
      say("tersambung");
    });
    // The server cannot find out what has changed.
    source.addEventListener("putus", () => say("terputus"));
    // A newer page of the same reader has taken this one's place.
    source.addEventListener("penuh", () => {
      close();
      say("terputus");
      setTimeout(() => location.reload(), 60000);
    });
    // The session or a role is over: the page says so.
    source.addEventListener("selesai", () => {
      close();
      location.reload();
    });
    source.addEventListener("error", () => {
      say("terputus");
      // Turned away for good (too many watch): loading the page again is the next best.
      if (source && source.readyState === EventSource.CLOSED) {
        close();
        setTimeout(() => location.reload(), 60000);
      }
    });
  };

  // What nobody looks at takes no stream from others.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") close();
    else open();
  });
  addEventListener("pagehide", close);
  addEventListener("pageshow", open);
  open();
})();
