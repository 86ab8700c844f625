// Opening the page: only if this browser comes to the official result by itself.

/** Compute and show; whoever works in the result by keys stays where they were. */
function update(whole = false, note = "") {
  compute();
  refreshControls(whole);
  const result = document.getElementById("result"), active = document.activeElement;
  const inside = result.contains(active) && active !== result, kept = inside ? active.id : "";
  const opened = [...result.querySelectorAll("details")].map((one) => [one.id, one.open]);
  result.replaceChildren(...resultView(note).filter(Boolean));
  for (const [id, open] of opened) if (document.getElementById(id)) document.getElementById(id).open = open;
  if (inside) (document.getElementById(kept) || document.getElementById("title")).focus({ preventScroll: true });
  say(wrong.length ? wrong.join("；") : note || summary());
}

function open() {
  const main = document.getElementById("main");
  const differs = unlike();
  if (differs) {
    main.append(h("p", { class: "warning", role: "alert" }, `这个浏览器算出的“${differs}”与正式结果不一致，这一页停用：换一个较新的浏览器，或告诉程序的维护人。`));
    return;
  }
  main.append(h("p", { class: "note" }, "改左边的数，右边立即重算；正式结果在旁边不变。定稿前把改动写进方案，用 kaohe scheme check 检查。"),
    h("div", { class: "halves" }, controls(), h("section", { id: "result", "aria-label": "测算结果", tabindex: -1 })));
  update(true);
  for (const [event, now] of [["beforeprint", true], ["afterprint", false]]) window.addEventListener(event, () => { printing = now; update(); });
}

open();
