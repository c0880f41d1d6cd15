// The demo's clock: it runs on between two looks at the server's, and can be moved forward.

import { el } from "./cards.js";
import { Day, chinaIso, inChina, nineOClock } from "./china-time.js";
import { ask, readable } from "./server.js";

const Sync = 30_000;
const $ = id => document.getElementById(id);
const clock = { base: Date.now(), since: performance.now(), drawn: "", minutePassed: () => {}, moved: async () => [] };

export const now = () => clock.base + performance.now() - clock.since;

/** `minutePassed` runs when what the clock shows has changed; `moved` after it was moved, and returns who has something unread. */
export function startClock(iso, minutePassed, moved) {
  Object.assign(clock, { minutePassed, moved });
  $("clock-to").oninput = () => $("clock-to").dataset.edited = "yes";
  $("clock-form").onsubmit = event => {
    event.preventDefault();
    moveClock(Date.parse(`${$("clock-to").value.slice(0, 16)}:00+08:00`));
  };
  setClock(iso);
  setInterval(tick, 1000);
  setInterval(syncClock, Sync);
}

export const syncClock = () => ask("clock").then(answer => setClock(answer.now)).catch(() => {});

/** 09:00 on the first of the month that follows. */
export function moveToNextMonth() {
  const { year, month } = inChina(now());
  return moveClock(nineOClock(year, month + 1, 1));
}

function setClock(iso) {
  clock.base = Date.parse(iso);
  clock.since = performance.now();
  tick();
}

function tick() {
  const at = inChina(now()), minute = chinaIso(now()).slice(0, 16);
  if (minute === clock.drawn) return;
  clock.drawn = minute;
  $("clock-time").textContent = $("phone-time").textContent = at.time;
  $("clock-day").textContent = `${at.year}年${at.month}月${at.day}日 ${at.weekday}`;
  $("opener-time").textContent = `${at.month}月${at.day}日 ${at.time}`;
  if (!$("clock-to").dataset.edited) $("clock-to").value = minute;
  drawJumps(at);
  clock.minutePassed();
}

function drawJumps({ year, month }) {
  const focused = [...$("jumps").children].indexOf(document.activeElement);
  $("jumps").replaceChildren(
    el("button", { type: "button", className: "wide", onclick: () => moveClock(now() + Day) }, "+1天"),
    drawJump(nineOClock(year, month + 1, -7), "月底前7天 09:00"),
    drawJump(nineOClock(year, month + 1, -3), "月底前3天 09:00"),
    drawJump(nineOClock(year, month + 1, -1), "月底前1天 09:00"),
    drawJump(nineOClock(year, month + 1, 1), "次月1日 09:00"));
  $("jumps").children[focused]?.focus();
}

function drawJump(ms, note) {
  const { month, day } = inChina(ms);
  return el("button", { type: "button", disabled: ms <= now(), onclick: () => moveClock(ms) }, `${month}月${day}日`, el("small", {}, note));
}

async function moveClock(ms) {
  const panel = document.querySelector(".clock");
  if (panel.classList.contains("is-moving") || Number.isNaN(ms)) return;
  panel.classList.add("is-moving");
  tell("正在拨动，到点的提醒会一条条发出来…");
  try {
    const answer = await ask("clock", { to: chinaIso(ms) });
    delete $("clock-to").dataset.edited;
    if (answer?.now) setClock(answer.now);
    else await syncClock();
    const names = await clock.moved(), at = inChina(now());
    tell(`已到${at.month}月${at.day}日 ${at.time}。${names.length > 0 ? `有未读消息：${names.join("、")}。` : ""}`);
  } catch (error) {
    tell(readable(error), true);
  } finally {
    panel.classList.remove("is-moving");
  }
}

function tell(text, isTrouble = false) {
  $("clock-says").textContent = text;
  $("clock-says").classList.toggle("is-trouble", isTrouble);
}
