/**
 * An output, or the payload of an event, that an operation has already written as JSON (GetRecords: the log stores what it answers).
 * The JSON protocols send the chunks as they are; the others parse them by the output shape.
 */
export class Preencoded {
  readonly json: readonly Uint8Array[];
  /** The chunks' sum, in bytes. */
  readonly length: number;

  constructor(json: readonly Uint8Array[]) {
    this.json = json;
    let length = 0;
    for (const chunk of json) length += chunk.byteLength;
    this.length = length;
  }
}
