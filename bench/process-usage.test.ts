import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { childrenCpuMs, childrenOf, coreShare, usageOf } from './process-usage.ts';

it('counts the processor time that this process uses, and its memory', () => {
  const before = usageOf(process.pid);
  const own = process.cpuUsage();
  const spent = () => process.cpuUsage(own).user / 1000;
  while (spent() < 100);
  const after = usageOf(process.pid);
  expect(after.cpuMs - before.cpuMs).toBeGreaterThanOrEqual(70);
  expect(after.rssBytes).toBeGreaterThan(20_000_000);
  expect(coreShare({ cpuMs: 100, rssBytes: 0 }, { cpuMs: 600, rssBytes: 0 }, 1_000)).toBe(50);
});

it('finds the children of a process with their commands, as long as they run', async () => {
  const child = spawn('sleep', ['60']);
  await once(child, 'spawn');
  const isThere = () =>
    childrenOf(process.pid).some(({ pid, command }) => pid === child.pid && command.includes('sleep 60'));
  expect(isThere()).toBe(true);
  const gone = once(child, 'exit');
  child.kill();
  await gone;
  expect(isThere()).toBe(false);
});

it('counts what a child used once it has ended', async () => {
  const before = childrenCpuMs(process.pid);
  const child = spawn(process.execPath, ['-e', 'while (process.cpuUsage().user < 150_000);']);
  await once(child, 'exit');
  expect(childrenCpuMs(process.pid) - before).toBeGreaterThanOrEqual(100);
});
