import { daysBefore, factsOf, found, hasEnded, isCurrent, list, monthsBefore } from '../facts.js';

const checks = {
  decided_alone: (service, options, { today }) =>
    isCurrent(service, today) && list(service.agencies).length > 1 && list(service.decided_by).length === 1 &&
    'one agency decides alone',

  money_ends(service, { ahead }, { trust, today }) {
    const pays = (budget) => list(budget.funds).includes(service.id) && !hasEnded(budget, today);
    const paying = isCurrent(service, today) ? trust.budgets.filter(pays) : [];
    const limit = daysBefore(today, -ahead);
    const goesOn = ({ ends, renewal }) => renewal !== undefined || ends === undefined || ends > limit ||
      ends >= service.ends;
    return paying.length > 0 && !paying.some(goesOn) && 'its money ends soon';
  },

  unevaluated(service, { months }, { today }) {
    if (list(service.evaluations).some((evaluation) => evaluation.on <= today)) return false;
    const due = hasEnded(service, today) ? service.kind === 'pilot' : service.starts < monthsBefore(today, months);
    return due && 'was never evaluated';
  },

  unsponsored(service, options, { roles, today }) {
    const sponsor = roles.get(service.sponsor);
    const senior = sponsor && ['strategic', 'political', undefined].includes(sponsor.level);
    return isCurrent(service, today) && !senior && 'has no senior sponsor';
  },
};

export default (service, options, context) => {
  const message = checks[options.check](service, options, factsOf(context));
  return message ? found(message) : undefined;
};
