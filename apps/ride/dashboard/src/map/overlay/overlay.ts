import type { FleetChange, Theme, Unicorn } from '../../contracts.js';
import { LabelAtlas } from './gl/label-atlas.js';
import { NoWebGL } from './gl/program.js';
import { START_SHAPE } from './gl/quads.js';
import { Renderer } from './gl/renderer.js';
import { glideMillis } from './glide.js';
import { Labels, MOST_LABELS } from './labels.js';
import type { Next } from './loop.js';
import { markerSize } from './marker-size.js';
import { MarkerTable, TINT_SHIFT } from './marker-table.js';
import { type Camera, fixedX, fixedY } from './mercator.js';
import { paletteOf } from './palette.js';
import { pick } from './pick.js';
import { trailLife, TrailRing, TRAIL_MILLIS } from './trail-ring.js';

const TRAIL_SEGMENTS = 50_000;
const FOCUS_SEGMENTS = 512;
const PULSE_MILLIS = 1_600;
// Trails alone fade slowly: a few pictures a second are enough.
const FADE_STEP = 200;
// More pixels than these a CSS pixel are not seen on things that move.
const MOST_RATIO = 2;

/** What the overlay remembers of each slot besides what it draws. */
interface Track {
  startX: number;
  startY: number;
  lastSeen: number;
  /** The number of its newest segment. */
  segment: number;
  since: number;
}

/** The unicorns on a canvas of their own above the base map, so that the base is not drawn again when only they move. */
export class Overlay {
  readonly canvas: HTMLCanvasElement;
  readonly table = new MarkerTable();
  readonly trails = new TrailRing(TRAIL_SEGMENTS);
  readonly #focus = new TrailRing(FOCUS_SEGMENTS);
  readonly #labels = new Labels();
  readonly #slots = new Map<string, number>();
  readonly #tracks: Track[] = [];
  readonly #gl: WebGL2RenderingContext;
  readonly #reducedMotion: boolean;
  readonly #onRestored: () => void;
  #renderer: Renderer | undefined;
  #atlas: LabelAtlas | undefined;
  #theme: Theme;
  #ratio = 1;
  readonly #starts = { words: new Int32Array(START_SHAPE.perRow * START_SHAPE.texels * 4), count: 0 };
  #areStartsStale = true;
  #selectedName: string | undefined;
  #focusSegment = -1;
  #hovered = -1;
  #life = TRAIL_MILLIS;
  #drawnAt: number | undefined;
  #size = 40;

  /** @throws NoWebGL */
  constructor(theme: Theme, reducedMotion: boolean, onRestored: () => void) {
    this.#theme = theme;
    this.#reducedMotion = reducedMotion;
    this.#onRestored = onRestored;
    this.canvas = document.createElement('canvas');
    this.canvas.setAttribute('aria-hidden', 'true');
    this.canvas.style.cssText = 'position:absolute;inset:0;width:100%;height:100%;pointer-events:none';
    const gl = this.canvas.getContext('webgl2', { antialias: false, depth: false, stencil: false });
    if (gl === null) throw new NoWebGL('This browser, or this machine, offers no WebGL 2, which the map draws with.');
    this.#gl = gl;
    this.#renderer = new Renderer(gl);
    this.canvas.addEventListener('webglcontextlost', this.#lost);
    this.canvas.addEventListener('webglcontextrestored', this.#restored);
  }

  /** The slot of the selected one; -1 for none, or while it is not there. */
  get selected(): number {
    return this.#selectedName === undefined ? -1 : (this.#slots.get(this.#selectedName) ?? -1);
  }

  /**
   * Takes new readings.
   * @param now milliseconds, as a 32-bit integer
   * @param isHidden nobody looks: they are where they are when somebody does
   */
  apply(change: FleetChange, now: number, isHidden: boolean): void {
    for (const unicorn of change.gone) {
      this.table.leave(unicorn.slot, unicorn.name, now);
      if (this.#slots.get(unicorn.name) === unicorn.slot) this.#slots.delete(unicorn.name);
      if (this.#hovered === unicorn.slot) this.#hovered = -1;
      this.#areStartsStale = true;
    }
    const isStill = isHidden || this.#reducedMotion;
    for (const unicorn of change.moved) this.#move(unicorn, now, isStill);
    for (const unicorn of change.faded) this.table.fade(unicorn.slot, unicorn.isFading, now);
    if (change.gone.length + change.appeared.length > 0) this.#labels.refresh();
  }

  #move(unicorn: Unicorn, now: number, isStill: boolean): void {
    const { table, trails } = this;
    const { slot, name } = unicorn;
    const x = fixedX(unicorn.longitude);
    const y = fixedY(unicorn.latitude);
    const isNew = this.#slots.get(name) !== slot;
    if (isNew) {
      this.#slots.set(name, slot);
      this.#tracks[slot] = {
        startX: fixedX(unicorn.start.longitude),
        startY: fixedY(unicorn.start.latitude),
        lastSeen: unicorn.lastSeen,
        segment: -1,
        since: now,
      };
      this.#areStartsStale = true;
      if (name === this.#selectedName) this.#focus.clear();
    }
    const track = this.#tracks[slot];
    if (track === undefined) return;
    const fromX = table.xAt(slot, now);
    const fromY = table.yAt(slot, now);
    const step = {
      x,
      y,
      bearing: (unicorn.bearing * Math.PI) / 180,
      duration: isStill ? 0 : glideMillis(unicorn.lastSeen - track.lastSeen),
      isLow: unicorn.isLow,
      isFading: unicorn.isFading,
    };
    track.lastSeen = unicorn.lastSeen;
    const leg = table.move(slot, name, step, now);
    if (leg === 'none') return;
    const isFocus = name === this.#selectedName;
    if (leg === 'cut') {
      trails.cut(track.segment, fromX, fromY, now);
      if (isFocus) this.#focus.cut(this.#focusSegment, fromX, fromY, now);
    }
    const duration = table.durationOf(slot);
    const flags = table.flagsOf(slot);
    track.segment = trails.push(fromX, fromY, x, y, now, duration, flags);
    if (isFocus) this.#focusSegment = this.#focus.push(fromX, fromY, x, y, now, duration, flags);
  }

  select(name: string | undefined): void {
    if (name === this.#selectedName) return;
    this.#selectedName = name;
    this.#focus.clear();
    this.#focusSegment = -1;
    const slot = this.selected;
    if (slot >= 0) this.#focusSegment = this.trails.copyTo(this.#focus, slot, this.#tracks[slot]?.since ?? 0);
    this.#areStartsStale = true;
    this.#labels.refresh();
  }

  /** Returns whether it is another than before. */
  hover(slot: number): boolean {
    if (slot === this.#hovered) return false;
    this.#hovered = slot;
    this.#labels.refresh();
    return true;
  }

  setTheme(theme: Theme): void {
    this.#theme = theme;
    this.#dropAtlas();
  }

  /** @param touch pixels around a marker that count as on it, at least */
  pick(camera: Camera, x: number, y: number, now: number, touch: number): number {
    return pick(this.table, camera, x, y, Math.max(touch, this.#size * 0.55), now);
  }

  /** Returns when the next picture is due. */
  draw(camera: Camera, now: number, zoom: number, deviceRatio: number): Next {
    const isBusy = this.table.pass(now);
    const elapsed = this.#drawnAt === undefined ? 0 : Math.max(0, (now - this.#drawnAt) | 0);
    this.#drawnAt = now;
    this.#life = trailLife(this.#life, this.trails, now, elapsed);
    this.trails.pass(now, this.#life);
    this.#focus.pass(now, TRAIL_MILLIS);
    const renderer = this.#renderer;
    if (renderer === undefined || camera.width === 0 || camera.height === 0) return 'rest';
    this.#fit(camera, Math.min(MOST_RATIO, deviceRatio));
    this.#size = markerSize(this.table.alive, zoom);
    const palette = paletteOf(this.#theme);
    this.#atlas ??= new LabelAtlas(this.#gl, this.#ratio, palette);
    const { selected } = this;
    const common = { table: this.table, camera, now, selected, hovered: this.#hovered, atlas: this.#atlas };
    if (this.#labels.update({ ...common, radius: this.#size / 2, ratio: this.#ratio })) {
      renderer.setLabels(this.#labels.words);
    }
    if (this.#areStartsStale) renderer.setStarts(this.#collectStarts(selected));
    const pulses = this.table.low > 0 && !this.#reducedMotion;
    renderer.draw({
      ...common,
      ratio: this.#ratio,
      palette,
      trails: this.trails,
      life: this.#life,
      focus: this.#focus,
      starts: this.#starts,
      labels: this.#labels,
      size: this.#size,
      pulse: pulses ? (((now % PULSE_MILLIS) + PULSE_MILLIS) % PULSE_MILLIS) / PULSE_MILLIS : -1,
    });
    if (isBusy || pulses || this.#labels.isFading(now)) return 'frame';
    return this.trails.length + this.#focus.length > 0 ? FADE_STEP : 'rest';
  }

  destroy(): void {
    this.canvas.removeEventListener('webglcontextlost', this.#lost);
    this.canvas.removeEventListener('webglcontextrestored', this.#restored);
    this.canvas.remove();
    // A page may hold a few contexts only: this one is given back at once.
    this.#gl.getExtension('WEBGL_lose_context')?.loseContext();
    this.#renderer = undefined;
  }

  /** The places where they began: all while they are few, else the selected one's. Many may have begun at the same. */
  #collectStarts(selected: number): Int32Array {
    this.#areStartsStale = false;
    const seen = new Map<string, readonly number[]>();
    if (this.table.alive <= MOST_LABELS) {
      for (const slot of this.#slots.values()) {
        const track = this.#tracks[slot];
        if (track !== undefined && slot !== selected) {
          seen.set(`${track.startX} ${track.startY}`, [track.startX, track.startY, slot << TINT_SHIFT, 0]);
        }
      }
    }
    const chosen = this.#tracks[selected];
    if (chosen !== undefined) {
      const key = `${chosen.startX} ${chosen.startY}`;
      seen.delete(key);
      seen.set(key, [chosen.startX, chosen.startY, (selected << TINT_SHIFT) | 1, 0]);
    }
    this.#starts.words.set([...seen.values()].flat());
    this.#starts.count = seen.size;
    return this.#starts.words;
  }

  /** The canvas has as many pixels as the map's place on the screen. */
  #fit(camera: Camera, ratio: number): void {
    const width = Math.round(camera.width * ratio);
    const height = Math.round(camera.height * ratio);
    if (this.canvas.width !== width) this.canvas.width = width;
    if (this.canvas.height !== height) this.canvas.height = height;
    if (ratio !== this.#ratio) this.#dropAtlas();
    this.#ratio = ratio;
  }

  #dropAtlas(): void {
    this.#atlas?.dispose();
    this.#atlas = undefined;
    this.#labels.refresh();
  }

  readonly #lost = (event: Event): void => {
    // Without this the browser would not give it back.
    event.preventDefault();
    this.#renderer = undefined;
    this.#atlas = undefined;
  };

  readonly #restored = (): void => {
    this.#renderer = new Renderer(this.#gl);
    this.#areStartsStale = true;
    this.#labels.refresh();
    this.#onRestored();
  };
}
