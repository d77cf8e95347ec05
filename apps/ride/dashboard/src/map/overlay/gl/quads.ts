import type { DirtyBlocks } from '../dirty-blocks.js';

/** How things lie in a texture: each takes some texels of four words, and each row holds a power of two of them. */
export interface Shape {
  readonly texels: number;
  /** The same as a block of the array's dirty ones. */
  readonly perRow: number;
}

/** What the vertex shaders read: markers, trail segments, start points, labels. */
export const MARKER_SHAPE: Shape = { texels: 3, perRow: 64 };
export const SEGMENT_SHAPE: Shape = { texels: 2, perRow: 256 };
export const START_SHAPE: Shape = { texels: 1, perRow: 64 };
export const LABEL_SHAPE: Shape = { texels: 4, perRow: 64 };

/** Vertex indices of quads, shared by all that is drawn: quad n has the vertices 4n to 4n + 3. */
export class QuadIndices {
  readonly #gl: WebGL2RenderingContext;
  readonly #vao: WebGLVertexArrayObject;
  #count = 0;

  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl;
    this.#vao = gl.createVertexArray();
    gl.bindVertexArray(this.#vao);
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer());
  }

  hold(count: number): void {
    if (count <= this.#count) return;
    this.#count = count;
    const indices = new Uint32Array(count * 6);
    for (let quad = 0; quad < count; quad += 1) {
      const first = quad * 4;
      indices.set([first, first + 1, first + 2, first + 2, first + 1, first + 3], quad * 6);
    }
    this.#gl.bindVertexArray(this.#vao);
    this.#gl.bufferData(this.#gl.ELEMENT_ARRAY_BUFFER, indices, this.#gl.STATIC_DRAW);
  }

  draw(first: number, count: number): void {
    const gl = this.#gl;
    gl.bindVertexArray(this.#vao);
    gl.drawElements(gl.TRIANGLES, count * 6, gl.UNSIGNED_INT, first * 24);
  }
}

/**
 * Things that are drawn as quads, in an integer texture that the vertex shader reads by the vertex's number. Instanced
 * drawing would do the same, but software renderers, which tests run on, pay for each instance as for a draw call.
 */
export class Quads {
  readonly #gl: WebGL2RenderingContext;
  readonly #indices: QuadIndices;
  readonly #shape: Shape;
  #texture: WebGLTexture | undefined;
  #rows = 0;

  constructor(gl: WebGL2RenderingContext, indices: QuadIndices, shape: Shape) {
    this.#gl = gl;
    this.#indices = indices;
    this.#shape = shape;
  }

  /** Writes the rows that have changed; everything when the array, which must fill whole rows, has another length. */
  upload(data: Int32Array, dirty: DirtyBlocks): void {
    const { perRow } = this.#shape;
    if (data.length / (perRow * this.#shape.texels * 4) !== this.#rows) {
      this.replace(data);
      dirty.take(() => {});
    } else dirty.take((from, to) => this.#write(data, from / perRow, Math.min(this.#rows, to / perRow)));
  }

  replace(data: Int32Array): void {
    const gl = this.#gl;
    const { texels, perRow } = this.#shape;
    const rows = data.length / (perRow * texels * 4);
    if (rows !== this.#rows) {
      if (this.#texture !== undefined) gl.deleteTexture(this.#texture);
      this.#texture = gl.createTexture();
      this.#rows = rows;
      this.#indices.hold(rows * perRow);
      gl.activeTexture(gl.TEXTURE0);
      gl.bindTexture(gl.TEXTURE_2D, this.#texture);
      gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA32I, perRow * texels, rows);
      gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
      gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
    }
    this.#write(data, 0, rows);
  }

  /** Draws `count` quads from `first` on. */
  draw(first: number, count: number): void {
    if (count <= 0 || this.#texture === undefined) return;
    this.#bind(this.#texture);
    this.#indices.draw(first, count);
  }

  #write(data: Int32Array, from: number, to: number): void {
    if (this.#texture === undefined) return;
    const gl = this.#gl;
    const width = this.#shape.perRow * this.#shape.texels;
    this.#bind(this.#texture);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, from, width, to - from, gl.RGBA_INTEGER, gl.INT, data, from * width * 4);
  }

  #bind(texture: WebGLTexture): void {
    this.#gl.activeTexture(this.#gl.TEXTURE0);
    this.#gl.bindTexture(this.#gl.TEXTURE_2D, texture);
  }
}
