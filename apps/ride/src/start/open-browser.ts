import { spawn } from 'node:child_process';

/** Opens a page in the browser of the desktop. False when there is nothing that could. */
export function openBrowser(url: string, platform: NodeJS.Platform = process.platform): Promise<boolean> {
  const [command, ...args] = opener(url, platform);
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'ignore', detached: platform !== 'win32', windowsHide: true });
    child.once('error', () => resolve(false));
    // A browser that it starts itself, it may wait for.
    const settled = setTimeout(() => resolve(true), 3_000);
    settled.unref();
    child.once('exit', (code) => {
      clearTimeout(settled);
      resolve(code === 0);
    });
    child.unref();
  });
}

/** The program that opens addresses; none of them gets it through a shell. */
export function opener(url: string, platform: NodeJS.Platform): [string, ...string[]] {
  if (platform === 'darwin') return ['open', url];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', url];
  return ['xdg-open', url];
}
