import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningDemo, runCommand, startDemo } from '../start/running-demo.ts';

/** The page in a real browser, where the machine has one: `CHROMIUM` names it, else Debian's place is tried. */
const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

describe.skipIf(!existsSync(CHROMIUM))('the page', () => {
  let demo: RunningDemo;
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];

  beforeAll(async () => {
    demo = await startDemo();
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
    page = await browser.newPage();
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    await page.goto(demo.description.consoleUrl);
    await page.locator('#connection.live').waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.interrupt();
  });

  const numberOf = (index: number): string => demo.description.tenants[index]?.numbers[0] ?? '';

  test('shows every tenant on the board', async () => {
    const board = await page.locator('#board').textContent();
    for (const { name } of demo.description.tenants) expect(board).toContain(name);
  });

  test('shows a call with its tenant and rooms, and nothing of what was said', async () => {
    await runCommand(demo, 'call', '--to', numberOf(0), '--say', 'My toothache is private');
    const row = page.locator('#requests tr', { hasText: 'Maple Street Dental' }).first();
    await row.waitFor();
    expect(await row.textContent()).toContain('answered');
    const content = await page.content();
    for (const secret of ['toothache', '+14155550100', demo.description.carriers[0]?.authToken ?? ''])
      expect(content).not.toContain(secret);
  });

  test('shows a refusal with its code, and no tenant', async () => {
    const account = demo.description.carriers[0]?.endpoint ?? '';
    await runCommand(demo, 'call', '--to', '+12025550199', '--carrier-endpoint', account);
    const row = page.locator('#requests tr', { hasText: 'caller_unknown' }).first();
    await row.waitFor();
    expect(await row.textContent()).not.toContain('Maple Street Dental');
    expect(await page.locator('#count-refused').textContent()).not.toBe('0');
  });

  test('shows what the gate decided', async () => {
    await page.locator('#decisions li', { hasText: 'sts:AssumeRole' }).first().waitFor();
  });

  test('runs without an error, and fits a telephone', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
    expect(overflow).toBeLessThanOrEqual(0);
    expect(problems).toEqual([]);
  });

  test('is not shown to another host name', async () => {
    const { port } = new URL(demo.description.consoleUrl);
    const answer = await fetch(`http://localhost:${port}/`).catch(() => null);
    expect(answer?.status ?? 403).toBe(403);
  });
});
