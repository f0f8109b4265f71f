import { factsOf, found, isOpen, list, monthsBefore } from '../facts.js';

const newest = (readings) => readings.reduce((one, other) => (!one || other.on > one.on ? other : one), undefined);

const checks = {
  idle(target, options, { servicesFor, today, trust }) {
    const mayBeOpen = (action) => isOpen(action) || (!action.status && !action.closed);
    const helps = (action) => mayBeOpen(action) && list(action.supports).includes(target.id);
    return target.goal.on >= today && !servicesFor.has(target.id) && !trust.actions.some(helps) && 'has no work';
  },

  lone(target, { agencies }, { roles }) {
    const accountable = list(target.accountable).map((role) => roles.get(role).agency);
    return new Set([...target.contributors, ...accountable]).size < agencies && 'has too few agencies';
  },

  missed({ direction, goal, readings }, options, { today }) {
    const last = newest(list(readings).filter((reading) => reading.on <= today));
    if (!(goal.on < today) || !last || last.on < goal.on) return false;
    const short = { increase: last.value < goal.value, decrease: last.value > goal.value };
    return short[direction] && `${last.value} misses ${goal.value}`;
  },

  unfunded(target, options, { budgets, servicesFor }) {
    const works = [target, ...(servicesFor.get(target.id) ?? [])].map((work) => work.id);
    const mayPay = ({ funds }) => funds === undefined || list(funds).some((id) => works.includes(id));
    return !budgets.some(mayPay) && 'no budget pays for it';
  },

  unmeasured({ baseline, readings }, { months }, { today }) {
    const last = newest([...list(readings), ...list(baseline)].filter((reading) => reading.on <= today));
    return last && last.on < monthsBefore(today, months) && `was last measured on ${last.on}`;
  },
};

export default (target, options, context) => {
  const message = checks[options.check](target, options, factsOf(context));
  return message ? found(message) : undefined;
};
