// The demo page: a visitor chats as one person of the demo county, and moves the demo's clock.

import { chosenIn, drawCard, drawFile, el, safeUrl, withLinks } from "./cards.js";

/** @typedef {{user: string, name: string, role: string, unit: string}} Person */
/** @typedef {{id: number, at: string, kind: string, text?: string, card?: object, file?: {name: string, size: number, url: string},
 *             task_id?: string, replace_text?: string}} Entry */
/** What is drawn for one person. `last` is the id of the newest entry, `cards` are the drawn cards by task_id, `unconfirmed` the
 *  bubbles the server has not yet returned as "sent", `turn` the end of the queue of things said.
 *  @typedef {{person: Person, lines: HTMLElement, last: number, loaded: boolean, lastAt: number, unread: number, draft: string,
 *             waiting: number, turn: Promise<boolean>, cards: Map<string, ShownCard>,
 *             unconfirmed: {text: string, row: HTMLElement}[]}} Chat */
/** @typedef {{card: object, node: HTMLElement, chosen?: Record<string, string[]>}} ShownCard */

const Minute = 60_000, Day = 24 * 60 * Minute, ChinaOffset = 8 * 60 * Minute;
const Poll = 700, PollHidden = 4000, PollOffline = 2000, Watch = 10_000;
const Roles = { county_rural_bureau: "县乡村振兴局", township: "乡镇", village_cadre: "村干部", contact: "监测联系人" };
const Groups = { county_rural_bureau: "县", township: "镇", village_cadre: "村干部" };

const $ = id => document.getElementById(id);
const sleep = ms => new Promise(done => setTimeout(done, ms));
const pad = number => String(number).padStart(2, "0");

/** @type {Person[]} */ let people = [];
/** @type {Map<string, Chat>} */ const chats = new Map();
/** @type {Chat | null} */ let current = null;
let offline = false;
const clock = { base: Date.now(), since: performance.now() };

// ── Server ──────────────────────────────────────────────────────────────────────────────────────────────────────────

async function ask(path, body) {
  const options = body && { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(`/demo/${path}`, { cache: "no-store", ...options });
  const answer = await response.json().catch(() => null);
  if (!response.ok) throw new Error(answer?.error ?? `服务器没有答复（${response.status}）`);
  return answer;
}

async function askUntilAnswered(path) {
  for (;;) {
    try {
      return await ask(path);
    } catch {
      setOffline(true);
      await sleep(PollOffline);
    }
  }
}

const readable = error => error instanceof TypeError ? "连不上服务器，请稍后再试。" : error.message;

// ── Time: always China Standard Time, whatever the browser's own zone ───────────────────────────────────────────────

const now = () => clock.base + performance.now() - clock.since;

function inChina(ms) {
  const date = new Date(ms + ChinaOffset);
  return {
    year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(),
    weekday: `星期${"日一二三四五六"[date.getUTCDay()]}`, time: `${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}`,
  };
}

const chinaIso = ms => `${new Date(ms + ChinaOffset).toISOString().slice(0, 19)}+08:00`;
const chinaDays = ms => Math.floor((ms + ChinaOffset) / Day);
/** 09:00 of a day; day 0 is the last of the month before, month 13 the next January. */
const nineOClock = (year, month, day) => Date.UTC(year, month - 1, day, 9) - ChinaOffset;

/** The time above a message, as WeCom words it: today the hour alone, then 昨天, the weekday, the date, the year. */
function timeLabel(ms) {
  const at = inChina(ms), days = chinaDays(now()) - chinaDays(ms);
  if (days === 0) return at.time;
  if (days === 1) return `昨天 ${at.time}`;
  if (days > 1 && days < 7) return `${at.weekday} ${at.time}`;
  const year = at.year === inChina(now()).year ? "" : `${at.year}年`;
  return `${year}${at.month}月${at.day}日 ${at.time}`;
}

// ── What is drawn in a chat ─────────────────────────────────────────────────────────────────────────────────────────

/** @returns {Chat} */
function chatOf(person) {
  if (!chats.has(person.user)) chats.set(person.user, {
    person, lines: el("div", { className: "lines" }), last: 0, loaded: false, lastAt: 0, unread: 0, draft: "", waiting: 0,
    turn: Promise.resolve(true), cards: new Map(), unconfirmed: [],
  });
  return chats.get(person.user);
}

const avatar = person => person
  ? el("span", { className: `avatar ${person.role}`, "aria-hidden": "true" }, Array.from(person.name).slice(-2).join(""))
  : el("span", { className: "avatar app", "aria-hidden": "true" });

function addRow(chat, at, person, content) {
  const ms = Date.parse(at) || now();
  if (ms - chat.lastAt > 5 * Minute) chat.lines.append(el("time", { className: "stamp", dateTime: chinaIso(ms) }, timeLabel(ms)));
  chat.lastAt = Math.max(chat.lastAt, ms);
  const row = el("div", { className: person ? "row sent" : "row" }, avatar(person), content);
  chat.lines.append(row);
  return row;
}

/** Draws one entry, and returns what a screen reader should hear of it. */
function show(chat, entry) {
  switch (entry.kind) {
    case "sent": {
      const drawn = chat.unconfirmed.findIndex(bubble => bubble.text === entry.text);
      if (drawn >= 0) chat.unconfirmed.splice(drawn, 1);
      else addRow(chat, entry.at, chat.person, el("p", { className: "bubble" }, entry.text));
      return "";
    }
    case "card":
      return showCard(chat, entry);
    case "file":
      addRow(chat, entry.at, null, drawFile(entry.file));
      return `文件 ${entry.file.name}`;
    default:
      addRow(chat, entry.at, null, el("p", { className: "bubble" }, withLinks(entry.text)));
      return entry.text ?? "";
  }
}

/** A card with a known task_id takes the place of the one before; one without a body only greys it. */
function showCard(chat, entry) {
  const task = entry.task_id ?? entry.card?.task_id, before = chat.cards.get(task);
  const greyed = entry.replace_text ?? entry.card?.replace_text;
  const card = { ...(entry.card?.card_type ? entry.card : { ...before?.card, ...entry.card }), ...(greyed && { replace_text: greyed }) };
  const shown = { card, chosen: before?.chosen };
  shown.node = drawCard(card, greyed ? before?.chosen : undefined, (button, key) => tap(chat, task, button, key));
  if (before) {
    const focused = before.node.contains(document.activeElement) || before.node.dataset.focused;
    before.node.replaceWith(shown.node);
    if (chat.loaded) shown.node.classList.add("flash");
    if (focused) (shown.node.querySelector("button:enabled, input:enabled, select:enabled") ?? $("log")).focus({ preventScroll: true });
  } else {
    addRow(chat, entry.at, null, shown.node);
  }
  if (task) chat.cards.set(task, shown);
  return greyed ?? [card.main_title?.title, card.main_title?.desc, card.sub_title_text].filter(Boolean).join(" ");
}

async function receive(chat) {
  const entries = await ask(`messages?user=${encodeURIComponent(chat.person.user)}&after=${chat.last}`);
  const atEnd = $("log").scrollHeight - $("log").scrollTop - $("log").clientHeight < 60;
  const seen = Number(sessionStorage.getItem(`seen ${chat.person.user}`) ?? 0);
  const heard = [];
  for (const entry of entries.filter(candidate => candidate.id > chat.last)) {
    chat.last = entry.id;
    heard.push(show(chat, entry));
    if (entry.kind !== "sent" && entry.id > seen) chat.unread++;
  }
  if (chat === current) {
    if (chat.loaded && heard.some(Boolean)) $("announcer").textContent = heard.filter(Boolean).join("\n");
    if (heard.length > 0 && atEnd || !chat.loaded) toEnd();
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

const toEnd = () => $("log").scrollTop = $("log").scrollHeight;

// ── Saying something ────────────────────────────────────────────────────────────────────────────────────────────────

/** Sends after everything said before it; true once the bot's callback has answered. */
function say(chat, body) {
  chat.waiting++;
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
  const row = addRow(chat, "", chat.person, el("p", { className: "bubble" }, text));
  const bubble = { text, row };
  chat.unconfirmed.push(bubble);
  chat.lines.classList.remove("is-empty");
  toEnd();
  if (await say(chat, { text })) return;
  chat.unconfirmed = chat.unconfirmed.filter(other => other !== bubble);
  row.append(el("button", { type: "button", className: "again", title: "没有发出去，点一下重发", "aria-label": "没有发出去，重发", onclick: () => {
    row.remove();
    sayText(chat, text);
  } }, "!"));
}

async function tap(chat, task, button, key) {
  const shown = chat.cards.get(task), fields = shown?.node.querySelector("fieldset");
  if (!fields || fields.disabled) return;
  const selected = chosenIn(shown.node);
  shown.chosen = selected;
  shown.node.dataset.focused = "yes"; // Disabling the button takes the focus away; a card that replaces this one gets it back.
  button.classList.add("is-pressed");
  fields.disabled = true;
  await say(chat, { task_id: task, key, ...(selected && { selected }) });
  if (!shown.node.isConnected) return;
  fields.disabled = false;
  button.classList.remove("is-pressed");
  delete shown.node.dataset.focused;
  button.focus({ preventScroll: true });
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
  $("text").style.height = `${$("text").scrollHeight}px`;
}

function drawMenu(menu) {
  const item = button => button.type === "view"
    ? el("a", { href: safeUrl(button.url), target: "_blank", rel: "noreferrer" }, button.name)
    : el("button", { type: "button", onclick: event => {
      event.currentTarget.closest("details")?.removeAttribute("open");
      if (current) say(current, { menu: button.key }).then(toEnd);
    } }, button.name);
  $("menu").replaceChildren(...(menu?.button ?? []).map(button => button.sub_button?.length > 0
    ? el("details", {}, el("summary", {}, button.name), el("div", {}, button.sub_button.map(item)))
    : item(button)));
}

// ── People ──────────────────────────────────────────────────────────────────────────────────────────────────────────

const firstOf = role => people.find(person => person.role === role);
const suggested = () => Object.keys(Roles).reverse().map(firstOf).filter(Boolean);

function drawPerson(person) {
  return el("button", { type: "button", className: "person", "data-user": person.user, onclick: () => choose(person.user) }, avatar(person),
    el("span", { className: "who" }, el("span", { className: "name" }, person.name),
      el("span", { className: "unit" }, [person.unit, Roles[person.role]].filter(Boolean).join(" · "))),
    el("span", { className: "badge", hidden: true }));
}

function drawPeople() {
  const wanted = $("search").value.trim(), matches = people.filter(person => person.name.includes(wanted) || person.unit?.includes(wanted));
  const groups = new Map([...Object.values(Groups), ...(wanted ? [] : [])].map(name => [name, []]));
  for (const person of matches) {
    const name = Groups[person.role] ?? `${person.unit} · ${Roles[person.role] ?? person.role}`;
    groups.set(name, [...(groups.get(name) ?? []), person]);
  }
  $("list").replaceChildren(
    ...(wanted ? [] : [el("section", { className: "suggested" }, el("h3", {}, "从这里开始"), suggested().map(drawPerson))]),
    ...[...groups].filter(([, members]) => members.length > 0).map(([name, members]) => el("details", { open: Boolean(wanted) },
      el("summary", {}, el("span", {}, name), el("span", { className: "count" }, `${members.length} 人`)), members.map(drawPerson))),
    ...(matches.length === 0 ? [el("p", { className: "note" }, `没有找到“${wanted}”。`)] : []));
  markChosen();
  showUnread();
}

function markChosen() {
  for (const node of $("list").querySelectorAll("[data-user]")) {
    if (node.dataset.user === current?.person.user) node.setAttribute("aria-current", "true");
    else node.removeAttribute("aria-current");
  }
}

function showUnread() {
  for (const node of $("list").querySelectorAll("[data-user]")) setBadge(node.querySelector(".badge"), chats.get(node.dataset.user)?.unread);
  setBadge($("unread-total"), [...chats.values()].reduce((sum, chat) => sum + chat.unread, 0));
}

function setBadge(badge, count) {
  badge.hidden = !count;
  badge.textContent = count > 99 ? "99+" : String(count || "");
  badge.setAttribute("aria-label", `${count} 条未读`);
}

function choose(user) {
  closePanels();
  if (location.hash === `#${encodeURIComponent(user)}`) openChat();
  else location.hash = encodeURIComponent(user);
}

/** Opens the chat of the person named in the address, or of the first suggested one. */
async function openChat() {
  const user = decodeURIComponent(location.hash.slice(1));
  const person = people.find(candidate => candidate.user === user) ?? suggested()[0] ?? people[0];
  if (!person) return;
  if (current) current.draft = $("text").value;
  current = chatOf(person);
  $("text").value = current.draft;
  $("log").replaceChildren(current.lines);
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
  if (!current) return;
  const { person, waiting } = current;
  $("chat-title").textContent = offline ? "走访助手（未连接，正在重试）" : waiting > 0 ? "对方正在输入…" : "走访助手";
  $("chat-person").textContent = [person.name, Roles[person.role] ?? person.role, person.unit].filter(Boolean).join(" · ");
  document.title = `${person.name} · 走访助手 · 演示`;
}

function setOffline(value) {
  if (value === offline) return;
  offline = value;
  showHead();
  if (!value) syncClock();
}

// ── Clock ───────────────────────────────────────────────────────────────────────────────────────────────────────────

function setClock(iso) {
  clock.base = Date.parse(iso);
  clock.since = performance.now();
  tick();
}

const syncClock = () => ask("clock").then(answer => setClock(answer.now)).catch(() => {});

let drawnMinute = "";
function tick() {
  const at = inChina(now()), minute = chinaIso(now()).slice(0, 16);
  if (minute === drawnMinute) return;
  drawnMinute = minute;
  $("clock-time").textContent = $("phone-time").textContent = at.time;
  $("clock-day").textContent = `${at.year}年${at.month}月${at.day}日 ${at.weekday}`;
  $("opener-time").textContent = `${at.month}月${at.day}日 ${at.time}`;
  $("clock-to").min = minute;
  drawJumpButtons(at);
  for (const stamp of document.querySelectorAll(".stamp")) stamp.textContent = timeLabel(Date.parse(stamp.dateTime));
}

function drawJumpButtons({ year, month }) {
  const focused = [...$("jumps").children].indexOf(document.activeElement);
  const jump = (ms, note) => {
    const to = inChina(ms);
    return el("button", { type: "button", disabled: ms <= now(), onclick: () => moveClock(ms) }, `${to.month}月${to.day}日`, el("small", {}, note));
  };
  $("jumps").replaceChildren(
    el("button", { type: "button", className: "wide", onclick: () => moveClock(now() + Day) }, "+1天"),
    jump(nineOClock(year, month + 1, -7), "月底前7天 09:00"), jump(nineOClock(year, month + 1, -3), "月底前3天 09:00"),
    jump(nineOClock(year, month + 1, -1), "月底前1天 09:00"), jump(nineOClock(year, month + 1, 1), "次月1日 09:00"));
  $("jumps").children[focused]?.focus();
}

async function moveClock(ms) {
  const panel = document.querySelector(".clock");
  if (panel.classList.contains("is-moving")) return;
  panel.classList.add("is-moving");
  $("clock-says").className = "clock-says";
  $("clock-says").textContent = "正在拨动，到点的提醒会一条条发出来…";
  try {
    const answer = await ask("clock", { to: chinaIso(ms) });
    if (answer?.now) setClock(answer.now);
    else await syncClock();
    const before = new Set([...chats.values()].filter(chat => chat.unread > 0));
    await watch();
    const others = [...chats.values()].filter(chat => chat.unread > 0 && !before.has(chat)).map(chat => chat.person.name);
    const at = inChina(now());
    $("clock-says").textContent = `已到${at.month}月${at.day}日 ${at.time}。${others.length > 0 ? `有新消息：${others.join("、")}。` : ""}`;
  } catch (error) {
    $("clock-says").classList.add("is-trouble");
    $("clock-says").textContent = readable(error);
  } finally {
    panel.classList.remove("is-moving");
  }
}

/** Looks what the suggested people and those already opened have received. */
const watch = () => Promise.allSettled([...new Set([...suggested().map(chatOf), ...chats.values()])].map(receive));

// ── Guide, panels, start ────────────────────────────────────────────────────────────────────────────────────────────

function drawGuide() {
  const contact = firstOf("contact"), town = firstOf("township");
  const go = person => person && el("button", { type: "button", className: "link", onclick: () => choose(person.user) }, `换成${person.name}`);
  const nextMonth = () => {
    const { year, month } = inChina(now());
    closePanels();
    moveClock(nineOClock(year, month + 1, 1));
  };
  $("guide").replaceChildren(
    el("li", {}, "做一位监测联系人，点菜单“走访”，看本月要走的户。", go(contact)),
    el("li", {}, "点一户，一题一题答。点按钮、回序号、打“三千五”都行，最后核对、提交。"),
    el("li", {}, "拨到下个月，再走访这一户：上月的情况已经带出，没变就点“无变化”。",
      el("button", { type: "button", className: "link", onclick: nextMonth }, "拨到次月1日")),
    el("li", {}, "发现了问题，打“上报问题”，跟着问答报上去。"),
    el("li", {}, "换成镇里的人，打“进度”看还差哪几户，打“台账”要一份表。", go(town)));
}

let opener = null;
function openPanel(button) {
  opener = button;
  document.body.dataset.panel = button.dataset.opens;
  button.setAttribute("aria-expanded", "true");
  $("scrim").hidden = false;
  $(button.dataset.opens).querySelector(".closer").focus();
}

function closePanels() {
  if (!opener) return;
  delete document.body.dataset.panel;
  $("scrim").hidden = true;
  opener.setAttribute("aria-expanded", "false");
  opener.focus();
  opener = null;
}

function listen() {
  $("composer").onsubmit = event => {
    event.preventDefault();
    sendTyped();
  };
  $("text").oninput = fitComposer;
  $("text").onkeydown = event => {
    // While an input method is composing, Enter picks a word; Safari tells that only by key code 229.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    sendTyped();
  };
  $("search").oninput = drawPeople;
  $("clock-form").onsubmit = event => {
    event.preventDefault();
    moveClock(Date.parse(`${$("clock-to").value}${$("clock-to").value.length === 16 ? ":00" : ""}+08:00`));
  };
  for (const button of document.querySelectorAll(".opener")) button.onclick = () => openPanel(button);
  for (const button of document.querySelectorAll(".closer")) button.onclick = closePanels;
  $("scrim").onclick = closePanels;
  window.onkeydown = event => event.key === "Escape" && closePanels();
  window.onhashchange = openChat;
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
  listen();
  people = await askUntilAnswered("people");
  setClock((await askUntilAnswered("clock")).now);
  drawMenu(await askUntilAnswered("menu"));
  drawGuide();
  drawPeople();
  await openChat();
  pollForever();
  watch();
  setInterval(tick, 1000);
  setInterval(syncClock, 30_000);
  setInterval(watch, Watch);
}

start();
