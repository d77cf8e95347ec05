/** What an answer says that is an error, whatever the protocol. */
export interface AwsProblem {
  /** `ResourceNotFoundException` */
  readonly code: string;
  readonly message: string;
  readonly requestId: string | undefined;
  /** Whether a policy said no: then the request log says which. */
  readonly isDenied: boolean;
  /** Whether nothing answered at all. */
  readonly isUnreachable: boolean;
}

const denied = /^(AccessDenied|AccessDeniedException|UnauthorizedOperation|NotAuthorizedException|AuthorizationError)$/;

export function problemOf(error: unknown): AwsProblem {
  if (!(error instanceof Error)) return problem('Error', String(error));
  const { $metadata, Code, $fault }: { $metadata?: { requestId?: unknown }; Code?: unknown; $fault?: unknown } =
    Object(error);
  const requestId = typeof $metadata?.requestId === 'string' ? $metadata.requestId : undefined;
  const code = typeof Code === 'string' ? Code : error.name;
  const isUnreachable = $fault === undefined && error instanceof TypeError;
  return { ...problem(code, error.message), requestId, isDenied: denied.test(code), isUnreachable };
}

const problem = (code: string, message: string): AwsProblem => ({
  code,
  message,
  requestId: undefined,
  isDenied: false,
  isUnreachable: false,
});

/** Whether an error is of one of these codes: `isCode(error, 'ResourceNotFoundException')`. */
export const isCode = (error: unknown, ...codes: readonly string[]): boolean => codes.includes(problemOf(error).code);

/** Whether the credentials themselves are no good any more: nothing will work until somebody signs in again. */
export const isExpired = (error: unknown): boolean =>
  isCode(error, 'ExpiredToken', 'ExpiredTokenException', 'TokenRefreshRequired');
