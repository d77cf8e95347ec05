/** Whether an error is that the answer could not be read: it is not the service that answered, or it does not know the operation. */
export function isNoAnswer(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    error.name === 'UnknownOperationException' ||
    error.name === 'InvalidAction' ||
    /Deserialization error/.test(error.message) ||
    statusOf(error) === 501 ||
    // What the SDK makes of an answer without an error's code.
    (/^(Unknown(Error)?|NotFound|Error)$/.test(error.name) &&
      /^Unknown(Error)?$/.test(error.message) &&
      (statusOf(error) ?? 0) >= 300)
  );
}

/** Of HTTP; undefined without an answer. */
export function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  const { $metadata } = error as { readonly $metadata?: { readonly httpStatusCode?: number } };
  return $metadata?.httpStatusCode;
}

/** Whether it was waited for in vain. The SDK gives broken connections the same name. */
export function isTimeout(error: unknown): boolean {
  if (!(error instanceof Error) || error.name !== 'TimeoutError') return false;
  return !('code' in error && /^(ECONNRESET|EPIPE)$/.test(String(error.code)));
}
