import { daysBetween, factsOf, found } from '../facts.js';

const YEAR = 365;

function isInquorate(quorum, meeting) {
  const came = new Set([...meeting.present, ...(meeting.deputies ?? [])]);
  return came.size < (quorum.at_least ?? 0) || (quorum.agencies ?? []).some((agency) => !came.has(agency));
}

const checks = {
  inquorate({ quorum }, { last }, { held }) {
    const short = held.filter((meeting) => meeting.present).slice(0, last).filter((each) => isInquorate(quorum, each));
    return short.length > 0 && `was without its quorum ${short.length} times`;
  },

  not_meeting({ meetings, meetings_a_year: planned }, { intervals }, { held, today }) {
    if (!meetings) return false;
    return !(held.length > 0 && daysBetween(held[0].on, today) * planned <= intervals * YEAR) && 'has stopped meeting';
  },

  operational(board, { most, meetings, least_meetings: least }, { held }) {
    const told = held.filter((meeting) => meeting.mostly).slice(0, meetings);
    const operational = told.filter((meeting) => meeting.mostly === 'operational');
    return told.length >= least && operational.length > told.length * most && 'is mostly operational';
  },
};

export default (board, options, context) => {
  const { meetings, today } = factsOf(context);
  const message = checks[options.check](board, options, { held: meetings.get(board.id), today });
  return message ? found(message) : undefined;
};
