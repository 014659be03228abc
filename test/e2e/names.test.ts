import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isolated } from '../../client/i18n/isolated.ts';
import { openBrowser } from '../support/browser.ts';

/* A name with marks that turn a line round, as a real browser sets it beside other words. */

const css = readFileSync(new URL('../../client/ui/page.css', import.meta.url), 'utf8');
const names = { override: '\u202eXã Ba', letters: 'محمد 12', mark: 'Xã\u200f 3 ' } as const;

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await openBrowser();
  page = await browser.newPage();
});
afterAll(() => browser.close());

/** Whether what follows the name stands from left to right, and after it. */
async function standsRight(html: string): Promise<boolean> {
  await page.setContent(`<style>${css}</style><p>${html}</p>`);
  return page.evaluate(() => {
    const line = document.querySelector('p');
    const texts = document.createTreeWalker(line ?? document, NodeFilter.SHOW_TEXT);
    let last: Node | null = null;
    while (texts.nextNode()) if (texts.currentNode.textContent?.includes('1 2')) last = texts.currentNode;
    const text = last?.textContent ?? '';
    const leftOf = (word: string) => {
      const range = document.createRange();
      if (last) range.setStart(last, text.lastIndexOf(word));
      if (last) range.setEnd(last, text.lastIndexOf(word) + word.length);
      return range.getBoundingClientRect().left;
    };
    return leftOf('(') < leftOf('1 2') && leftOf('1 2') < leftOf('Hai');
  });
}

it.each(Object.entries(names))('an %s in a name turns nothing round beside it', async (_, name) => {
  expect(await standsRight(`<span>${name}</span> (1 2) Hai`)).toBe(true);
  expect(await standsRight(`${isolated(name)} (1 2) Hai`)).toBe(true);
});

it('which without that it would', async () => {
  expect(await standsRight(`${names.override} (1 2) Hai`)).toBe(false);
  expect(await standsRight(`${names.letters} (1 2) Hai`)).toBe(false);
});
