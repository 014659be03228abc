import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { build, preview } from 'vite';
import { en } from '../../client/i18n/en/index.ts';
import { vi } from '../../client/i18n/vi/index.ts';
import { laptop, openBrowser, phone, tv, type Viewport } from '../support/browser.ts';
import { type Scene, scenes } from './scenes.ts';

/**
 * Takes a picture of every scene at the sizes and schemes it is used in, and lets axe judge each:
 * `node test/look/look.ts [--only chair-busy,site-idle] [--size tv,laptop,phone] [--scheme light,dark] [--lang en] [--full]`
 * (`--full`: the whole page, not the window alone).
 * Pictures go to test-results/look/.
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    size: { type: 'string' },
    scheme: { type: 'string' },
    lang: { type: 'string' },
    full: { type: 'boolean', default: false },
  },
});
const folder = join(import.meta.dirname, '../../test-results/look');
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const viewportBySize: Readonly<Record<string, Viewport>> = { tv, laptop, phone };

function wanted(given: string | undefined, all: readonly string[]): readonly string[] {
  return given === undefined ? all : given.split(',');
}

/** Every word of a catalogue, by its path. */
function* wordsOf(catalogue: object, path = ''): Generator<readonly [string, string]> {
  for (const [key, value] of Object.entries(catalogue)) {
    if (typeof value === 'string') yield [`${path}.${key}`, value];
    else yield* wordsOf(value, `${path}.${key}`);
  }
}

const english = new Map(wordsOf(en));

/** A name as the language that is looked at has it: scenes tell it in Vietnamese. */
function inLanguage(name: string): string {
  if (values.lang !== 'en') return name;
  const found = [...wordsOf(vi)].find(([, words]) => words === name);
  return (found && english.get(found[0])) ?? name;
}

async function settle(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.waitForFunction(() =>
    Array.from(document.querySelectorAll('video')).every(
      // A file that the gallery does not have is not waited for.
      (video) => video.srcObject === null || video.videoWidth > 0,
    ),
  );
  // One more drawing after the pictures have told their size.
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null)))),
  );
}

async function prepare(page: Page, scene: Scene): Promise<void> {
  for (const { role, name } of scene.press ?? []) {
    const button = page.getByRole(role, { name: inLanguage(name) }).first();
    await button
      .or(page.getByRole('button', { name: inLanguage('Thêm'), exact: true }))
      .first()
      .waitFor();
    if (!(await button.isVisible()))
      await page.getByRole('button', { name: inLanguage('Thêm'), exact: true }).click();
    await button.click();
  }
  if (scene.type) await page.getByLabel(inLanguage(scene.type.label)).fill(scene.type.text);
  if (scene.key) await page.keyboard.press(scene.key);
}

/** The part of axe's result that is told. */
type Judgement = {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
  }[];
};

async function judge(page: Page): Promise<readonly string[]> {
  await page.addScriptTag({ path: axe });
  const { violations } = await page.evaluate<Judgement>('axe.run()');
  return violations.flatMap(({ id, nodes }) =>
    nodes
      .slice(0, 4)
      .map(
        ({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary.split('\n')[1] ?? ''}`,
      ),
  );
}

type Shot = { readonly name: string; readonly scene: Scene; readonly size: string; readonly scheme: string };

async function take(browser: Browser, origin: string, { name, scene, size, scheme }: Shot): Promise<number> {
  const viewport = viewportBySize[size] ?? laptop;
  const touch = size === 'phone';
  const context = await browser.newContext({
    viewport,
    hasTouch: touch,
    isMobile: touch,
    locale: 'vi-VN',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(`${name} ${size}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') console.error(`${name} ${size}: ${message.text()}`);
  });
  if (values.lang === 'en') await page.addInitScript(() => localStorage.setItem('diemcau.language', 'en'));
  await page.goto(`${origin}/gallery.html?scene=${name}&scheme=${scheme}`);
  await page.locator('#root').getByRole('heading').or(page.getByRole('main')).first().waitFor();
  await prepare(page, scene);
  await settle(page);
  await page.screenshot({
    path: join(folder, `${name}.${size}.${scheme}${values.lang === 'en' ? '.en' : ''}.png`),
    fullPage: values.full,
  });
  const faults = await judge(page);
  for (const fault of faults) console.log(`axe ${name} ${size} ${scheme}: ${fault}`);
  await context.close();
  return faults.length;
}

const configFile = join(import.meta.dirname, 'vite.config.ts');
await build({ configFile, logLevel: 'warn' });
const server = await preview({ configFile, preview: { host: '127.0.0.1', port: 0, strictPort: false } });
const origin = server.resolvedUrls?.local[0]?.replace(/\/$/, '') ?? '';
await mkdir(folder, { recursive: true });
const browser = await openBrowser();
let faults = 0;
for (const name of wanted(values.only, Object.keys(scenes))) {
  const scene = scenes[name];
  if (!scene) throw new Error(`no scene ${name}`);
  const sizes = scene.screen === 'site' ? ['tv'] : ['tv', 'laptop', 'phone'];
  for (const size of wanted(values.size, sizes).filter((each) => sizes.includes(each)))
    for (const scheme of wanted(values.scheme, ['light', 'dark'])) {
      const taken = take(browser, origin, { name, scene, size, scheme });
      // One that cannot be taken does not keep the others from being looked at.
      faults += await taken.catch((error: unknown) => {
        console.error(`${name} ${size} ${scheme}: ${String(error)}`);
        return 1;
      });
    }
}
await browser.close();
await server.close();
console.log(`pictures in test-results/look, ${faults} faults found by axe`);
