// Finds the partnership agreement if a core agency has signed none that counts, or if all are past their review; and that
// there is none at all.
import { factsOf, found } from '../facts.js';

export default (agreements, options, context) => {
  const { trust, today } = factsOf(context);
  const all = agreements.filter((agreement) => agreement.kind === 'partnership');
  if (all.length === 0) return agreements.every(({ kind }) => kind) ? found('no agreement binds all') : undefined;
  const inForce = all.filter((agreement) => !(agreement.review_by < today));
  const counting = inForce.length > 0 ? inForce : all;
  const signed = (agency) => counting.some((agreement) => agreement.signed?.[agency.id] <= today);
  if (inForce.length > 0 && trust.agencies.every((agency) => !agency.core || signed(agency))) return undefined;
  const review = (agreement) => `${agreement.review_by ?? '9999-12-31'} ${agreement.id}`;
  const newest = counting.reduce((one, other) => (review(other) > review(one) ? other : one));
  return [{ message: 'is not fully signed', path: [...context.path, agreements.indexOf(newest)] }];
};
