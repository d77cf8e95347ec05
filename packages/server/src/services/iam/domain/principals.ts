/**
 * A policy's text with other names for the principals of type AWS. The text is written anew, without white space, and its elements stay in their
 * order.
 * @param text a document that passed `parsePolicy`
 */
export function replacePrincipals(text: string, replace: (name: string) => string): string {
  // The parser has seen that it is of this form, and that no key comes twice.
  const document = JSON.parse(text) as Document;
  const statements = [document.Statement].flat();
  for (const statement of statements) {
    for (const principals of [statement.Principal, statement.NotPrincipal]) {
      if (typeof principals !== 'object' || principals.AWS === undefined) continue;
      const { AWS } = principals;
      principals.AWS = typeof AWS === 'string' ? replace(AWS) : AWS.map(replace);
    }
  }
  return JSON.stringify(document);
}

interface Document {
  readonly Statement: Statement | readonly Statement[];
}
interface Statement {
  readonly Principal?: '*' | Principals;
  readonly NotPrincipal?: '*' | Principals;
}
interface Principals {
  AWS?: string | readonly string[];
}
