// Draws the people of the demo county: a few to start with, then all of them by level and village.

import { el } from "./cards.js";

/** @typedef {{user: string, name: string, role: string, unit: string, title?: string}} Person */

/** In the order they are suggested. */
export const Roles = { contact: "监测联系人", village_cadre: "村干部", township: "乡镇", county_rural_bureau: "县乡村振兴局" };
const Levels = { county_rural_bureau: "县", township: "镇", village_cadre: "村干部" };

/** Name, role and unit, without saying the same twice. */
export const wordsFor = person => [...new Set([person.name, Roles[person.role] ?? person.title ?? person.role, person.unit].filter(Boolean))];

/** The square picture of a person, or of the app itself where there is none. */
export const avatar = person => person
  ? el("span", { className: `avatar ${person.role}`, "aria-hidden": "true" }, Array.from(person.name).slice(-2).join(""))
  : el("span", { className: "avatar app", "aria-hidden": "true" });

/** @param {Person[]} people @param {Person[]} suggested @param {(user: string) => void} choose */
export function drawPeople(people, suggested, wanted, choose) {
  const matches = people.filter(person => person.name.includes(wanted) || person.unit?.includes(wanted));
  if (matches.length === 0) return [el("p", { className: "note" }, `没有找到“${wanted}”。`)];
  const groups = new Map(Object.values(Levels).map(level => [level, []]));
  for (const person of matches) {
    const name = Levels[person.role] ?? `${person.unit} · ${Roles[person.role] ?? person.title ?? person.role}`;
    groups.set(name, [...(groups.get(name) ?? []), person]);
  }
  const drawn = [...groups].filter(([, members]) => members.length > 0)
    .map(([name, members]) => drawGroup(name, members, wanted !== "", choose));
  return wanted ? drawn : [
    el("section", { className: "suggested" }, el("h3", {}, "从这里开始"), suggested.map(person => drawPerson(person, choose))),
    ...drawn,
  ];
}

const drawGroup = (name, members, open, choose) => el("details", { open },
  el("summary", {}, el("span", {}, name), el("span", { className: "count" }, `${members.length} 人`)),
  members.map(person => drawPerson(person, choose)));

const drawPerson = (person, choose) => el("button", {
  type: "button", className: "person", "data-user": person.user, onclick: () => choose(person.user),
}, avatar(person), drawWho(person), el("span", { className: "badge", role: "img", hidden: true }));

const drawWho = person => el("span", { className: "who" }, el("span", {}, person.name),
  el("span", { className: "unit" }, wordsFor(person).slice(1).reverse().join(" · ")));
