/** The least desk file that is right, and `more` of it. */
export const smallDesk = (more = ''): string => `
name: Test
title: A desk for tests
topics: [{ id: diplomacy, name: Diplomacy, words: [talks] }]
sources:
  - { id: one, name: Source One, kind: news, country: GB, stateMedia: false, language: en }
${more}`;
