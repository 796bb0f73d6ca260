import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { newsroomChannel } from '../../../src/platform/web/newsroom-channel.ts';
import { hasBrowser, openBrowser } from '../../support/browser.ts';
import { hostileText } from '../../support/gallery.ts';
import { openNewsroom, said } from './open-newsroom.ts';

describe.skipIf(!hasBrowser)('the newsroom in a browser', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  /** Opens the page and fails the test on any complaint of the browser or any request to elsewhere. */
  async function visit(url: string, viewport = { width: 1280, height: 800 }): Promise<Page> {
    const context = await browser.newContext({ viewport, locale: 'en-GB', timezoneId: 'America/New_York' });
    const page = await context.newPage();
    const complaints: string[] = [];
    // The browser reports what the page's policy blocks as an error in its console.
    page.on('console', (entry) => ['error', 'warning'].includes(entry.type()) && complaints.push(entry.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (new URL(request.url()).host !== new URL(url).host) complaints.push(`request to ${request.url()}`);
    });
    onTestFinished(async () => {
      await context.close();
      expect(complaints).toEqual([]);
    });
    await page.goto(url);
    await page.getByText('Live', { exact: true }).waitFor();
    return page;
  }

  it('takes a first-time reader from a suggestion to an answer and on by its button', async () => {
    const { url } = await openNewsroom();
    const page = await visit(url);
    await page.getByRole('button', { name: '/pages' }).click();
    const log = page.getByRole('log');
    await log.getByText('This is page 1.').waitFor();
    await log.getByRole('button', { name: 'Older' }).click();
    await log.getByText('This is page 2.').waitFor();
    expect(await log.locator('.asked code').allTextContents()).toEqual(['/pages', '/pages page:2']);
    // A reload and another preview show the same conversation.
    await page.getByRole('link', { name: 'Loud' }).click();
    await log.locator('.preview-loud').first().waitFor();
    expect(await log.locator('article').count()).toBe(2);
  });

  it('answers what is typed, with completion by keyboard', async () => {
    const { url, frontDesk } = await openNewsroom();
    const page = await visit(url);
    const input = page.getByRole('combobox', { name: 'Ask the desk' });
    await input.pressSequentially('/ec');
    await page.getByRole('option', { name: '/echo' }).waitFor();
    await input.press('Tab');
    await page.getByRole('option', { name: 'words:' }).waitFor();
    await input.pressSequentially('hello');
    await input.press('Enter');
    await page.getByRole('log').getByText('hello', { exact: true }).waitFor();
    expect(frontDesk.asked).toMatchObject([
      { command: 'echo', input: 'hello', asker: { timeZone: 'America/New_York' } },
    ]);
    expect(await input.inputValue()).toBe('');

    await input.pressSequentially('/report level:');
    await input.press('ArrowDown');
    await input.press('Enter');
    expect(await input.inputValue()).toBe('/report level:flash ');
    await input.fill('');
    await input.pressSequentially('/echo words:hi');
    await page.getByRole('option', { name: 'hi!' }).click();
    expect(await input.inputValue()).toBe('/echo words:hi! ');
  });

  it('fills a form', async () => {
    const { url } = await openNewsroom();
    const page = await visit(url);
    await page.getByRole('combobox', { name: 'Ask the desk' }).fill('/report');
    await page.keyboard.press('Enter');
    await page.getByLabel('The headline').fill('Blast near the border');
    await page.getByLabel('How urgent it is').selectOption('flash');
    await page.getByRole('button', { name: 'File it' }).click();
    await page.getByText('flash: Blast near the border (nothing more)').waitFor();
    expect(await page.locator('form[data-form]').count()).toBe(0);
  });

  it('keeps a form with all that was typed below what is wrong with it', async () => {
    const { url } = await openNewsroom();
    const page = await visit(url);
    await page.getByRole('combobox', { name: 'Ask the desk' }).fill('/settings change id:s1');
    await page.keyboard.press('Enter');
    await page.getByLabel('When').fill('09:15');
    // The browser itself would refuse it.
    await page.getByLabel('Most stories').evaluate((field) => field.setAttribute('max', '99'));
    await page.getByLabel('Most stories').fill('99');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('limit takes a whole number from 1 to 25').waitFor();
    expect(await page.locator('#flow > :last-child').getAttribute('data-form')).toBe('settings');
    expect(await page.getByLabel('When').inputValue()).toBe('09:15');
    expect(await page.getByLabel('Most stories').evaluate((field) => field === document.activeElement)).toBe(true);
    await page.getByLabel('Most stories').fill('7');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('change s1 09:15 7').waitFor();
    expect(await page.locator('form[data-form]').count()).toBe(0);
  });

  it('sends a form whole: what it shows, what was changed and what is hidden', async () => {
    const { url, frontDesk } = await openNewsroom();
    const page = await visit(url);
    await page.getByRole('combobox', { name: 'Ask the desk' }).fill('/settings change id:s1');
    await page.keyboard.press('Enter');
    const when = page.getByLabel('When');
    await when.waitFor();
    expect(await when.evaluate((field) => field === document.activeElement)).toBe(true);
    await page.getByLabel('Alerts too').selectOption('Yes');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('change s1 07:30 5 true').waitFor();
    expect(frontDesk.asked.at(-1)?.input).toEqual({
      action: 'change',
      id: 's1',
      at: '07:30',
      zone: 'America/New_York',
      limit: '5',
      alerts: 'true',
      level: 'flash',
    });
  });

  it('shows a delivery live, what became of it, and its times in the reader’s zone', async () => {
    const { url, sender, store, claim } = await openNewsroom();
    const page = await visit(url);
    const at = Date.UTC(2026, 10, 22, 6, 10);
    const message = {
      ...said('Morning digest'),
      blocks: [{ kind: 'paragraph', content: [{ kind: 'time', at, style: 'moment' }] }],
    } as const;
    const { delivery, token } = await claim(message);
    const parcel = {
      delivery: delivery.id,
      page: 0,
      channel: newsroomChannel,
      payload: message,
      first: null,
      triedAt: null,
    };
    const receipt = await sender.post(parcel);
    const entry = page.locator(`[data-entry="${delivery.id}"]`);
    await entry.getByText('22 November 2026 at 01:10').waitFor();
    await store.deliveries.posted(delivery.id, token, [receipt], true, Date.now());
    await entry.getByText('Delivered').waitFor();
    await page.getByRole('navigation', { name: 'Channels' }).getByText('Delivered').waitFor();
    expect(await page.getByRole('log').locator('article').count()).toBe(1);
  });

  it('shows an edit live in the place of what it edits, and what a reply stands below', async () => {
    const { url, store, claim } = await openNewsroom();
    const { deliveries } = store;
    const copy = await claim(said('Bridge closed'));
    await deliveries.posted(copy.delivery.id, copy.token, ['m1'], true, Date.now());
    const page = await visit(url, { width: 390, height: 780 });
    const flow = page.getByRole('log');
    await flow.getByText('Bridge closed').waitFor();
    const target = copy.delivery.id;
    const words = `Bridge open ${'and so on '.repeat(30)}`;
    const edit = await claim(said(words), newsroomChannel, { act: 'edit', target });
    await deliveries.posted(edit.delivery.id, edit.token, ['m1'], true, Date.now());
    await flow.getByText('edited').waitFor();
    await claim(said('It was a test'), newsroomChannel, { act: 'reply', target });
    await flow.getByText('below: Bridge open').waitFor();
    expect(await flow.locator('article').count()).toBe(2);
    expect(await flow.getByText('Bridge closed').count()).toBe(0);
    expect(await page.locator('.above').evaluate((line) => line.clientHeight)).toBeLessThan(30);
    expect(await flow.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
  });

  it('runs nothing that a message brings', async () => {
    const { url, claim } = await openNewsroom();
    const attack = '<img src=x onerror="document.title=1"><script>document.title=2</script></script>';
    await claim(said(`${attack} ${hostileText}`));
    const page = await visit(url);
    await page.getByText(attack).waitFor();
    await page.getByRole('combobox').fill(`/echo ${attack}`);
    await page.keyboard.press('Enter');
    await page.getByText(`/echo ${attack}`).waitFor();
    expect(await page.title()).toBe('#newsroom - Sitrep newsroom');
    expect(await page.locator('#flow img, #flow script').count()).toBe(0);
  });

  it('fits a phone', async () => {
    const { url, claim } = await openNewsroom();
    await claim(said(`${'unbroken'.repeat(60)} ${'words '.repeat(60)}`));
    const page = await visit(url, { width: 390, height: 780 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await page.locator('#flow').evaluate((flow) => flow.scrollWidth - flow.clientWidth)).toBe(0);
    await page.getByRole('combobox').fill('/help');
    await page.keyboard.press('Enter');
    await page.getByText('Try /echo hello.').waitFor();
  });
});
