/**
 * What a page may do: run and show what is its own, and call any address, for the endpoint, the map's style and its tiles are its viewer's choice. Nobody may frame it, and
 * it sends no forms.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  // What styles draw with is made in the page (data:, blob:), or comes with the tiles.
  "img-src 'self' data: blob: https:",
  'connect-src *',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
