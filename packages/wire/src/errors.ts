/**
 * An error that AWS defines. Whatever protocol the request came by, the pipeline encodes it as that protocol does; anything thrown that
 * is not one of these is a fault of ours and becomes InternalFailure.
 */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  /** AWS's name of the error: ResourceNotFoundException. */
  readonly code: string;
  /** HTTP status: 400 unless AWS says otherwise. */
  readonly status: number;
  /** False for errors that AWS answers with no message member at all. */
  readonly hasMessage: boolean;
  /** `Message` instead of `message`, where AWS spells it so. */
  readonly capitalMessage: boolean;
  /** Modelled members beside the message. */
  readonly members: Readonly<Record<string, unknown>>;
  /** Modelled members that stand in headers, `Retry-After`: sent by REST-JSON and RPCv2-CBOR. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: string, message?: string, options: AwsErrorOptions = {}) {
    super(message ?? code);
    this.code = code;
    this.status = options.status ?? 400;
    this.hasMessage = message !== undefined;
    this.capitalMessage = options.capitalMessage ?? false;
    this.members = options.members ?? {};
    this.headers = options.headers ?? {};
  }

  /** Whose fault it is, as AWS says: a status of 500 and over is the server's. */
  get fault(): 'client' | 'server' {
    return this.status >= 500 ? 'server' : 'client';
  }
}

export interface AwsErrorOptions {
  readonly status?: number;
  readonly capitalMessage?: boolean;
  readonly members?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request whose body does not fit its shape: wrong JSON types, bad base64, broken syntax. */
export const serializationError = (message?: string): AwsError =>
  new AwsError('SerializationException', message, { capitalMessage: true });

export const validationError = (message: string, code = 'ValidationException'): AwsError => new AwsError(code, message);

export const internalFailure = (): AwsError => new AwsError('InternalFailure', undefined, { status: 500 });
