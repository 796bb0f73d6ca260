/** The key under which the desk file, alerts and the ledger know a person: `platform:user id`. */
export const personKey = (person: { readonly platform: string; readonly id: string }): string =>
  `${person.platform}:${person.id}`;
