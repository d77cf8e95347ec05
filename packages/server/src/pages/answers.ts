import type { WireResponse } from '@paddock/wire';

/** No such file of a page that there is. */
export const notThere = (name: string): WireResponse =>
  plainPage(404, 'Not found', `There is no such file. <a href="/${name}/">To the page</a>.`);

/** A page that nobody has built yet, or that is being built: trying again helps. */
export const notBuilt = (name: string): WireResponse =>
  plainPage(
    503,
    'Not built yet',
    `The page /${name}/ is not built yet. Run <code>npm run build</code> (<code>npm start</code> does it by itself), then load this again.`,
  );

/** @param html of the server's own making: nothing in it is from a request */
function plainPage(status: number, title: string, html: string): WireResponse {
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      ...(status === 503 ? { 'retry-after': '5' } : {}),
    },
    body:
      `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
      `<meta name="color-scheme" content="light dark"><title>${title}</title><h1>${title}</h1><p>${html}</p></html>\n`,
  };
}
