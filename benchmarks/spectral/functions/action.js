import { daysBetween, factsOf, found, isVacant, monthsBefore } from '../facts.js';

const YEAR = 365;

// The day on which an action was last heard of.
const heardOf = ({ agreed, updated }) => (updated > agreed || agreed === undefined ? updated : agreed);

const checks = {
  forgotten(action, { meetings: most }, { meetings }) {
    const since = heardOf(action);
    if (!action.agreed_at || since === undefined) return false;
    const met = meetings.get(action.agreed_at).filter((meeting) => meeting.on > since);
    return met.length >= most && `was forgotten for ${met.length} meetings`;
  },

  just_closed: (action, { months }, { today }) =>
    action.closed >= monthsBefore(today, months) && action.closed <= today && 'is done and has no result',

  silent(action, { days, intervals }, { boards, today }) {
    const since = heardOf(action);
    const board = boards.get(action.agreed_at);
    if (since === undefined || (board && !board.meetings_a_year)) return false;
    const most = board ? Math.max(days, Math.floor((intervals * YEAR) / board.meetings_a_year)) : days;
    return daysBetween(since, today) > most && `has had no update since ${since}`;
  },

  unowned: (action, options, { roles, today }) =>
    (!action.owner || isVacant(roles.get(action.owner), today)) && 'belongs to nobody',
};

export default (action, options, context) => {
  const message = checks[options.check](action, options, factsOf(context));
  return message ? found(message) : undefined;
};
