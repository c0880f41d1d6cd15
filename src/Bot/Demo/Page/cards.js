// Draws what WeCom shows: template cards, files, links. Data in, elements out; nothing here knows the server or the chat.
// Whatever the data holds becomes text nodes, never markup: a household may be called <b>.

/** An element with its properties (or attributes, where there is no such property) and children; empty children are left out. */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name in node) node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children.flat().filter(child => child !== undefined && child !== null && child !== false && child !== ""));
  return node;
}

export const safeUrl = url => /^https?:$/.test(new URL(url, location.href).protocol) ? url : undefined;

export const withLinks = text => String(text ?? "").split(/(https?:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]+)/).map((part, index) =>
  index % 2 ? el("a", { href: part, target: "_blank", rel: "noreferrer", textContent: part }) : part);

const part = (className, text) => text ? el("p", { className }, withLinks(text)) : null;

/** What is chosen in a card, by question; undefined where it asks nothing or nothing is chosen. */
export function chosenIn(form) {
  const chosen = {};
  for (const [question, option] of new FormData(form)) (chosen[question] ??= []).push(option);
  return Object.keys(chosen).length > 0 ? chosen : undefined;
}

/** A WeCom template card. `press(key, chosen)` hears what was tapped; `chosen` is what to show as already chosen. */
export function drawCard(card, chosen, press) {
  const fields = el("fieldset", { disabled: Boolean(card.replace_text) },
    drawSource(card, press),
    part("card-title", card.main_title?.title),
    part("card-desc", card.main_title?.desc),
    drawQuote(card.quote_area),
    part("card-emphasis", card.emphasis_content?.title),
    part("card-desc", card.emphasis_content?.desc),
    part("card-text", card.sub_title_text),
    drawPairs(card.horizontal_content_list),
    card.checkbox && drawOptions(card.checkbox, chosen),
    [...(card.select_list ?? []), ...(card.button_selection ? [card.button_selection] : [])].map(list => drawSelect(list, chosen)),
    card.replace_text ? el("p", { className: "spent" }, card.replace_text) : drawButtons(card, press),
    drawJumps(card));
  const form = el("form", { className: card.replace_text ? "card is-spent" : "card" }, fields);
  form.onsubmit = event => event.preventDefault();
  return form;
}

function drawSource(card, press) {
  const actions = card.action_menu?.action_list ?? [];
  if (!card.source?.desc && actions.length === 0) return null;
  return el("div", { className: "card-source" }, el("span", {}, card.source?.desc ?? ""),
    actions.length > 0 && el("details", { className: "card-menu" }, el("summary", { "aria-label": card.action_menu.desc || "更多" }, "⋯"),
      el("div", {}, actions.map(action => el("button", { type: "button", onclick: event => press(event.currentTarget, action.key) }, action.text)))));
}

const drawQuote = quote => quote && el("blockquote", {}, part("quote-title", quote.title), part("", quote.quote_text));

const drawPairs = pairs => pairs?.length > 0 && el("dl", {}, pairs.map(pair => el("div", {}, el("dt", {}, pair.keyname),
  el("dd", {}, pair.type === 1 && pair.url ? el("a", { href: safeUrl(pair.url), target: "_blank", rel: "noreferrer" }, pair.value ?? pair.url)
    : withLinks(pair.value)))));

const drawOptions = (box, chosen) => el("div", { className: "options", role: box.mode === 1 ? "group" : "radiogroup", "aria-label": "选项" },
  box.option_list.map(option => el("label", {},
    el("input", { type: box.mode === 1 ? "checkbox" : "radio", name: box.question_key, value: option.id, disabled: Boolean(box.disable),
      checked: chosen?.[box.question_key]?.includes(option.id) ?? Boolean(option.is_checked) }),
    el("span", {}, option.text))));

/** WeCom takes the first option where selected_id names none. */
const drawSelect = (list, chosen) => el("label", { className: "select" }, el("span", {}, list.title ?? ""),
  el("select", { name: list.question_key, disabled: Boolean(list.disable) }, list.option_list.map(option => el("option", {
    value: option.id, selected: option.id === (chosen?.[list.question_key]?.[0] ?? list.selected_id) }, option.text))));

function drawButtons(card, press) {
  const onclick = key => event => press(event.currentTarget, key);
  if (card.submit_button) {
    const submit = el("button", { type: "button", className: "style-1", onclick: onclick(card.submit_button.key) }, card.submit_button.text);
    queueMicrotask(() => {
      const settle = () => submit.disabled = Boolean(card.checkbox) && !submit.form?.querySelector("input:checked");
      submit.form?.addEventListener("change", settle);
      settle();
    });
    return el("div", { className: "buttons" }, submit);
  }
  const buttons = card.button_list ?? [];
  if (buttons.length === 0) return null;
  const longest = Math.max(...buttons.map(button => button.text.length));
  const columns = longest > 8 ? "one" : buttons.length % 3 === 0 && longest <= 4 ? "three" : "two";
  return el("div", { className: `buttons ${columns}` }, buttons.map(button => button.type === 1
    ? el("a", { className: `style-${button.style ?? 1}`, href: safeUrl(button.url), target: "_blank", rel: "noreferrer" }, button.text)
    : el("button", { type: "button", className: `style-${button.style ?? 1}`, onclick: onclick(button.key) }, button.text)));
}

function drawJumps(card) {
  const jumps = (card.jump_list ?? []).filter(jump => jump.url);
  if (jumps.length === 0 && card.card_action?.url) jumps.push({ title: "查看详情", url: card.card_action.url });
  return jumps.map(jump => el("a", { className: "jump", href: safeUrl(jump.url), target: "_blank", rel: "noreferrer" }, jump.title));
}

export function drawFile(file) {
  const ending = /\.(\w{1,5})$/.exec(file.name)?.[1].toLowerCase() ?? "";
  const size = !(file.size >= 1024) ? `${file.size} B` : file.size < 1048576 ? `${Math.round(file.size / 1024)} KB` : `${(file.size / 1048576).toFixed(1)} MB`;
  return el("a", { className: "file", href: safeUrl(file.url), download: file.name },
    el("span", { className: "file-text" }, el("span", { className: "file-name" }, file.name), el("span", { className: "file-size" }, `${size} · 点开下载`)),
    el("span", { className: `file-icon ${ending}`, "aria-hidden": "true" }, ending.slice(0, 4).toUpperCase()));
}
