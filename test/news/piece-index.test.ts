import { expect, it } from 'vitest';
import { createPieceIndex } from '../../src/news/piece-index.ts';
import { anUpdate } from '../support/news.ts';

const url = 'https://example.org/live';
const piece = anUpdate({ title: 'Grain ship leaves Odesa', url });

it('finds a piece by page and headline, and of several the last added', () => {
  const index = createPieceIndex([anUpdate({ title: 'Talks in Ankara', url }), piece]);
  const again = anUpdate({ title: piece.title, id: 'again', url: `${url}?utm_source=rss` });
  expect(index.find(again)).toBe(piece);
  index.add(again);
  expect(index.find(piece)).toBe(again);
});

it('finds nothing of another source, under another headline, or without an address', () => {
  const unlinked = anUpdate({ title: 'Situation report', url: null });
  const index = createPieceIndex([piece, unlinked]);
  expect(index.find({ ...piece, source: 'two' })).toBeUndefined();
  expect(index.find({ ...piece, title: 'Refinery burns near Samara' })).toBeUndefined();
  expect(index.find({ ...piece, url: `${url}/2` })).toBeUndefined();
  expect(index.find(unlinked)).toBeUndefined();
});
