// The demo page: a visitor chats as one person of the demo county, and moves the demo's clock.

import { chosenIn, drawCard, drawFile, drawMenu, el, withLinks } from "./cards.js";
import { Minute, chinaIso, timeLabel } from "./china-time.js";
import { moveToNextMonth, now, startClock, syncClock } from "./clock.js";
import { Roles, avatar, drawPeople, wordsFor } from "./people.js";
import { ask, askUntilAnswered, readable, sleep } from "./server.js";

/** @typedef {import("./people.js").Person} Person */
/** @typedef {{id: number, at: string, kind: string, text?: string, card?: object, file?: {name: string, size: number, url: string},
 *             task_id?: string, replace_text?: string}} Entry */
/** What is drawn for one person. `last` is the id of the newest entry, `cards` are the drawn cards by task_id, `unconfirmed` the
 *  bubbles the server has not yet returned as "sent", `turn` the end of the queue of things said.
 *  @typedef {{person: Person, lines: HTMLElement, last: number, loaded: boolean, lastAt: number, unread: number, draft: string,
 *             waiting: number, turn: Promise<boolean>, cards: Map<string, ShownCard>,
 *             unconfirmed: {text: string}[]}} Chat */
/** @typedef {{card: object, node: HTMLElement, chosen?: Record<string, string[]>}} ShownCard */

const Poll = 700, PollHidden = 4000, PollOffline = 2000, Watch = 10_000;

const $ = id => document.getElementById(id);

/** @type {Person[]} */ let people = [];
/** @type {Map<string, Chat>} */ const chats = new Map();
/** @type {Chat | null} */ let current = null;
let offline = false;

// ── What is drawn in a chat ─────────────────────────────────────────────────────────────────────────────────────────

/** @returns {Chat} */
function chatOf(person) {
  if (!chats.has(person.user)) chats.set(person.user, {
    person, lines: el("div", { className: "lines" }), last: 0, loaded: false, lastAt: 0, unread: 0, draft: "", waiting: 0,
    turn: Promise.resolve(true), cards: new Map(), unconfirmed: [],
  });
  return chats.get(person.user);
}

function addRow(chat, at, person, content) {
  const ms = Date.parse(at) || now();
  if (ms - chat.lastAt > 5 * Minute) chat.lines.append(el("time", { className: "stamp", dateTime: chinaIso(ms) }, timeLabel(ms, now())));
  chat.lastAt = Math.max(chat.lastAt, ms);
  const row = el("div", { className: person ? "row sent" : "row" }, avatar(person), content);
  chat.lines.append(row);
  return row;
}

/** Draws one entry, and returns what a screen reader should hear of it. */
function show(chat, entry) {
  if (entry.kind === "sent") return showSent(chat, entry);
  if (entry.kind === "card") return showCard(chat, entry);
  addRow(chat, entry.at, null, entry.file ? drawFile(entry.file) : el("p", { className: "bubble" }, withLinks(entry.text)));
  return entry.file ? `文件 ${entry.file.name}` : entry.text;
}

function showSent(chat, entry) {
  const drawn = chat.unconfirmed.findIndex(bubble => bubble.text === entry.text);
  if (drawn >= 0) chat.unconfirmed.splice(drawn, 1);
  else addRow(chat, entry.at, chat.person, el("p", { className: "bubble" }, entry.text));
  return "";
}

/** A card with a known task_id takes the place of the one before; one without a body only greys it. */
function showCard(chat, entry) {
  const task = entry.task_id ?? entry.card?.task_id, before = chat.cards.get(task);
  const greyed = entry.replace_text ?? entry.card?.replace_text;
  const card = { ...(entry.card?.card_type ? entry.card : { ...before?.card, ...entry.card }), ...(greyed && { replace_text: greyed }) };
  const shown = { card, chosen: before?.chosen };
  shown.node = drawCard(card, greyed ? before?.chosen : undefined, (button, key) => tap(chat, task, button, key));
  if (before) {
    const focused = hasFocus(before.node);
    before.node.replaceWith(shown.node);
    if (chat.loaded && chat === current) flash(shown.node);
    if (focused) (shown.node.querySelector("button:enabled, input:enabled, select:enabled") ?? $("log")).focus({ preventScroll: true });
  } else {
    addRow(chat, entry.at, null, shown.node);
  }
  if (task) chat.cards.set(task, shown);
  return greyed ?? [card.main_title?.title, card.main_title?.desc, card.sub_title_text].filter(Boolean).join(" ");
}

/** Whether the keyboard is at this card: disabling a tapped button leaves the focus nowhere, and the card should have it back. */
const hasFocus = node => node.contains(document.activeElement) || node.dataset.tapped && document.activeElement === document.body;

function flash(node) {
  node.classList.add("flash");
  node.addEventListener("animationend", () => node.classList.remove("flash"), { once: true });
}

async function receive(chat) {
  const entries = await ask(`messages?user=${encodeURIComponent(chat.person.user)}&after=${chat.last}&sent=true`);
  if (chat.loaded && entries.length === 0) return;
  const wasAtEnd = atEnd(), lastRow = chat.lines.lastElementChild;
  const seen = Number(sessionStorage.getItem(`seen ${chat.person.user}`) ?? 0);
  const heard = [];
  for (const entry of entries.filter(candidate => candidate.id > chat.last)) {
    chat.last = entry.id;
    heard.push(show(chat, entry));
    if (entry.kind !== "sent" && entry.id > seen) chat.unread++;
  }
  if (chat === current) {
    if (chat.loaded) $("announcer").textContent = heard.filter(Boolean).join("\n");
    const isLonger = chat.lines.lastElementChild !== lastRow;
    if (!chat.loaded || wasAtEnd || isLonger && following) toEnd();
    else if (isLonger) $("newer").hidden = false;
    markSeen(chat);
  }
  chat.loaded = true;
  showUnread();
}

function markSeen(chat) {
  chat.unread = 0;
  chat.lines.classList.toggle("is-empty", chat.lines.childElementCount === 0);
  sessionStorage.setItem(`seen ${chat.person.user}`, String(chat.last));
}

/** What was today is yesterday after midnight. */
function relabel() {
  for (const stamp of $("log").querySelectorAll(".stamp")) stamp.textContent = timeLabel(Date.parse(stamp.dateTime), now());
}

const atEnd = () => $("log").scrollHeight - $("log").scrollTop - $("log").clientHeight < 60;

function toEnd() {
  $("log").scrollTop = $("log").scrollHeight;
  $("newer").hidden = true;
}

/** Who scrolls up reads on undisturbed, until they say something. */
let following = true, lastTop = 0;
function scrolled() {
  const top = $("log").scrollTop;
  if (atEnd()) {
    following = true;
    $("newer").hidden = true;
  } else if (top < lastTop) {
    following = false;
  }
  lastTop = top;
}

// ── Saying something ────────────────────────────────────────────────────────────────────────────────────────────────

/** Sends after everything said before it; true once the bot's callback has answered. */
function say(chat, body) {
  chat.waiting++;
  following = true;
  showHead();
  chat.turn = chat.turn.then(async () => {
    try {
      await ask("say", { user: chat.person.user, ...body });
      await receive(chat).catch(() => {}); // The message did arrive; the next poll fetches what could not be fetched now.
      return true;
    } catch (error) {
      complain(readable(error));
      return false;
    } finally {
      chat.waiting--;
      showHead();
    }
  });
  return chat.turn;
}

async function sayText(chat, text) {
  const row = addRow(chat, "", chat.person, el("p", { className: "bubble" }, text)), bubble = { text };
  chat.unconfirmed.push(bubble);
  chat.lines.classList.remove("is-empty");
  toEnd();
  if (await say(chat, { text })) return;
  chat.unconfirmed = chat.unconfirmed.filter(other => other !== bubble);
  const again = () => {
    row.remove();
    sayText(chat, text);
  };
  row.append(el("button", { type: "button", className: "again", title: "没有发出去，点一下重发", "aria-label": "没有发出去，重发", onclick: again }, "!"));
}

async function tap(chat, task, button, key) {
  const shown = chat.cards.get(task), fields = shown?.node.querySelector("fieldset");
  if (!fields || fields.disabled) return;
  const selected = chosenIn(shown.node);
  shown.chosen = selected;
  shown.node.dataset.tapped = "yes";
  button.classList.add("is-pressed");
  fields.disabled = true;
  await say(chat, { task_id: task, key, ...(selected && { selected }) });
  if (chat.cards.get(task) !== shown) return;
  fields.disabled = false;
  button.classList.remove("is-pressed");
  if (hasFocus(shown.node)) button.focus({ preventScroll: true });
  delete shown.node.dataset.tapped;
}

let troubleTimer = 0;
function complain(message) {
  $("trouble").textContent = message;
  $("trouble").hidden = false;
  clearTimeout(troubleTimer);
  troubleTimer = setTimeout(() => $("trouble").hidden = true, 8000);
}

function sendTyped() {
  const text = $("text").value.trim();
  if (!text || !current) return;
  $("text").value = "";
  fitComposer();
  sayText(current, text);
}

function fitComposer() {
  $("send").disabled = $("text").value.trim() === "";
  $("text").style.height = "auto";
  $("text").style.height = `${$("text").scrollHeight + 2}px`; // scrollHeight leaves out the border
}

function menuTapped(key) {
  toEnd();
  if (current) say(current, { menu: key });
}

// ── People ──────────────────────────────────────────────────────────────────────────────────────────────────────────

const firstOf = role => people.find(person => person.role === role);
const suggested = () => Object.keys(Roles).map(firstOf).filter(Boolean);

function showPeople() {
  $("list").replaceChildren(...drawPeople(people, suggested(), $("search").value.trim(), choose));
  markChosen();
  showUnread();
}

function markChosen() {
  for (const node of $("list").querySelectorAll("[data-user]")) {
    if (node.dataset.user === current?.person.user) node.setAttribute("aria-current", "true");
    else node.removeAttribute("aria-current");
  }
  const group = $("list").querySelector("details [aria-current]")?.closest("details");
  if (!group || group.open || suggested().includes(current.person)) return;
  group.open = true;
  group.querySelector("[aria-current]").scrollIntoView({ block: "nearest" });
}

function showUnread() {
  for (const node of $("list").querySelectorAll("[data-user]"))
    setBadge(node.querySelector(".badge"), chats.get(node.dataset.user)?.unread);
  setBadge($("unread-total"), [...chats.values()].reduce((sum, chat) => sum + chat.unread, 0));
}

function setBadge(badge, count) {
  badge.hidden = !count;
  badge.textContent = count > 99 ? "99+" : String(count || "");
  badge.setAttribute("aria-label", `${count ?? 0} 条未读`);
}

function choose(user) {
  closePanels();
  if (location.hash === addressOf(user)) openChat();
  else location.hash = addressOf(user);
}

const addressOf = user => `#${encodeURIComponent(user)}`;

/** Opens the chat of the person named in the address, or of the first suggested one. */
async function openChat() {
  const person = people.find(candidate => addressOf(candidate.user) === location.hash) ?? suggested()[0] ?? people[0];
  if (!person) return;
  if (current) current.draft = $("text").value;
  current = chatOf(person);
  $("text").value = current.draft;
  $("log").replaceChildren(current.lines);
  relabel();
  fitComposer();
  showHead();
  markChosen();
  $("trouble").hidden = true;
  if (current.loaded) markSeen(current);
  showUnread();
  toEnd();
  await receive(current).catch(() => setOffline(true));
}

function showHead() {
  $("chat-title").textContent = offline ? "走访助手（未连接，正在重试）" : current?.waiting > 0 ? "对方正在输入…" : "走访助手";
  if (!current) return;
  const { person } = current;
  $("chat-person").textContent = wordsFor(person).join(" · ");
  document.title = `${person.name} · 走访助手 · 演示`;
}

function setOffline(value) {
  if (value === offline) return;
  offline = value;
  showHead();
  if (!value) syncClock();
}

// ── Guide, panels, start ────────────────────────────────────────────────────────────────────────────────────────────

/** Looks what the suggested people and those already opened have received; returns the names of those with something unread. */
async function watch() {
  const watched = [...new Set([...suggested().map(chatOf), ...chats.values()])];
  await Promise.allSettled(watched.map(receive));
  return watched.filter(chat => chat.unread > 0).map(chat => chat.person.name);
}

function drawGuide() {
  const contact = firstOf("contact"), town = firstOf("township");
  const link = (text, onclick) => el("button", { type: "button", className: "link", onclick }, text);
  const go = person => person && link(`换成${person.name}`, () => choose(person.user));
  $("guide").replaceChildren(
    el("li", {}, "做一位监测联系人，点菜单“走访”，看本月要走的户。 ", go(contact)),
    el("li", {}, "点一户，一题一题答。点按钮、回序号、打“三千五”都行，最后核对、提交。"),
    el("li", {}, "拨到下个月，再走访这一户：上月的情况已经带出，没变就点“无变化”。 ", link("拨到次月1日", moveToNextMonth)),
    el("li", {}, "发现了问题，打“上报问题”，跟着问答报上去。"),
    el("li", {}, "换成镇里的人，打“进度”看还差哪几户，打“台账”要一份表。 ", go(town)));
}

let opener = null;
function openPanel(button) {
  opener = button;
  document.body.dataset.panel = button.dataset.opens;
  button.setAttribute("aria-expanded", "true");
  $("scrim").hidden = false;
  document.querySelector(".phone").inert = true;
  $(button.dataset.opens).querySelector(".closer").focus();
}

function closePanels() {
  if (!opener) return;
  delete document.body.dataset.panel;
  $("scrim").hidden = true;
  document.querySelector(".phone").inert = false;
  opener.setAttribute("aria-expanded", "false");
  opener.focus();
  opener = null;
}

function listen() {
  $("composer").onsubmit = event => {
    event.preventDefault();
    sendTyped();
  };
  $("log").onscroll = scrolled;
  new ResizeObserver(() => following && toEnd()).observe($("log"));
  $("newer").onclick = toEnd;
  $("text").oninput = fitComposer;
  $("text").onkeydown = event => {
    // While an input method is composing, Enter picks a word; Safari tells that only by key code 229.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    sendTyped();
  };
  $("search").oninput = showPeople;
  for (const button of document.querySelectorAll(".opener")) button.onclick = () => openPanel(button);
  for (const button of document.querySelectorAll(".closer")) button.onclick = closePanels;
  $("scrim").onclick = closePanels;
  window.onkeydown = event => {
    if (event.key === "Escape") closePanels();
  };
  window.onhashchange = openChat;
  window.onclick = event => {
    for (const open of document.querySelectorAll(".phone details[open]")) if (!open.contains(event.target)) open.open = false;
  };
}

async function pollForever() {
  for (;;) {
    let pause = document.hidden ? PollHidden : Poll;
    try {
      if (current) await receive(current);
      setOffline(false);
    } catch {
      setOffline(true);
      pause = PollOffline;
    }
    await sleep(pause);
  }
}

async function start() {
  const failed = () => setOffline(true);
  listen();
  people = await askUntilAnswered("people", failed);
  startClock((await askUntilAnswered("clock", failed)).now, relabel, watch);
  $("menu").replaceChildren(...drawMenu(await askUntilAnswered("menu", failed), menuTapped));
  drawGuide();
  showPeople();
  await openChat();
  pollForever();
  watch();
  setInterval(watch, Watch);
}

start();
