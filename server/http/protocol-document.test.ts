import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { requires } from '../../core/decide/gate.ts';
import { refusalCodes } from '../../core/refusal.ts';
import { commandSchemas } from '../../protocol/command.ts';
import { mediaRequests } from '../../protocol/media.ts';
import { requestSchemas } from '../../protocol/message.ts';
import { auth } from '../../test/doubles/http-hub.ts';
import { pagePaths } from './client-pages.ts';
import { apiRoutes } from './http.ts';
import type { HttpOptions } from './options.ts';
import { createHttpLimiters } from './rate-limit.ts';
import { statusByCode } from './refusal-status.ts';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const document = read('../../docs/protocol.md');

/** The cells of each row of the table under a heading; the first cell without its backticks. */
function rows(heading: string): readonly (readonly string[])[] {
  const section = document.split(new RegExp(`^#+ ${heading}$`, 'm'))[1]?.split(/^#+ /m)[0] ?? '';
  const lines = section.split('\n').filter((line) => line.startsWith('| `'));
  return lines.map((line) => {
    const [, ...cells] = line.split('|').map((cell) => cell.trim());
    return [cells[0]?.replaceAll('`', '') ?? '', ...cells.slice(1, -1)];
  });
}
const names = (heading: string) => rows(heading).map(([name]) => name);

/** Every `type: '…'` of a union that exists for the compiler alone. */
const typesIn = (source: string) =>
  [...source.matchAll(/readonly type: '([\w.]+)'/g)].map(([, type]) => type);
const part = (source: string, from: string, to: string) => source.split(from)[1]?.split(to)[0] ?? '';

describe('docs/protocol.md', () => {
  it('states each route with its requirement', () => {
    const limits = { requestsPerMinute: 1, signInsPerUser: 1 };
    const routes = apiRoutes({ auth } as HttpOptions, createHttpLimiters(limits));
    expect(
      rows('Routes')
        .map(([route, who]) => [route, who])
        .sort(),
    ).toEqual(
      routes
        .map(({ method, path, requirement }) => [`${method.toUpperCase()} ${path}`, `\`${requirement}\``])
        .sort(),
    );
  });

  it('states each page', () => {
    const line = document.split('\n').find((each) => each.startsWith('- Pages:')) ?? '';
    const pages = line.split('. Files under')[0] ?? '';
    expect([...pages.matchAll(/`([^`]+)`/g)].map(([, page]) => page)).toEqual(pagePaths);
  });

  it('states each command with the permission it needs', () => {
    const stated = rows('Commands').map(([command, needs]) => [
      command,
      /^`([\w.]+)`/.exec(needs ?? '')?.[1] ?? null,
    ]);
    expect(stated).toEqual(
      Object.keys(commandSchemas).map((type) => [type, requires[type as keyof typeof requires]]),
    );
  });

  it('states each request and each media request', () => {
    const asked = Object.keys(requestSchemas);
    const media = Object.keys(mediaRequests);
    expect(names('Media requests')).toEqual(media);
    expect(names('Requests')).toEqual(asked.filter((name) => !media.includes(name)));
  });

  it('states each event, signal and piece of media news', () => {
    expect(names('Events')).toEqual(typesIn(read('../../core/event.ts')));
    const messages = read('../../protocol/message.ts');
    expect(names('Signals')).toEqual(typesIn(part(messages, 'export type Signal', 'export type Pushes')));
    expect(names('Media news')).toEqual(
      typesIn(part(read('../../protocol/media.ts'), 'export type MediaNews', '\0')),
    );
    const pushes = part(messages, 'export type Pushes = {', '};');
    expect(names('Pushes')).toEqual([...pushes.matchAll(/^ {2}(\w+):/gm)].map(([, name]) => name));
  });

  it('states each refusal code with its status', () => {
    const stated = rows('Refusal codes').map(([code, status]) => [code, Number(status)]);
    expect(stated).toEqual(refusalCodes.map((code) => [code, statusByCode[code]]));
  });

  it('names no refusal code that there is not', () => {
    const known = new Set<string>(refusalCodes);
    const cells = [...rows('Routes'), ...rows('Requests'), ...rows('Commands'), ...rows('Media requests')];
    const refusals = cells.map((row, index) => row[index < rows('Routes').length ? 3 : 2] ?? '');
    const coded = refusals.flatMap((cell) =>
      [...cell.matchAll(/`([a-z]+-[a-z]+)`/g)].map(([, code]) => code ?? ''),
    );
    expect(coded.filter((code) => !known.has(code))).toEqual([]);
    expect(coded.length).toBeGreaterThan(40);
  });
});
