import { daysBefore, factsOf, found } from '../facts.js';

const checks = {
  burdened: (role, { things }, { led }) =>
    led.works + led.budgets > things && `leads ${led.works + led.budgets} things`,

  undeputised: (role, options, { led }) => led.works > 0 && 'leads something and has no deputy',

  vacant: (role, { days }, { led, today }) =>
    led.works + led.budgets > 0 && role.vacant_since < daysBefore(today, days) && 'leads something and is vacant',
};

export default (role, options, context) => {
  const facts = factsOf(context);
  const led = facts.leads.get(role.id) ?? { works: 0, budgets: 0 };
  const message = checks[options.check](role, options, { ...facts, led });
  return message ? found(message) : undefined;
};
