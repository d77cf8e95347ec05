/** A string as JSON in ASCII, as stored records have it: its length is its bytes. */
export function asciiJson(text: string): string {
  const json = JSON.stringify(text);
  return /[^ -~]/.test(json) ? json.replace(/[^ -~]/g, escapeUnit) : json;
}

const escapeUnit = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
