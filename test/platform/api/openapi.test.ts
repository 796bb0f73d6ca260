import { expect, it } from 'vitest';
import { tokenScopes } from '../../../src/news/token.ts';
import { createApi } from '../../../src/platform/api/app.ts';
import { openApiOf } from '../../../src/platform/api/openapi.ts';
import { routesFor } from '../../../src/platform/api/routes.ts';
import { deskFile } from '../../support/room.ts';
import { type Described, fits, operationsOf } from './described.ts';

const routes = routesFor(deskFile);
// What a program reads is JSON.
const described: Described = JSON.parse(JSON.stringify(openApiOf(routes)));
const operations = operationsOf(described);

it('describes every route that the server has, and no other', () => {
  const api = createApi({ desk: { file: deskFile }, clock: Date.now } as never);
  const served = api.routes
    .filter(({ method, path }) => method !== 'ALL' && path !== '/api/openapi.json')
    .map(({ method, path }) => `${method} ${path.replace(':id', '{id}')}`);
  expect(operations.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual(served.toSorted());
  expect(served.length).toBe(routes.length);
});

it('is whole: what it refers to is there, and every operation says what it must', () => {
  expect(described.openapi).toMatch(/^3\.1\./);
  const text = JSON.stringify(described);
  for (const [, name = ''] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g))
    expect(described.components.schemas).toHaveProperty(name);
  expect(text).not.toContain('"$schema"');
  expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length);
  for (const { method, path, operation } of operations) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(operation.parameters.flatMap((one) => (one.in === 'path' ? [one.name] : []))).toEqual(inPath);
    expect(operation.parameters.some(({ name }) => name === 'Idempotency-Key')).toBe(method === 'POST');
    for (const required of operation.security)
      for (const [scheme, scopes] of Object.entries(required)) {
        expect(described.components.securitySchemes).toHaveProperty(scheme);
        for (const scope of scopes) expect(tokenScopes).toContain(scope);
      }
    for (const { description } of Object.values(operation.responses)) expect(description).not.toBe('');
  }
});

it('has examples that are as it says', () => {
  let seen = 0;
  for (const { path, operation } of operations) {
    const told = [operation.requestBody, ...Object.values(operation.responses)].flatMap((one) => one?.content ?? []);
    for (const { schema, example } of [
      ...told.map((content) => content['application/json']),
      ...operation.parameters,
    ]) {
      if (example === undefined) continue;
      seen += 1;
      expect(fits(described, schema, example), path).toBe(true);
    }
  }
  expect(seen).toBeGreaterThan(20);
});

it('finds what is not as it says', () => {
  const write = operations.find(({ operation }) => operation.operationId === 'writeAlert')?.operation;
  const schema = write?.requestBody?.content['application/json'].schema ?? {};
  for (const wrong of [
    {},
    { headline: 'Hm' },
    { headline: 'Ministers meet', priority: 1 },
    { headline: 'Ministers meet', level: 'red' },
  ])
    expect(fits(described, schema, wrong)).not.toBe(true);
  expect(fits(described, { $ref: '#/components/schemas/Alert' }, { alert: {} })).not.toBe(true);
});
