"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const articles = all("article");
  const form = document.getElementById("filter");

  // The page works without this script; what it adds is shown only when it runs.
  if (form) {
    const search = document.getElementById("search");
    const check = document.getElementById("check");
    const only = document.getElementById("only");
    const shown = document.getElementById("shown");
    const rows = new Map(all("#overview tbody tr").map((row) => [row.dataset.for, row]));

    const apply = () => {
      const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      const severities = new Set(all("[name=severity]:checked", form).map((box) => box.value));
      const narrowed = severities.size < all("[name=severity]", form).length || check.value !== "";
      let many = 0;
      for (const article of articles) {
        let found = 0;
        for (const finding of all(".finding", article)) {
          const fits = severities.has(finding.dataset.severity) && (!check.value || check.value === finding.dataset.check);
          finding.hidden = !fits;
          found += fits;
        }
        const named = words.every((word) => article.dataset.search.includes(word));
        const visible = named && (found > 0 || !(only.checked || narrowed));
        article.hidden = !visible;
        rows.get(article.id).hidden = !visible;
        many += visible;
      }
      shown.textContent = `${many} of ${articles.length} shown`;
    };

    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    document.getElementById("open").addEventListener("click", (event) => {
      const open = event.target.textContent === "Open all";
      for (const details of all("article:not([hidden]) > details")) details.open = open;
      event.target.textContent = open ? "Close all" : "Open all";
    });
    form.closest("nav").hidden = false;
    shown.textContent = `${articles.length} of ${articles.length} shown`;
  }

  // What a reviewer ticked stays in this browser, by fingerprint.
  const store = {
    has: (key) => { try { return localStorage.getItem("plugin-policy:" + key) === "1"; } catch { return false; } },
    set: (key, on) => {
      try { on ? localStorage.setItem("plugin-policy:" + key, "1") : localStorage.removeItem("plugin-policy:" + key); } catch { /* private window */ }
    },
  };
  const count = (article) => {
    const ticks = all(".tick", article);
    const seen = article.querySelector("[data-seen]");
    if (seen) seen.textContent = `${ticks.filter((tick) => tick.checked).length} of ${ticks.length} looked at`;
  };
  for (const tick of all(".tick")) {
    tick.checked = store.has(tick.dataset.key);
    tick.addEventListener("change", () => { store.set(tick.dataset.key, tick.checked); count(tick.closest("article")); });
  }
  articles.forEach(count);

  // A link to a plugin opens it, and printing opens everything.
  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const details = target && target.querySelector(":scope > details");
    if (details) details.open = true;
  };
  addEventListener("hashchange", reveal);
  reveal();
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = all("article > details:not([open])");
    for (const details of closed) details.open = true;
  });
  addEventListener("afterprint", () => { for (const details of closed) details.open = false; });
})();
