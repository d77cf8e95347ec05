import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The Chromium of this machine, on the PATH or as CHROMIUM_PATH says; undefined where there is none. */
export function findBrowser(): string | undefined {
  const { CHROMIUM_PATH: given, PATH = '' } = process.env;
  if (given !== undefined && given !== '') return given;
  const places = PATH.split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return places.find((place) => existsSync(place));
}

export const startBrowser = (executablePath: string): Promise<Browser> =>
  chromium.launch({
    executablePath,
    // Tests may run as root, and in a network that leads nowhere.
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  });

/** One that draws what pages draw with WebGL, by the processor. */
export const startDrawingBrowser = (executablePath: string): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--ignore-gpu-blocklist',
      // Of the heap's size, what it is and not what is told to anybody.
      '--enable-precise-memory-info',
    ],
  });
