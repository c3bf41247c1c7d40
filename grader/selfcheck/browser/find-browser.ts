import { existsSync } from 'node:fs';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

/** The program of a browser that can be driven: the one named by KATA_BROWSER, else whichever is there. */
export function findBrowser(env: NodeJS.ProcessEnv): string | undefined {
  return [env.KATA_BROWSER, ...places].find((place) => place !== undefined && existsSync(place));
}
