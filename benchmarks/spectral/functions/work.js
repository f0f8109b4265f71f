// Who answers for targets, current services and current budgets.
import { factsOf, found, isCurrent, isVacant, list } from '../facts.js';

const checks = {
  nobody(work, { boards, roles, today }) {
    const inPost = (id) => boards.has(id) || !isVacant(roles.get(id), today);
    const answering = 'controlled_by' in work ? list(work.controlled_by) : list(work.accountable);
    return !answering.some(inPost) && 'nobody in post answers for it';
  },

  several: (work) => list(work.accountable).length > 1 && 'several roles answer for it',
};

export default (work, options, context) => {
  const facts = factsOf(context);
  const judged = context.path[0] === 'targets' || isCurrent(work, facts.today);
  const message = judged && checks[options.check](work, facts);
  return message ? found(message) : undefined;
};
