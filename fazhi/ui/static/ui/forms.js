/* forms.js: drafts, files, conditional fields, checks on leaving a field, selection of rows. */
(() => {
  "use strict";
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const clock = (at) => at.getHours() + ":" + String(at.getMinutes()).padStart(2, "0");
  const wait = (run, pause) => { let timer = 0; return () => { clearTimeout(timer); timer = setTimeout(run, pause); }; };

  /* Error summary: a link goes to the field itself, also to a group of boxes. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".fz-errors a[href^='#']");
    const place = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!place) return;
    event.preventDefault();
    const control = place.matches("input, select, textarea") ? place : one("input:not([type=hidden]), select, textarea", place) || place;
    (place.closest(".fz-field") || place).scrollIntoView({ block: "center" });
    control.focus({ preventScroll: true });
  });

  /* Conditional fields: data-when="name", "!name" or "name=a|b". What is not shown is not sent. */
  const holds = (form, rule) => {
    const [, not, name, values] = /^(!?)([^=]+)(?:=(.*))?$/.exec(rule);
    const controls = all(`[name="${CSS.escape(name)}"]`, form);
    if (!controls.length) return true;
    const given = controls.filter((c) => (c.type === "checkbox" || c.type === "radio" ? c.checked : c.value)).map((c) => c.value);
    const met = values === undefined ? given.some((v) => v && v !== "false") : given.some((v) => values.split("|").includes(v));
    return not ? !met : met;
  };
  const conditions = (form) => {
    all("[data-when]", form).forEach((field) => {
      const shown = holds(form, field.dataset.when);
      field.hidden = !shown;
      all("input, select, textarea", field).forEach((control) => { control.disabled = !shown; });
    });
  };

  /* A check on leaving the field; the server checks again. */
  const mark = (field, sentence) => {
    const control = one("input, select, textarea", field);
    let note = one(".fz-error", field);
    field.classList.toggle("has-error", Boolean(sentence));
    if (sentence && !note) {
      note = document.createElement("p");
      note.className = "fz-error";
      note.id = control.id + "-e";
      const head = one("label, .lbl", field);
      head.after(note);
    }
    if (note) { note.textContent = sentence; note.hidden = !sentence; }
    if (sentence) control.setAttribute("aria-invalid", "true"); else control.removeAttribute("aria-invalid");
    if (note && sentence) control.setAttribute("aria-describedby", note.id);
  };
  const verdict = (control, label) => {
    const value = control.value.trim();
    if (control.required && !value) return "请填写" + label;
    if (!value) return "";
    if (control.dataset.type === "money" && !/^\d{1,3}(,?\d{3})*(\.\d{1,2})?$/.test(value)) return label + "应当是金额，最多两位小数，例如 5000.00";
    if (control.dataset.type === "integer" && !/^-?\d+$/.test(value)) return label + "应当是整数";
    return "";
  };
  document.addEventListener("focusout", (event) => {
    const control = event.target;
    const field = control.closest && control.closest("[data-check] .fz-field");
    if (!field || !control.matches("input:not([type=checkbox]):not([type=radio]):not([type=file]), select, textarea")) return;
    const label = field.dataset.label || "此项";
    if (control.value.trim() || field.classList.contains("has-error")) mark(field, verdict(control, label));
  });

  /* Money read back, so that a nought too many is seen. */
  const readBack = (control) => {
    const echo = one("[data-echo]", control.closest(".fz-field"));
    if (!echo) return;
    const value = Number(control.value.replace(/,/g, ""));
    echo.textContent = control.value && value >= 1000 ? "即" + value.toLocaleString("zh-CN", { minimumFractionDigits: 2 }) + "元" : "";
  };

  /* Drafts: kept in this browser for seven days, offered again, dropped once the act is done. */
  const PREFIX = "fz-draft:";
  const store = {
    get: (key) => { try { return JSON.parse(localStorage.getItem(key) || "null"); } catch (error) { return null; } },
    set: (key, value) => { try { localStorage.setItem(key, JSON.stringify(value)); return true; } catch (error) { return false; } },
    drop: (key) => { try { localStorage.removeItem(key); } catch (error) { /* a browser that keeps nothing */ } },
    keys: () => { try { return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)); } catch (error) { return []; } },
  };
  const SKIP = new Set(["csrfmiddlewaretoken", "idem", "seen"]);
  const entries = (form) => [...form.elements].filter((c) => c.name && !SKIP.has(c.name) && !["file", "password", "hidden", "submit", "button"].includes(c.type));
  const values = (form) => entries(form).map((c) => [c.name, c.type === "checkbox" || c.type === "radio" ? [c.value, c.checked] : c.value]);
  const refill = (form, saved) => {
    const controls = entries(form);
    saved.forEach(([name, value]) => {
      const boxed = Array.isArray(value);
      const control = controls.find((c) => c.name === name && (!boxed || c.value === value[0]));
      if (!control) return;
      if (boxed) control.checked = value[1]; else control.value = value;
    });
    conditions(form);
  };
  const draft = (form) => {
    const key = PREFIX + form.dataset.draft;
    const state = one("[data-draft-state]", form);
    const seq = (form.elements.seq || {}).value || "";
    const blank = JSON.stringify(values(form));
    const save = wait(() => {
      const now = new Date();
      if (form.dataset.sent || JSON.stringify(values(form)) === blank) return;
      if (store.set(key, { at: now.getTime(), seq, values: values(form) }) && state) state.textContent = "草稿" + clock(now) + "已存在本机";
    }, 900);
    form.addEventListener("input", save);
    form.addEventListener("change", save);
    form.addEventListener("submit", () => { if (!store.set(PREFIX + "sent", form.dataset.draft)) return; });
    const saved = store.get(key);
    if (!saved || JSON.stringify(saved.values) === blank || one(".fz-errors")) return;
    const at = new Date(saved.at);
    const note = document.createElement("div");
    note.className = "fz-draft";
    note.setAttribute("role", "status");
    const moved = saved.seq !== seq ? "此后案件已有新的办理，请核对后再用。" : "";
    note.innerHTML = '<span></span><button type="button" class="as-link" data-do="take">恢复草稿</button><button type="button" class="as-link" data-do="drop">丢弃</button>';
    note.firstChild.textContent = `您${at.getMonth() + 1}月${at.getDate()}日${clock(at)}在本机留有未提交的草稿。${moved}`;
    note.addEventListener("click", (event) => {
      const what = event.target.dataset.do;
      if (!what) return;
      if (what === "take") { refill(form, saved.values); if (state) state.textContent = "已恢复草稿"; } else store.drop(key);
      note.remove();
    });
    form.before(note);
  };
  const sweep = () => {
    const sent = store.get(PREFIX + "sent");
    if (sent && !one(`form[data-draft="${CSS.escape(sent)}"]`)) store.drop(PREFIX + sent);
    store.drop(PREFIX + "sent");
    const old = Date.now() - 7 * 86400000;
    store.keys().forEach((key) => { const kept = store.get(key); if (!kept || !(kept.at > old)) store.drop(key); });
  };
  /* Whoever leaves the desk leaves no drafts behind. */
  document.addEventListener("submit", (event) => { if (event.target.matches("[data-leave]")) store.keys().forEach(store.drop); });

  /* Files: drop or choose, size checked before anything is sent, progress while it goes up. */
  const size = (bytes) => (bytes < 1048576 ? Math.max(1, Math.round(bytes / 1024)) + " KB" : (bytes / 1048576).toFixed(1) + " MB");
  const files = (zone) => {
    const input = one("input[type=file]", zone);
    const list = one("ul", zone);
    const most = Number(zone.dataset.max || 50) * 1048576;
    const put = (chosen) => {
      const bag = new DataTransfer();
      (input.multiple ? chosen : chosen.slice(-1)).forEach((file) => bag.items.add(file));
      input.files = bag.files;
      show();
    };
    const show = () => {
      list.textContent = "";
      const chosen = [...input.files];
      const heavy = chosen.filter((file) => file.size > most);
      chosen.forEach((file, index) => {
        const row = document.createElement("li");
        row.innerHTML = '<b></b><span class="muted num"></span><button type="button" class="as-link">去掉</button>';
        one("b", row).textContent = file.name;
        one("span", row).textContent = size(file.size);
        one("button", row).setAttribute("aria-label", "去掉" + file.name);
        one("button", row).addEventListener("click", () => put(chosen.filter((_, i) => i !== index)));
        row.classList.toggle("bad", file.size > most);
        list.append(row);
      });
      mark(zone.closest(".fz-field"), heavy.length ? `“${heavy[0].name}”有${size(heavy[0].size)}，超过${zone.dataset.max || 50} MB，请压缩或者分卷后再传` : "");
    };
    input.addEventListener("change", show);
    zone.addEventListener("dragover", (event) => { event.preventDefault(); zone.classList.add("is-over"); });
    zone.addEventListener("dragleave", () => zone.classList.remove("is-over"));
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      zone.classList.remove("is-over");
      put([...(input.multiple ? input.files : []), ...event.dataTransfer.files]);
    });
  };
  /* A form with files goes by XMLHttpRequest, only for the progress; the answer replaces the page as it would have anyway. */
  const send = (event) => {
    const form = event.target;
    const zones = all(".fz-drop", form).filter((zone) => one("input[type=file]", zone).files.length);
    if (event.defaultPrevented || !zones.length) return;
    if (one(".fz-drop li.bad", form)) {
      event.preventDefault();
      delete form.dataset.sent;
      one(".fz-drop li.bad", form).scrollIntoView({ block: "center" });
      return;
    }
    event.preventDefault();
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.setAttribute("aria-label", "上传进度");
    zones[0].append(bar);
    const way = new XMLHttpRequest();
    const again = () => {
      delete form.dataset.sent;
      bar.remove();
      all(".btn.is-busy", form).forEach((button) => button.classList.remove("is-busy"));
      mark(zones[0].closest(".fz-field"), "网络中断，文件没有传完，内容都还在。请再提交一次");
    };
    way.upload.addEventListener("progress", (step) => { if (step.lengthComputable) bar.value = step.loaded / step.total; });
    way.addEventListener("error", again);
    way.addEventListener("load", () => {
      const type = way.getResponseHeader("Content-Type") || "";
      if (!type.includes("html")) { again(); return; }
      if (way.responseURL && way.responseURL !== location.href) history.pushState(null, "", way.responseURL);
      document.open();
      document.write(way.responseText);
      document.close();
    });
    way.open("POST", form.action);
    way.send(new FormData(form, event.submitter));
  };

  /* Selection of rows. */
  const selection = (form) => {
    const bar = one("[data-bulk]");
    const boxes = all("input[name=ids]", form);
    const whole = one("[data-all]", form);
    if (!bar || !boxes.length) return;
    const show = () => {
      const count = boxes.filter((box) => box.checked).length;
      all("[data-count]").forEach((place) => { place.textContent = `已选${count}件`; });
      all("[data-bulk]").forEach((place) => { place.hidden = count === 0; });
      document.body.classList.toggle("is-selecting", count > 0);
      boxes.forEach((box) => box.closest("tr").classList.toggle("is-sel", box.checked));
      if (whole) { whole.checked = count === boxes.length; whole.indeterminate = count > 0 && count < boxes.length; }
    };
    form.addEventListener("change", (event) => {
      if (event.target === whole) boxes.forEach((box) => { box.checked = whole.checked; });
      show();
    });
    all("[data-none]").forEach((link) => link.addEventListener("click", () => { boxes.forEach((box) => { box.checked = false; }); show(); }));
    show();
  };

  const start = (root) => {
    all("form[data-check]", root).forEach((form) => {
      if (form.dataset.ready) return;
      form.dataset.ready = "1";
      conditions(form);
      form.addEventListener("input", (event) => { if (event.target.dataset.type === "money") readBack(event.target); });
      form.addEventListener("change", () => conditions(form));
      form.addEventListener("submit", send);
      all("[data-type=money]", form).forEach(readBack);
      all(".fz-drop", form).forEach(files);
      if (form.dataset.draft) draft(form);
    });
    all("form[data-rows]", root).forEach(selection);
  };
  sweep();
  start(document);
  document.addEventListener("htmx:afterSettle", (event) => { if (event.detail.elt) start(event.detail.elt); });
})();
