/** A log stream's group and name, of its ARN; undefined for what is none. */
export function logStreamOf(arn: string): { readonly group: string; readonly stream: string } | undefined {
  const match = /^arn:[^:]+:logs:[^:]*:\d{12}:log-group:([^:]+):log-stream:(.+)$/.exec(arn);
  const [, group, stream] = match ?? [];
  return group === undefined || stream === undefined ? undefined : { group, stream };
}

export interface LoggedError {
  readonly id: string;
  /** ms since the epoch */
  readonly time: number;
  readonly code: string;
  /** `1.1` of an input, a reference or an output. */
  readonly part: string;
  readonly message: string;
}

/** An event of an application's log; what is not of its form is shown whole. */
export function loggedError(id: string, time: number, text: string): LoggedError {
  try {
    const said: Partial<Record<string, unknown>> = Object(JSON.parse(text));
    const word = (key: string): string => (typeof said[key] === 'string' ? (said[key] as string) : '');
    const part = word('inputId') || word('referenceId') || word('outputId');
    return { id, time, code: word('errorCode'), part, message: word('message') || text };
  } catch {
    return { id, time, code: '', part: '', message: text };
  }
}

/** Whether a logged message belongs to the application: several may write into one stream. */
export const isOf = (text: string, arn: string): boolean => text.includes(JSON.stringify(arn));
