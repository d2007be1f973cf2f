/* fazhi.js: what every page does beyond plain HTML. Each part leaves the page usable when it does not run. */
(() => {
  "use strict";
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const phone = matchMedia("(max-width:640px)");

  /* Live region: a swap that is seen must also be heard. */
  const say = (text) => {
    const live = one("#fz-live");
    if (!live || !text) return;
    live.textContent = "";
    setTimeout(() => { live.textContent = text; }, 60);
  };

  const cookie = (name) => {
    const found = document.cookie.split("; ").find((part) => part.startsWith(name + "="));
    return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
  };
  const token = () => cookie("csrftoken") || (one("meta[name=csrf-token]") || {}).content || "";

  const isPlainClick = (event) => event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

  /* Reads a fragment. An expired session answers with HX-Redirect: then the whole page goes there. */
  const fragment = async (url) => {
    const answer = await fetch(url, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
    const away = answer.headers.get("HX-Redirect");
    if (away) { location.assign(away); return ""; }
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.text();
  };

  /* `/` goes to the search box, Escape leaves what is open. */
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const box = one("[data-find]");
      if (box) { event.preventDefault(); box.focus(); box.select(); }
    }
    if (event.key === "Escape") {
      closeCard();
      all("details.fz-drop-menu[open]").forEach((menu) => { menu.open = false; one("summary", menu).focus(); });
    }
  });

  /* Menus close when the click falls elsewhere. */
  document.addEventListener("click", (event) => {
    all("details.fz-drop-menu[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });

  /* Panels start folded on a phone; a link into one opens it. */
  const fold = (root) => {
    if (!phone.matches) return;
    all("details[data-fold]", root).forEach((panel) => { panel.open = false; });
    if (root.matches && root.matches("details[data-fold]") && "#" + root.id !== location.hash) root.open = false;
  };
  const openTarget = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id && document.getElementById(id);
    if (!target) return;
    const panel = target.closest("details");
    if (panel && !panel.open) { panel.open = true; target.scrollIntoView(); }
    all(".fz-here a").forEach((link) => {
      if (link.hash === location.hash) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
    });
  };
  addEventListener("hashchange", openTarget);
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link && link.hash === location.hash) openTarget();
  });

  /* Article card: opens on hover and focus, a click pins it, a second click follows the link. */
  let card = null;
  let cardFor = null;
  let timer = 0;
  const kept = new Map();
  const closeCard = () => {
    clearTimeout(timer);
    if (card) card.classList.remove("is-open", "is-pinned");
    if (cardFor) { cardFor.removeAttribute("aria-describedby"); cardFor = null; }
  };
  const openCard = async (link, pinned) => {
    const url = link.dataset.card;
    clearTimeout(timer);
    if (cardFor === link && card.classList.contains("is-open")) {
      if (pinned) card.classList.add("is-pinned");
      return;
    }
    cardFor = link;
    try {
      if (!kept.has(url)) kept.set(url, await fragment(url));
    } catch (error) {
      if (pinned) location.assign(link.href);
      return;
    }
    if (cardFor !== link) return;
    if (!card || !card.isConnected) {
      card = document.createElement("div");
      card.className = "fz-artcard";
      card.id = "fz-artcard";
      card.addEventListener("mouseenter", () => clearTimeout(timer));
      card.addEventListener("mouseleave", later);
    }
    /* Beside its link, so that the tab key goes from the link into the card. */
    (link.closest("dialog") || document.body).append(card);
    card.innerHTML = kept.get(url);
    card.classList.add("is-open");
    card.classList.toggle("is-pinned", pinned);
    link.setAttribute("aria-describedby", card.id);
    const at = link.getBoundingClientRect();
    const base = card.offsetParent ? card.offsetParent.getBoundingClientRect() : { left: 0, top: 0 };
    const room = document.documentElement.clientWidth - card.offsetWidth - 16;
    const above = at.bottom + card.offsetHeight + 16 > innerHeight && at.top > card.offsetHeight + 72;
    card.style.left = Math.max(16, Math.min(at.left, room)) - base.left + "px";
    card.style.top = (above ? at.top - card.offsetHeight - 8 : at.bottom + 8) - base.top + "px";
  };
  function later() {
    clearTimeout(timer);
    timer = setTimeout(() => { if (card && !card.classList.contains("is-pinned")) closeCard(); }, 220);
  }
  const cited = (event) => event.target.closest && event.target.closest("a[data-card]");
  document.addEventListener("mouseover", (event) => {
    const link = cited(event);
    if (!link || phone.matches) return;
    clearTimeout(timer);
    timer = setTimeout(() => openCard(link, false), 160);
  });
  document.addEventListener("mouseout", (event) => { if (cited(event)) later(); });
  document.addEventListener("focusin", (event) => {
    const link = cited(event);
    if (link && link.matches(":focus-visible") && !phone.matches) openCard(link, false);
    else if (card && !card.contains(event.target) && event.target !== cardFor) closeCard();
  });
  document.addEventListener("click", (event) => {
    const link = cited(event);
    if (link && isPlainClick(event)) {
      if (cardFor === link && card && card.classList.contains("is-pinned")) return;
      event.preventDefault();
      openCard(link, true);
    } else if (card && !card.contains(event.target)) closeCard();
  });

  /* Dialogs: the sum of a term, and a look at one piece of evidence. */
  const dialog = (title, fill) => {
    const box = document.createElement("dialog");
    box.className = "fz-dialog";
    box.innerHTML = '<header><h2></h2><button type="button" class="as-link" data-close>关闭</button></header><div></div>';
    one("h2", box).textContent = title;
    box.setAttribute("aria-label", title);
    box.addEventListener("close", () => box.remove());
    box.addEventListener("click", (event) => {
      if (event.target === box || event.target.closest("[data-close]")) box.close();
    });
    document.body.append(box);
    fill(box.lastElementChild);
    box.showModal();
  };
  document.addEventListener("click", (event) => {
    if (!isPlainClick(event)) return;
    const chip = event.target.closest("a[data-sum]");
    /* On the matter's own page the sum stands below: the link goes there. */
    const here = chip && chip.pathname === location.pathname && chip.hash && one(chip.hash);
    if (chip && !here) {
      event.preventDefault();
      const sheet = document.body.dataset.sheet;
      if (sheet && !one(`link[href="${sheet}"]`)) {
        const link = document.createElement("link");
        link.rel = "stylesheet";
        link.href = sheet;
        document.head.append(link);
      }
      dialog("时限的算法", async (body) => {
        body.innerHTML = '<p class="fz-lazy">正在读取</p>';
        try {
          body.innerHTML = await fragment(chip.dataset.sum);
        } catch (error) { location.assign(chip.href); }
      });
    }
    const piece = event.target.closest("a[data-preview]");
    if (piece) {
      event.preventDefault();
      dialog(piece.dataset.title || "预览", (body) => {
        const kind = piece.dataset.preview;
        const view = document.createElement(kind === "image" ? "img" : kind === "video" || kind === "audio" ? kind : "iframe");
        view.src = piece.href;
        if (kind === "image") view.alt = piece.dataset.title || "";
        else if (kind === "video" || kind === "audio") view.controls = true;
        else view.title = piece.dataset.title || "";
        const way = document.createElement("a");
        way.href = piece.href;
        way.textContent = "在新窗口打开";
        way.target = "_blank";
        way.className = "fz-more";
        body.append(view, way);
      });
    }
    if (event.target.closest("[data-print]")) print();
    const large = event.target.closest("[data-large]");
    if (large) {
      event.preventDefault();
      setLarge(!document.documentElement.classList.contains("is-large"));
    }
  });

  /* Large type is remembered by this browser; ?large=1 and ?large=0 set it from a link. */
  const setLarge = (on) => {
    document.documentElement.classList.toggle("is-large", on);
    try { localStorage.setItem("fz-large", on ? "1" : ""); } catch (error) { /* a browser that keeps nothing */ }
    all("[data-large]").forEach((link) => { link.textContent = on ? "标准字号" : "大字版"; });
  };
  if (one("[data-large]")) {
    const asked = new URLSearchParams(location.search).get("large");
    let before = "";
    try { before = localStorage.getItem("fz-large") || ""; } catch (error) { before = ""; }
    if (asked !== null || before) setLarge(asked === null ? Boolean(before) : asked === "1");
  }

  /* One act, once: a second click waits for the first answer, and the server knows the key. */
  const newKey = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented || form.hasAttribute("data-again")) return;
    if (form.dataset.sent) { event.preventDefault(); event.stopImmediatePropagation(); return; }
    form.dataset.sent = "1";
    all("input[name=idem]", form).forEach((field) => { if (!field.value) field.value = newKey(); });
    if (event.submitter) event.submitter.classList.add("is-busy");
    say("正在提交");
  }, true);
  const release = () => {
    all("form[data-sent]").forEach((form) => { delete form.dataset.sent; });
    all(".btn.is-busy").forEach((button) => button.classList.remove("is-busy"));
  };
  addEventListener("pageshow", release);

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-autosubmit]")) event.target.form.requestSubmit();
  });

  /* htmx: token, 422 bodies, redirects, failures, announcements. */
  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token();
  });
  document.addEventListener("htmx:afterRequest", release);
  document.addEventListener("htmx:afterSettle", (event) => {
    const place = event.detail.elt;
    if (!place) return;
    fold(place);
    openTarget();
    const errors = place.matches(".fz-errors") ? place : one(".fz-errors", place);
    if (errors) errors.focus();
    const told = place.matches("[data-say]") ? place : one("[data-say]", place);
    if (told) say(told.dataset.say);
  });
  const failed = (event) => {
    const place = event.detail.target;
    const sentence = "没有读到内容，请检查网络后再试。";
    say(sentence);
    if (!place || !place.matches(".fz-lazy")) return;
    place.textContent = sentence;
    const again = document.createElement("button");
    again.type = "button";
    again.className = "as-link";
    again.textContent = "再试一次";
    again.addEventListener("click", () => { htmx.ajax("GET", place.getAttribute("hx-get"), { target: place, swap: "outerHTML" }); });
    place.append(" ", again);
  };
  document.addEventListener("htmx:responseError", failed);
  document.addEventListener("htmx:sendError", failed);
  document.addEventListener("say", (event) => say(event.detail.value || event.detail));

  fold(document);
  openTarget();
  const summary = one(".fz-errors");
  if (summary) summary.focus();
})();
