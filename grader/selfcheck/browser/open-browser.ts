import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

export type { Page } from 'playwright-core';

/** A browser without a past. */
export interface TestBrowser {
  context: BrowserContext;
  openPage(): Promise<Page>;
  close(): Promise<void>;
}

const args = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
  ...['--disable-background-networking', '--disable-component-update'],
];

export async function openBrowser(
  program: string,
  { width = 1280, height = 900, dark = false }: { width?: number; height?: number; dark?: boolean } = {},
): Promise<TestBrowser> {
  const profile = await mkdtemp(join(tmpdir(), 'kata-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    ...{ executablePath: program, headless: true, args, timeout: 120_000 },
    ...{ viewport: { width, height }, colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce' },
  });
  context.setDefaultTimeout(30_000);
  return {
    context,
    openPage: () => context.newPage(),
    async close() {
      await context.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
