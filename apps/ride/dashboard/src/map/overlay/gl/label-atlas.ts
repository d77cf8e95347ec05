import type { Palette } from '../palette.js';

/** Where a name is in the texture, in its pixels, and how large it is on the screen, in CSS pixels. */
export interface Cell {
  readonly u: number;
  readonly v: number;
  readonly width: number;
  readonly height: number;
}

const CELLS = 64;
const COLUMNS = 4;
const WIDTH = 240;
const HEIGHT = 26;
const FONT = '600 12px ui-sans-serif, system-ui, "Noto Sans KR", "NanumGothic", sans-serif';

/** Names as pictures in one texture, each drawn once; those not asked for the longest make room. */
export class LabelAtlas {
  readonly #gl: WebGL2RenderingContext;
  readonly #texture: WebGLTexture;
  readonly #ratio: number;
  readonly #palette: Palette;
  readonly #context: CanvasRenderingContext2D;
  readonly #cells = new Map<string, { readonly index: number; readonly cell: Cell }>();
  /** Whole pixels of a cell, also where a CSS pixel has a fraction more than one. */
  readonly #cellWidth: number;
  readonly #cellHeight: number;
  readonly width: number;
  readonly height: number;

  constructor(gl: WebGL2RenderingContext, ratio: number, palette: Palette) {
    this.#gl = gl;
    this.#ratio = ratio;
    this.#palette = palette;
    this.#cellWidth = Math.ceil(WIDTH * ratio);
    this.#cellHeight = Math.ceil(HEIGHT * ratio);
    this.width = COLUMNS * this.#cellWidth;
    this.height = (CELLS / COLUMNS) * this.#cellHeight;
    const canvas = document.createElement('canvas');
    canvas.width = this.#cellWidth;
    canvas.height = this.#cellHeight;
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('this browser has no 2D canvas');
    this.#context = context;
    this.#texture = gl.createTexture();
    this.bind();
    gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, this.width, this.height);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
  }

  bind(): void {
    this.#gl.activeTexture(this.#gl.TEXTURE1);
    this.#gl.bindTexture(this.#gl.TEXTURE_2D, this.#texture);
  }

  dispose(): void {
    this.#gl.deleteTexture(this.#texture);
  }

  /** The name's picture, drawn when it is not there. */
  cell(name: string, isSelected: boolean): Cell {
    const key = `${isSelected ? '*' : ' '}${name}`;
    let entry = this.#cells.get(key);
    if (entry === undefined) {
      const index = this.#freeIndex();
      entry = { index, cell: this.#draw(name, isSelected, index) };
    } else this.#cells.delete(key);
    // The map keeps the order of use.
    this.#cells.set(key, entry);
    return entry.cell;
  }

  #freeIndex(): number {
    if (this.#cells.size < CELLS) return this.#cells.size;
    for (const [key, { index }] of this.#cells) {
      this.#cells.delete(key);
      return index;
    }
    return 0;
  }

  #draw(name: string, isSelected: boolean, index: number): Cell {
    const gl = this.#gl;
    const context = this.#context;
    const palette = this.#palette;
    const side = isSelected ? 9 : 4;
    context.setTransform(this.#ratio, 0, 0, this.#ratio, 0, 0);
    context.clearRect(0, 0, WIDTH + 1, HEIGHT + 1);
    context.font = FONT;
    context.textBaseline = 'middle';
    const text = fitting(context, name, WIDTH - 2 * side);
    const width = Math.ceil(context.measureText(text).width) + 2 * side;
    const height = isSelected ? 24 : 18;
    if (isSelected) {
      context.fillStyle = palette.pill;
      context.beginPath();
      context.roundRect(0, 0, width, height, height / 2);
      context.fill();
    } else {
      context.strokeStyle = palette.textHalo;
      context.lineWidth = 4;
      context.lineJoin = 'round';
      context.strokeText(text, side, height / 2 + 0.5);
    }
    context.fillStyle = isSelected ? palette.pillText : palette.text;
    context.fillText(text, side, height / 2 + 0.5);
    const u = (index % COLUMNS) * this.#cellWidth;
    const v = Math.floor(index / COLUMNS) * this.#cellHeight;
    this.bind();
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, true);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, u, v, gl.RGBA, gl.UNSIGNED_BYTE, context.canvas);
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
    return { u, v, width, height };
  }
}

function fitting(context: CanvasRenderingContext2D, text: string, room: number): string {
  if (context.measureText(text).width <= room) return text;
  const letters = Array.from(new Intl.Segmenter().segment(text), (part) => part.segment);
  while (letters.length > 1 && context.measureText(`${letters.join('')}…`).width > room) letters.pop();
  return `${letters.join('')}…`;
}
