/** What a token says. */
export type Claims = Readonly<Record<string, unknown>>;

/** A claim as role mappings and tags compare it: text as it is, everything else as JSON writes it. Undefined when it is absent. */
export function claimText(claims: Claims, name: string): string | undefined {
  const value = Object.hasOwn(claims, name) ? claims[name] : undefined;
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A claim that is a list of texts, or one text. */
export function claimTexts(claims: Claims, name: string): readonly string[] {
  const value = Object.hasOwn(claims, name) ? claims[name] : undefined;
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** What a token in JWS's compact form says, unverified; undefined for any other text. */
export function readClaims(token: string): Claims | undefined {
  const [header, payload, signature, ...rest] = token.split('.');
  if (signature === undefined || rest.length > 0) return undefined;
  return readObject(header) && readObject(payload);
}

function readObject(part: string | undefined): Claims | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Claims) : undefined;
  } catch {
    return undefined;
  }
}
