/** Minutes east of UTC that `+0300`, `GMT+3`, `-05:30` or a name stand for; null for an unknown name and for none. */
export function zoneOffset(zone: string): number | null {
  const numeric = /([+-])(\d{1,2})(?::?(\d{2}))?/.exec(zone);
  if (numeric !== null) {
    const minutes = Number(numeric[2]) * 60 + Number(numeric[3] ?? 0);
    return numeric[1] === '-' ? -minutes : minutes;
  }
  const name = /\p{L}+/u.exec(zone)?.[0].toUpperCase() ?? '';
  const hours = zoneHours.get(name);
  return hours === undefined ? null : hours * 60;
}

/** Hours east of UTC. BST is British, IST Indian, CST American: what newsrooms mean who write them. */
const zoneHours: ReadonlyMap<string, number> = new Map(
  `UTC 0, GMT 0, UT 0, Z 0, WET 0, EST -5, EDT -4, CST -6, CDT -5, MST -7, MDT -6, PST -8, PDT -7, ET -5, CT -6, MT -7, PT -8, AT -4, AKST -9, AKDT -8, HST -10, AST -4, ADT -3,
   NST -3.5, NDT -2.5, BRT -3, ART -3, WEST 1, BST 1, CET 1, CEST 2, MEZ 1, MESZ 2, MET 1, MEST 2, EET 2, EEST 3, SAST 2,
   TRT 3, MSK 3, MSD 4, МСК 3, SAMT 4, GST 4, AZT 4, GET 4, AMT 4, IRST 3.5, YEKT 5, UZT 5, PKT 5, IST 5.5, NPT 5.75, OMST 6,
   ICT 7, KRAT 7, WIB 7, HKT 8, SGT 8, PHT 8, IRKT 8, AWST 8, JST 9, KST 9, YAKT 9, ACST 9.5, ACDT 10.5, AEST 10, AEDT 11,
   VLAT 10, MAGT 11, PETT 12, NZST 12, NZDT 13`
    .split(',')
    .map((zone) => zone.trim().split(' '))
    .map(([name = '', hours]) => [name, Number(hours)]),
);
