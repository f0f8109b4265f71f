import { daysBetween, factsOf, found, isCurrent, monthsBefore, sum } from '../facts.js';

const checks = {
  one_holder: (budget, options, { boards, today }) =>
    isCurrent(budget, today) && budget.controlled_by && !boards.has(budget.controlled_by) && 'one role controls it',

  single_payer(budget, { most }, { today }) {
    const promised = budget.contributions ?? {};
    const whole = Math.max(sum(promised), budget.amount ?? 0);
    return isCurrent(budget, today) && Math.max(...Object.values(promised)) > whole * most && 'one agency pays';
  },

  sums: ({ amount, contributions }, { tolerance }) =>
    amount !== undefined && Math.abs(sum(contributions) - amount) > amount * tolerance && 'does not add up',

  unpaid({ starts, ends, contributions, received }, { grace, window }, { today }) {
    if (!starts || !ends || !contributions || ends < monthsBefore(today, window)) return false;
    const whole = daysBetween(starts, ends) + 1;
    const run = Math.min(Math.max(daysBetween(starts, today) - grace + 1, 0), whole);
    const isBehind = ([agency, promised]) => (received[agency] ?? 0) * whole < promised * run;
    return Object.entries(contributions).some(isBehind) && 'has received less than is due';
  },
};

export default (budget, options, context) => {
  const message = checks[options.check](budget, options, factsOf(context));
  return message ? found(message) : undefined;
};
