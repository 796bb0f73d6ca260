/**
 * Whether a headline announces many events: a briefing, a round-up, a live page. Such a piece mentions what others report, and
 * is no report of it.
 */
export const isRoundUp = (title: string): boolean => announcement.test(title) || title.split(';').length > MOST_EVENTS;

/** "A does this; B does that; more from C" are three. */
const MOST_EVENTS = 3;

const announcement = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${[
    '(?:morning|evening|daily|weekly|news|world|war|midday|noon) (?:briefing|brief|bulletin|digest|roundup|round-up|wrap|recap|report)',
    'briefing:|round-?up:|(?:the )?week in (?:review|pictures)|newsletter',
    "(?:top|today's) (?:news|stories|headlines)|news in brief|in (?:photos|pictures)",
    'what to know (?:today|this (?:morning|week))|things to know (?:today|this (?:morning|week))|catch up on',
    'главное (?:за|к)|итоги (?:дня|недели)|дайджест|обзор (?:событий|прессы)|новости (?:к|за) ',
    'головне за|підсумки (?:дня|тижня)|дайджест|огляд (?:подій|преси)',
    'nachrichtenüberblick|(?:morgen|abend)(?:lage|briefing)|der tag im überblick|presseschau|wochenrückblick',
    "l[’']essentiel de l[’']actualité|revue de presse|les titres du|la semaine en",
    'przegląd (?:prasy|wydarzeń|tygodnia)|podsumowanie (?:dnia|tygodnia)',
  ].join('|')})`,
  'iu',
);
