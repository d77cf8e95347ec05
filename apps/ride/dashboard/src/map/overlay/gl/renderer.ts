import { drawGlyph, GLYPH_SIZE } from '../glyph.js';
import type { MarkerTable } from '../marker-table.js';
import type { Camera } from '../mercator.js';
import type { Colour, Palette } from '../palette.js';
import { TRAIL_MILLIS, type TrailRing } from '../trail-ring.js';
import type { LabelAtlas } from './label-atlas.js';
import { createProgram, look, type Program } from './program.js';
import { LABEL_SHAPE, MARKER_SHAPE, QuadIndices, Quads, SEGMENT_SHAPE, START_SHAPE } from './quads.js';
import * as shaders from './shaders.js';

/** One picture. */
export interface Scene {
  readonly camera: Camera;
  /** Milliseconds, as a 32-bit integer. */
  readonly now: number;
  /** Device pixels a CSS pixel. */
  readonly ratio: number;
  readonly palette: Palette;
  readonly table: MarkerTable;
  readonly trails: TrailRing;
  /** Milliseconds after which a trail has faded. */
  readonly life: number;
  /** The selected one's trail. */
  readonly focus: TrailRing;
  readonly starts: { readonly words: Int32Array; readonly count: number };
  readonly labels: { readonly words: Int32Array; readonly count: number };
  readonly atlas: LabelAtlas;
  /** Slots; -1 for none. */
  readonly selected: number;
  readonly hovered: number;
  /** Of a marker, CSS pixels. */
  readonly size: number;
  /** From 0 to 1, the ring of those with low health; negative for one that stands still. */
  readonly pulse: number;
}

/** Draws scenes with one context; made anew when the context was lost. */
export class Renderer {
  readonly #gl: WebGL2RenderingContext;
  readonly #marker: Program;
  readonly #trail: Program;
  readonly #start: Program;
  readonly #label: Program;
  readonly #markers: Quads;
  readonly #trails: Quads;
  readonly #focus: Quads;
  readonly #starts: Quads;
  readonly #labels: Quads;
  readonly #glyph: WebGLTexture;

  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl;
    this.#marker = createProgram(gl, shaders.markerVertex, shaders.markerFragment);
    this.#trail = createProgram(gl, shaders.trailVertex, shaders.trailFragment);
    this.#start = createProgram(gl, shaders.startVertex, shaders.startFragment);
    this.#label = createProgram(gl, shaders.labelVertex, shaders.labelFragment);
    const indices = new QuadIndices(gl);
    this.#markers = new Quads(gl, indices, MARKER_SHAPE);
    this.#trails = new Quads(gl, indices, SEGMENT_SHAPE);
    this.#focus = new Quads(gl, indices, SEGMENT_SHAPE);
    this.#starts = new Quads(gl, indices, START_SHAPE);
    this.#labels = new Quads(gl, indices, LABEL_SHAPE);
    this.#glyph = gl.createTexture();
    gl.activeTexture(gl.TEXTURE1);
    gl.bindTexture(gl.TEXTURE_2D, this.#glyph);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, GLYPH_SIZE, GLYPH_SIZE, 0, gl.RGBA, gl.UNSIGNED_BYTE, drawGlyph());
    gl.generateMipmap(gl.TEXTURE_2D);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR_MIPMAP_NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
    gl.enable(gl.BLEND);
    gl.clearColor(0, 0, 0, 0);
  }

  /** Start points and labels are small and rewritten as a whole. */
  setStarts(words: Int32Array): void {
    this.#starts.replace(words);
  }

  setLabels(words: Int32Array): void {
    this.#labels.replace(words);
  }

  draw(scene: Scene): void {
    const gl = this.#gl;
    this.#markers.upload(scene.table.ints, scene.table.dirty);
    this.#trails.upload(scene.trails.ints, scene.trails.dirty);
    this.#focus.upload(scene.focus.ints, scene.focus.dirty);
    gl.viewport(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight);
    gl.clear(gl.COLOR_BUFFER_BIT);
    this.#drawTrails(scene);
    gl.blendEquation(gl.FUNC_ADD);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    this.#drawStarts(scene);
    this.#drawMarkers(scene);
    this.#drawLabels(scene);
  }

  #drawTrails(scene: Scene): void {
    const gl = this.#gl;
    const { palette, trails, focus, table } = scene;
    if (trails.length + focus.length === 0) return;
    // The strongest wins: where segments meet or trails cross nothing adds up.
    gl.blendEquation(gl.MAX);
    const program = this.#trail;
    look(gl, program, scene.camera, scene.now);
    this.#tints(program, palette);
    gl.uniform1f(program.uniform('u_ratio'), scene.ratio);
    const crowd = Math.min(1, table.alive / 1_000);
    this.#everyCopy(program, scene.camera, () => {
      gl.uniform1f(program.uniform('u_life'), scene.life);
      gl.uniform1f(program.uniform('u_width'), 2.4 - 1.1 * crowd);
      gl.uniform1f(program.uniform('u_strength'), palette.trailStrength * (scene.selected < 0 ? 1 : 0.75));
      trails.ranges((from, count) => this.#trails.draw(from, count));
      gl.uniform1f(program.uniform('u_life'), TRAIL_MILLIS);
      gl.uniform1f(program.uniform('u_width'), 5);
      gl.uniform1f(program.uniform('u_strength'), 1);
      focus.ranges((from, count) => this.#focus.draw(from, count));
    });
  }

  #drawStarts(scene: Scene): void {
    if (scene.starts.count === 0) return;
    const gl = this.#gl;
    const program = this.#start;
    look(gl, program, scene.camera, scene.now);
    this.#tints(program, scene.palette);
    gl.uniform1f(program.uniform('u_ratio'), scene.ratio);
    this.#everyCopy(program, scene.camera, () => this.#starts.draw(0, scene.starts.count));
  }

  #drawMarkers(scene: Scene): void {
    const gl = this.#gl;
    const { table, palette, selected } = scene;
    if (table.used === 0) return;
    const program = this.#marker;
    look(gl, program, scene.camera, scene.now);
    this.#tints(program, palette);
    gl.activeTexture(gl.TEXTURE1);
    gl.bindTexture(gl.TEXTURE_2D, this.#glyph);
    gl.uniform3f(program.uniform('u_horn'), ...palette.horn);
    gl.uniform1f(program.uniform('u_face'), palette.face);
    gl.uniform4f(program.uniform('u_shade'), ...palette.shade, palette.shadeStrength);
    gl.uniform1f(program.uniform('u_ratio'), scene.ratio);
    gl.uniform1f(program.uniform('u_size'), scene.size);
    // A crowd of small ones has no room for shades, and costs fewer pixels without.
    gl.uniform1f(program.uniform('u_halo'), scene.size < 22 ? 0 : 1);
    gl.uniform1f(program.uniform('u_pulse'), scene.pulse);
    gl.uniform1i(program.uniform('u_selected'), selected);
    gl.uniform1i(program.uniform('u_hovered'), scene.hovered);
    const pass = program.uniform('u_pass');
    this.#everyCopy(program, scene.camera, () => {
      gl.uniform1i(pass, 0);
      this.#markers.draw(0, table.used);
      if (table.low > 0) {
        gl.uniform1i(pass, 1);
        this.#markers.draw(0, table.used);
      }
      if (selected < 0) return;
      gl.uniform1i(pass, 2);
      this.#markers.draw(selected, 1);
    });
  }

  #drawLabels(scene: Scene): void {
    if (scene.labels.count === 0) return;
    const gl = this.#gl;
    const program = this.#label;
    look(gl, program, scene.camera, scene.now);
    scene.atlas.bind();
    gl.uniform1f(program.uniform('u_ratio'), scene.ratio);
    gl.uniform2f(program.uniform('u_atlas'), scene.atlas.width, scene.atlas.height);
    this.#everyCopy(program, scene.camera, () => this.#labels.draw(0, scene.labels.count));
  }

  #everyCopy(program: Program, camera: Camera, draw: () => void): void {
    for (const shift of camera.shifts) {
      this.#gl.uniform1f(program.uniform('u_shift'), shift);
      draw();
    }
  }

  #tints(program: Program, palette: Palette): void {
    const gl = this.#gl;
    const set = (name: string, colour: Colour): void => gl.uniform3f(program.uniform(name), ...colour);
    gl.uniform3fv(program.uniform('u_tints'), palette.tints.flat());
    set('u_low', palette.low);
    set('u_rim', palette.rim);
    set('u_ring', palette.ring);
  }
}
