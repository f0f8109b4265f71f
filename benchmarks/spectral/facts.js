// What the functions of the checks share. Days are ISO strings: they sort as days do.
const DAY = 86_400_000;
const known = new WeakMap();

export const list = (value) => (value === undefined ? [] : [value].flat());
export const found = (message) => [{ message }];
export const sum = (amounts) => Object.values(amounts).reduce((total, amount) => total + amount, 0);

export const daysBetween = (from, to) => (Date.parse(to) - Date.parse(from)) / DAY;
export const daysBefore = (day, days) => new Date(Date.parse(day) - days * DAY).toISOString().slice(0, 10);

export function monthsBefore(day, months) {
  const [year, month, date] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 - months, Math.min(date, last))).toISOString().slice(0, 10);
}

export const hasEnded = (record, today) => record.ends < today;
export const isCurrent = (record, today) => !(record.starts > today) && !hasEnded(record, today);
export const isOpen = (action) => action.status === 'open' || action.status === 'blocked';
export const isVacant = (role, today) => role.vacant_since <= today;

// The description and its indexes, made once a run.
export function factsOf(context) {
  const trust = context.documentInventory.resolved;
  if (!known.has(trust)) known.set(trust, gather(trust));
  return known.get(trust);
}

function gather(trust) {
  const today = trust.as_of;
  const byId = (section) => new Map((trust[section] ?? []).map((record) => [record.id, record]));
  const services = trust.services.filter((service) => isCurrent(service, today));
  const budgets = trust.budgets.filter((budget) => isCurrent(budget, today));
  const facts = { trust, today, services, budgets, roles: byId('roles'), boards: byId('boards') };
  return { ...facts, leads: leads(facts), meetings: meetings(facts), servicesFor: servicesFor(services) };
}

// How many targets, current services and boards a role leads; and how many current budgets it controls.
function leads({ trust, services, budgets, boards }) {
  const led = new Map();
  const add = (role, kind) => {
    if (!led.has(role)) led.set(role, { works: 0, budgets: 0 });
    led.get(role)[kind] += 1;
  };
  for (const work of [...trust.targets, ...services]) list(work.accountable).forEach((role) => add(role, 'works'));
  for (const board of trust.boards) list(board.chair).forEach((role) => add(role, 'works'));
  for (const budget of budgets) {
    if (budget.controlled_by && !boards.has(budget.controlled_by)) add(budget.controlled_by, 'budgets');
  }
  return led;
}

// The meetings of each board up to today, the newest first.
function meetings({ trust, today }) {
  const newestFirst = (one, other) => (one.on < other.on ? 1 : -1);
  const held = (board) => (board.meetings ?? []).filter((meeting) => meeting.on <= today).sort(newestFirst);
  return new Map(trust.boards.map((board) => [board.id, held(board)]));
}

function servicesFor(services) {
  const supporting = new Map();
  for (const service of services) {
    for (const target of list(service.supports)) supporting.set(target, [...(supporting.get(target) ?? []), service]);
  }
  return supporting;
}
