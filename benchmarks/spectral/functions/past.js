// Finds a day that is over for more than some days, or lies further back than some months.
import { daysBefore, factsOf, found, monthsBefore } from '../facts.js';

export default (day, options, context) => {
  if (day === undefined) return undefined;
  const { today } = factsOf(context);
  const { days = 0, months } = options ?? {};
  const limit = months === undefined ? daysBefore(today, days) : monthsBefore(today, months);
  return day < limit ? found(`${day} is too long ago`) : undefined;
};
