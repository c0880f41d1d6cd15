// Times as the demo county reads them: China Standard Time, whatever the browser's own zone. Instants are milliseconds since 1970.

export const Minute = 60_000, Day = 24 * 60 * Minute;
const Offset = 8 * 60 * Minute;
const pad = number => String(number).padStart(2, "0");

export function inChina(ms) {
  const date = new Date(ms + Offset);
  return {
    year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(),
    weekday: `星期${"日一二三四五六"[date.getUTCDay()]}`, time: `${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}`,
  };
}

export const chinaIso = ms => `${new Date(ms + Offset).toISOString().slice(0, 19)}+08:00`;

/** 09:00 of a day. Day 0 is the last of the month before, month 13 the next January. */
export const nineOClock = (year, month, day) => Date.UTC(year, month - 1, day, 9) - Offset;

/** The time above a message, as WeCom words it: today the hour alone, then 昨天, the weekday, the date, the year. */
export function timeLabel(ms, now) {
  const dayOf = instant => Math.floor((instant + Offset) / Day);
  const at = inChina(ms), days = dayOf(now) - dayOf(ms);
  if (days === 0) return at.time;
  if (days === 1) return `昨天 ${at.time}`;
  if (days > 1 && days < 7) return `${at.weekday} ${at.time}`;
  return `${at.year === inChina(now).year ? "" : `${at.year}年`}${at.month}月${at.day}日 ${at.time}`;
}
