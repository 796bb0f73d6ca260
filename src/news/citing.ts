/**
 * The words by which a text says in six languages that something rests on somebody else: what stands before a name
 * ("according to", "со ссылкой на", "sagte der") and what stands behind it ("reported", "повідомляє", "podaje").
 */

/** What may stand between such words and the name: articles, nations, and what kind of outlet it is. */
const between = [
  'the|an?|its|state(?:-(?:run|owned|controlled|backed))?|official|public|private|independent|exiled|opposition|local|national|business|daily|weekly|news|newspaper|paper|magazine|tabloid|broadcaster|television|TV|radio|channel|network|outlet|website|portal|site|agency|wire|newswire|service|media|think|tank',
  "(?:Russia|Ukraine|America|Britain|Germany|France|Poland|Turkey|China|Qatar)[’']s|Russian|Ukrainian|US|U\\.S\\.|American|British|UK|German|French|Polish|Turkish|Chinese|Belarusian|Qatari|Italian|Japanese|London|Washington",
  'der|die|das|dem|den|des|vom|zur|zum|(?:Nachrichten)?[Aa]gentur|(?:Tages|Wochen|Boulevard)?[Zz]eitung|(?:Nachrichten|US-)?[Mm]agazins?|(?:Fernseh|TV-|US-)?[Ss]enders?|Blatts?|Portals?|(?:russisch|ukrainisch|staatlich|britisch|amerikanisch|deutsch|französisch|polnisch)\\p{L}+',
  'l|les?|la|du|de|d|des|au|à|une?|agence|presse|journal|quotidien|hebdomadaire|chaîne|média|russe|ukrainienne?|britannique|américaine?|allemande?|française?|polonaise?|publique',
  '(?:информ|інформ)?агентств\\p{L}*|газет\\p{L}*|журнал\\p{L}*|издани\\p{L}*|видан\\p{L}*|(?:теле)?канал\\p{L}*|портал\\p{L}*|сайт\\p{L}*|радио\\p{L}*|радіо\\p{L}*|кор+еспондент\\p{L}*|источник\\p{L}*|джерел\\p{L}*|СМИ|ЗМІ|пресс-служб\\p{L}+|пресслужб\\p{L}+|(?:рос(?:си|і)йс[кь]|украинс|українсь|британс|американс|немец|німець|французс|французь|польс|государственн|державн|информационн|інформаційн)\\p{L}+|во?|на|у|со?|з',
  'agencj\\p{L}+|gazet\\p{L}+|dziennik\\p{L}*|tygodnik\\p{L}*|portal\\p{L}*|stacj\\p{L}+|telewizj\\p{L}+|radi\\p{L}+|serwis\\p{L}*|prasow\\p{L}+|(?:rosyjsk|ukraińsk|brytyjsk|amerykańsk|niemieck|francusk|państwow)\\p{L}+',
].join('|');

/** Before whoever is the origin of a report or statement. */
const restsOn = [
  'according to|per|as reported by|as stated by',
  'laut|nach Angaben|nach Informationen|gemäß|so|unter Berufung auf|unter Verweis auf|(?:Bericht|Angaben|Informationen|Erklärung)(?:e?s|en)? (?:der|des|von)|bericht(?:ete?|ete?n|en)|meld(?:ete?|ete?n|en)|schreibt|schrieb|teilte?n?',
  "selon|d[’']après|citant|rapporte(?:nt)?|a rapporté|rapportée?s? par|indique(?:nt)?|a indiqué|écrit|affirme|a affirmé|annonce|a annoncé|révèle|a déclaré|a assuré",
  'пишет|пишут|сообща(?:ет|ют)|сообщил[аио]?|переда[её]т|передают|передал[аио]?|заявля(?:ет|ют)|заявил[аио]?|рассказал[аио]?|утвержда(?:ет|ют)|узнал[аио]?|со ссылкой на|ссылаясь на|по (?:данным|информации|сообщению|словам|версии|оценке)|как (?:стало известно|выяснил[аио]?)|цитиру(?:ет|ют)|приводит|объявил[аио]?|сказал[аи]?|отметил[аи]?|уточнил[аи]?|подтвердил[аи]?',
  'повідомля(?:є|ють)|повідоми(?:в|ла|ло|ли)|пише|пишуть|переда(?:є|ють)|переда(?:в|ла|ло|ли)|заявля(?:є|ють)|заяви(?:в|ла|ли)|розпові(?:в|ла|ли)|з посиланням на|посилаючись на|за (?:даними|інформацією|повідомленням|словами|оцінкою)|цитує|цитують|наводить|дізнал(?:ося|ися|ась)|сказа(?:в|ла|ли)|каже',
  'jak poda(?:je|ją|ła|ł|ło|no)|poda(?:je|ją|ł[aoy]?)|informuj[eą]|poinformowa(?:ł[aoiy]?|li)|przekaza(?:ł[aoy]?|li)|donos(?:i|zą)|doni(?:ósł|osła|osło|eśli)|pisze|piszą|napisał[aoy]?|według|zdaniem|wynika z ustaleń|cytuj[eą]|powołując[aye]? się na|powołuje się na|powiedział[ay]?|oświadczył[ao]?|za agencją',
].join('|');

/** Before an outlet alone: somebody spoke to it, or something of it is cited. */
const saidTo = [
  'cit(?:es|ed|ing)|cited by|quot(?:es|ed|ing)|quoted by|carried by|aired by|broadcast by|(?:first )?reported by|revealed by|published (?:by|in)|obtained by|seen by|reviewed by|tell|told|tells|telling|spoke (?:to|with)|speaking (?:to|with)|confirmed to|(?:interview|interviews|comments?|remarks|statement) (?:with|to|for|by|in|published by)|(?:report|reports|reporting|investigation|analysis|calculations|count|tally|review|survey|poll|article|piece|story) (?:by|in|from|for)|writes? (?:in|for)|wrote (?:in|for)|writing in|said (?:in|on) an interview with|via|said on',
  '(?:sagte?n?|erklärte?n?|teilte?n?|bestätigte?n?)(?: \\p{L}+){0,5}? (?:der|dem|im|gegenüber)|gegenüber|Interviews? mit|im Gespräch mit|zitierte?n?',
  '(?:déclaré|dit|confié|indiqué|affirmé|expliqué|annoncé|assuré|précisé)(?: \\p{L}+){0,4} (?:à|au)|(?:déclare|dit|confie|explique) (?:à|au)|entretien(?: avec| accordé)?|interview (?:à|avec|accordée)|auprès de|citée?s? par|révélée?s? par|interrogée?s? par',
  'в интервью|в беседе с|в разговоре с|в комментарии|для|пояснил[аи]?|в эфире',
  "в інтерв[’']ю|у розмові з|в розмові з|у коментарі|в коментарі|в етері|в ефірі|пояснив|пояснила",
  'w rozmowie z|w wywiadzie dla|wywiadzie dla|w wywiadzie z|komentarzu dla|powiedział[ay]? dla|cytowan\\p{L}+ przez|na antenie|ustaleń|relacjonuje|dowiedział[ao]? się',
].join('|');

/** Behind an outlet. */
const reports = [
  'report(?:s|ed|ing)?|says?|said(?! to)|writes|wrote|reveal(?:s|ed)|learn(?:s|ed|t)|cit(?:es|ed|ing)|quot(?:es|ed|ing)|claim(?:s|ed)|confirm(?:s|ed)|understands|found|obtained|published|broke the news|investigation|interview|poll|survey|tally|analysis|exclusive|sources',
  'bericht(?:ete?|ete?n|en)|meld(?:ete?|ete?n|en)|schreibt|schrieb|zufolge|erfuhr|erfahren|zitierte?|-(?:Bericht\\p{L}*|Informationen|Recherchen?|Interview|Angaben|Meldung\\p{L}*|Umfrage)',
  'rapporte(?:nt)?|rapporté|écrit|indique|indiqué|révèle|révélé|affirme|affirmé|appris|annonce|annoncé',
  'сообща(?:ет|ют)|сообщил[аио]?|пишет|пишут|переда[её]т|передал[аио]?|узнал[аио]?|написал[аио]?|утвержда(?:ет|ют)|выяснил[аио]?|рассказал[аио]?',
  "повідомля(?:є|ють)|повідоми(?:в|ла|ло|ли)|пише|пишуть|переда(?:є|ють)|дізнал(?:ося|ися|ась)|написа(?:в|ла|ло|ли)|з[’']ясува(?:в|ла|ло|ли)",
  'poda(?:je|ją|ł[aoy]?)|donos(?:i|zą)|doni(?:ósł|osła|osło|eśli)|pisze|piszą|informuj[eą]|poinformował[aoy]?|ustalił[aoy]?|napisał[aoy]?|twierdzi',
].join('|');

/** Behind an official: what governments do with words. */
const states = [
  'claims?|announc(?:es|ed)|warn(?:s|ed)|vow(?:s|ed)|accus(?:es|ed)|insist(?:s|ed)|add(?:s|ed)|den(?:ies|ied)|reject(?:s|ed)|signal(?:s|led)|stat(?:es|ed)|pledg(?:es|ed)',
  'sagt|sagte|erklärte?|kündigte?|warnte?|wirft|teilte?|bestätigte?|dementierte?',
  'dit|a dit|déclare|déclaré|accuse|assure|promet|dénonce|dément|confirme',
  'заявля(?:ет|ют)|заявил[аио]?|назвал[аио]?|пообещал[аи]?|предупредил[аи]?|объявил[аио]?|подтвердил[аио]?|опроверг\\p{L}*|отчитал\\p{L}+|сказал[аи]?',
  'заявля(?:є|ють)|заяви(?:в|ла|ли|ло)|назва(?:в|ла|ли)|розпові(?:в|ла|ли)|сказа(?:в|ла)|анонсува(?:в|ла)|підтверди(?:в|ла|ли|ло)|спростува\\p{L}+|попереди(?:в|ла)',
  'mówi|zapowiada|zapowiedział[ao]?|oświadczył[ao]?|przekazał[ao]?|ostrzega|zaprzecza|potwierdz\\p{L}+|powiedział[ao]?',
].join('|');

/** Between a name and its verb. */
const meanwhile =
  'has|have|had|also|first|earlier|later|exclusively|previously|news|agency|newspaper|newswire|TV|Russian|Ukrainian|service|on|this|last|week|today|yesterday|\\p{Lu}\\p{Ll}+day|hatte?|am|zuvor|vorab|a|ont|avait|ранее|уже|также|раніше|вже|також|wcześniej|w';

/** Behind a name and a comma. */
const inPassing = 'citing|quoting|unter Berufung|citant|со ссылкой|з посиланням|powołując';

/** Matched backwards from where the name begins, so that most texts are told by their last word. */
const leadIn = (words: string): RegExp =>
  new RegExp(`(?<=(?<!\\p{L})(?:${words})(?!\\p{L})(?:[\\s"'“”„«»‘’(]|(?<!\\p{L})(?:${between})(?!\\p{L}))*)`, 'iuy');
const leadOut = (words: string): RegExp =>
  new RegExp(
    `["”»’')\\]]*(?:[’']s?)?(?:/\\p{L}+)?(?:\\s+(?:${meanwhile})(?!\\p{L}))*(?:\\s*(?:${words})(?!\\p{L})|,\\s+(?:${inPassing})(?!\\p{L}))`,
    'uy',
  );

const beforeOutlet = leadIn(`${restsOn}|${saidTo}`);
const behindOutlet = leadOut(reports);
const beforeOfficial = leadIn(restsOn);
const behindOfficial = leadOut(`${reports}|${states}`);

/** More of a name than the outlet: "the Reuters Institute", "Sputnik V", "AP High School", "Michael Bloomberg". */
const longerName =
  /\s+(?:Institute|Foundation|Philanthropies|Building|Headquarters|Stylebook|High School|V(?!\p{L}))|-V(?!\p{L})/uy;
const givenName = /(?<=(?:Michael|Mike|Майкл\p{L}*)\s)/uy;

/** Whether the words around a name (`start` to `end`) say that the text rests on this outlet. */
export function citesOutlet(text: string, start: number, end: number, isHeadline: boolean): boolean {
  if (matchesAt(longerName, text, end) || matchesAt(givenName, text, start)) return false;
  if (matchesAt(behindOutlet, text, end) || matchesAt(beforeOutlet, text, start)) return true;
  return isHeadline && labels(text, start, end);
}

/** Whether the words around a name say that this is the official's account. */
export function citesOfficial(text: string, start: number, end: number, isHeadline: boolean): boolean {
  if (matchesAt(behindOfficial, text, end) || matchesAt(beforeOfficial, text, start)) return true;
  return isHeadline && labels(text, start, end);
}

function matchesAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

/** The whole first part or the whole last part of a headline is the name: "Bloomberg: …", "… — Reuters", "… (AFP)". */
function labels(text: string, start: number, end: number): boolean {
  const before = text.slice(0, start);
  const behind = text.slice(end);
  if (/^["«„“]?$/.test(before)) return /^["”»]?\s*:\s/.test(behind);
  return /^["”»)]*\.?$/.test(behind) && /\s(?:[—–-]\s["«„“]?|\()$/.test(before);
}
