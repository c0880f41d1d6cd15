// Draws what WeCom shows: template cards, files, links, the app's menu. Data in, elements out; nothing here knows the server or the chat.
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

/** The address, where it is one a browser opens; a link without it is just text. */
const safeUrl = url => URL.canParse(url, location.href) && /^https?:$/.test(new URL(url, location.href).protocol) ? url : undefined;

const link = (className, url, text) => el("a", { className, href: safeUrl(url), target: "_blank", rel: "noreferrer" }, text);

export const withLinks = text => String(text ?? "").split(/(https?:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]+)/)
  .map((piece, index) => index % 2 ? link("", piece, piece) : piece);

const part = (className, text) => text ? el("p", { className }, withLinks(text)) : null;

/** What is chosen in a card, by question; undefined where it asks nothing or nothing is chosen. */
export function chosenIn(form) {
  const chosen = {};
  for (const [question, option] of new FormData(form)) (chosen[question] ??= []).push(option);
  return Object.keys(chosen).length > 0 ? chosen : undefined;
}

/** A WeCom template card. `press(button, key)` hears what was tapped; `chosen` is what to show as already chosen. */
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
  form.onchange = () => settleSubmit(form, card);
  settleSubmit(form, card);
  return form;
}

function settleSubmit(form, card) {
  const submit = form.querySelector(".submit");
  if (submit && card.checkbox) submit.disabled = !form.querySelector("input:checked");
}

function drawSource(card, press) {
  const actions = card.action_menu?.action_list ?? [];
  if (!card.source?.desc && actions.length === 0) return null;
  return el("div", { className: "card-source" }, el("span", {}, card.source?.desc ?? ""),
    actions.length > 0 && el("details", { className: "card-menu" }, el("summary", { "aria-label": card.action_menu.desc || "更多" }, "⋯"),
      el("div", {}, actions.map(action => drawButton(action, "", press)))));
}

const drawButton = (button, className, press) =>
  el("button", { type: "button", className, onclick: event => press(event.currentTarget, button.key) }, button.text);

const drawQuote = quote => quote && el("blockquote", {}, part("quote-title", quote.title), part("", quote.quote_text));

const drawPairs = pairs => pairs?.length > 0 && el("dl", {}, pairs.map(pair => el("div", {}, el("dt", {}, pair.keyname),
  el("dd", {}, pair.type === 1 && pair.url ? link("", pair.url, pair.value ?? pair.url) : withLinks(pair.value)))));

const drawOptions = (box, chosen) => el("div", { className: "options", role: box.mode === 1 ? "group" : "radiogroup", "aria-label": "选项" },
  box.option_list.map(option => el("label", {},
    el("input", {
      type: box.mode === 1 ? "checkbox" : "radio", name: box.question_key, value: option.id, disabled: Boolean(box.disable),
      checked: chosen?.[box.question_key]?.includes(option.id) ?? Boolean(option.is_checked),
    }),
    el("span", {}, option.text))));

/** WeCom takes the first option where selected_id names none. */
const drawSelect = (list, chosen) => el("label", { className: "select" }, el("span", {}, list.title ?? ""),
  el("select", { name: list.question_key, disabled: Boolean(list.disable) }, list.option_list.map(option => el("option", {
    value: option.id, selected: option.id === (chosen?.[list.question_key]?.[0] ?? list.selected_id),
  }, option.text))));

function drawButtons(card, press) {
  if (card.submit_button) return el("div", { className: "buttons" }, drawButton(card.submit_button, "style-1 submit", press));
  const buttons = card.button_list ?? [];
  if (buttons.length === 0) return null;
  const longest = Math.max(...buttons.map(button => button.text.length));
  const columns = longest > 8 ? "one" : buttons.length % 3 === 0 && longest <= 4 ? "three" : "two";
  return el("div", { className: `buttons ${columns}` }, buttons.map(button => button.type === 1
    ? link(`style-${button.style ?? 1}`, button.url, button.text)
    : drawButton(button, `style-${button.style ?? 1}`, press)));
}

function drawJumps(card) {
  const jumps = (card.jump_list ?? []).filter(jump => jump.url);
  if (jumps.length === 0 && card.card_action?.url) jumps.push({ title: "查看详情", url: card.card_action.url });
  return jumps.map(jump => link("jump", jump.url, jump.title));
}

export function drawFile(file) {
  const ending = /\.(\w{1,5})$/.exec(file.name)?.[1].toLowerCase() ?? "";
  return el("a", { className: "file", href: safeUrl(file.url), download: file.name },
    el("span", { className: "file-text" }, el("span", { className: "file-name" }, file.name),
      el("span", { className: "file-size" }, `${sizeOf(file.size)} · 点开下载`)),
    el("span", { className: `file-icon ${ending}`, "aria-hidden": "true" }, ending.slice(0, 4).toUpperCase()));
}

function sizeOf(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** The app's menu, whose buttons may hold further ones. `press` hears a button's key. */
export const drawMenu = (menu, press) => (menu?.button ?? []).map(button => button.sub_button?.length > 0
  ? el("details", {}, el("summary", {}, button.name), el("div", {}, button.sub_button.map(inner => drawMenuButton(inner, press))))
  : drawMenuButton(button, press));

function drawMenuButton({ type, url, key, name }, press) {
  if (type === "view") return link("", url, name);
  return drawButton({ text: name, key }, "", (button, pressed) => {
    button.closest("details")?.removeAttribute("open");
    press(pressed);
  });
}
