import type { Map as BaseMap, MapMouseEvent } from 'maplibre-gl';
import type { FleetChange, FleetMap, FleetMapOptions, Insets, MapFigures, Place, Theme } from '../../contracts.js';
import { FrameMeter, Samples } from '../measure.js';
import { boundsOf } from './bounds.js';
import { Follower } from './follower.js';
import type { Frames } from './frames.js';
import { Keeper } from './keeper.js';
import { Loop, type Next } from './loop.js';
import { type Camera, cameraOf, latitudeOf, longitudeOf, MAX_LATITUDE, sameCamera, WORLD } from './mercator.js';
import { Overlay } from './overlay.js';

/** What the overlay asks of the base below it. */
export interface Base {
  readonly map: BaseMap;
  setTheme(theme: Theme): void;
  setBase(base: FleetMapOptions['base']): void;
  setLanguage(language: 'en' | 'ko'): void;
  base(): MapFigures['base'];
  destroy(): void;
}

const FLY_ZOOM = 14;
const FIT_ZOOM = 14.5;
const FIT_PADDING = 72;
/** How much more than the fleet is shown when somebody has left the view: the next is some time away. */
const ROOM = 0.3;
const MOUSE_REACH = 14;
const FINGER_REACH = 26;

/**
 * The unicorns above a base map.
 * @throws NoWebGL
 */
export function attachFleet(
  base: Base,
  options: Pick<FleetMapOptions, 'theme' | 'reducedMotion' | 'insets' | 'onPick' | 'onFollow'>,
  frames: Frames,
): FleetMap {
  const { map } = base;
  const { reducedMotion } = options;
  const drawTimes = new Samples();
  const applyTimes = new Samples();
  const meter = new FrameMeter();
  const overlay = new Overlay(options.theme, reducedMotion, () => loop.wake());
  map.getCanvasContainer().append(overlay.canvas);

  // Times go to the GPU as integers, which stay exact however long the page is open.
  const now = (): number => Math.round(frames.now()) | 0;
  let size = sizeOf(map);
  const look = (): Camera => {
    const center = map.getCenter();
    const anchor = map.project(center);
    return cameraOf({
      longitude: center.lng,
      latitude: center.lat,
      zoom: map.getZoom(),
      anchorX: anchor.x,
      anchorY: anchor.y,
      ...size,
      repeats: map.getRenderWorldCopies(),
    });
  };

  let drawn: Camera | undefined;
  let drawnBy: 'base' | 'loop' = 'loop';
  const draw = (by: 'base' | 'loop'): Next => {
    const began = frames.now();
    drawn = look();
    drawnBy = by;
    const next = overlay.draw(drawn, now(), map.getZoom(), devicePixelRatio);
    drawTimes.add(frames.now() - began);
    return next;
  };

  const loop = new Loop(frames, () => {
    meter.frame(frames.now());
    hover();
    if (follower.step(now())) return 'frame';
    // While the camera moves the base's own frames draw us, so that both show the same; one that does not come is made up for.
    if (map.isMoving() && drawnBy === 'base') {
      drawnBy = 'loop';
      return 'frame';
    }
    const next = draw('loop');
    if (next !== 'frame') meter.pause();
    return next;
  });

  const follower = new Follower(map, {
    target: () => (overlay.selected < 0 ? undefined : placeOf(overlay, overlay.selected, now())),
    isStill: reducedMotion,
    onStop: () => options.onFollow?.(false),
  });

  /** @param room shown beside the fleet, as a share of its own size */
  const fit = (room: number): void => {
    const box = boundsOf(...targets(overlay));
    if (box === undefined) return;
    follower.rest();
    const [wide, high] = [(box.width * room) / 2, ((box.south - box.north) * room) / 2];
    const west = longitudeOf(box.west - wide);
    const east = west + ((box.width + 2 * wide) / WORLD) * 360;
    map.fitBounds([west, latitudeOf(box.south + high), east, latitudeOf(box.north - high)], {
      padding: clearOf(options.insets?.(), size),
      maxZoom: FIT_ZOOM,
      animate: !reducedMotion,
      duration: 900,
      linear: true,
      essential: true,
    });
  };

  const keeper = new Keeper(map, {
    isSomebodyAway: () => {
      const box = boundsOf(...targets(overlay));
      if (box === undefined) return false;
      const { top, right, bottom, left } = options.insets?.() ?? NO_INSETS;
      const camera = look();
      const x = camera.anchorX + ((box.west - camera.centerX) | 0) * camera.scale;
      const y = camera.anchorY + (box.north - camera.centerY) * camera.scale;
      const [width, height] = [box.width * camera.scale, (box.south - box.north) * camera.scale];
      return x < left || y < top || x + width > size.width - right || y + height > size.height - bottom;
    },
    fit: () => fit(ROOM),
  });

  let pointer: { readonly x: number; readonly y: number } | undefined;
  let isPointerStale = false;
  const hover = (): void => {
    if (!isPointerStale) return;
    isPointerStale = false;
    const slot = pointer === undefined ? -1 : overlay.pick(drawn ?? look(), pointer.x, pointer.y, now(), MOUSE_REACH);
    overlay.hover(slot);
    map.getCanvas().style.cursor = slot < 0 ? '' : 'pointer';
  };

  const onRender = (): void => {
    // The base is drawn for reasons of its own, too: then nothing of ours has changed.
    if (drawn !== undefined && sameCamera(drawn, look()) && !map.isMoving()) return;
    if (draw('base') !== 'rest') loop.wake();
  };
  const onResize = (): void => {
    size = sizeOf(map);
    loop.wake();
  };
  const onClick = (event: MapMouseEvent): void => {
    const reach = isFinger(event.originalEvent) ? FINGER_REACH : MOUSE_REACH;
    const slot = overlay.pick(drawn ?? look(), event.point.x, event.point.y, now(), reach);
    options.onPick(slot < 0 ? undefined : overlay.table.names[slot]);
  };
  const onPointer = (event: MapMouseEvent): void => {
    pointer = event.point;
    isPointerStale = true;
    loop.wake();
  };
  const onLeave = (): void => {
    pointer = undefined;
    isPointerStale = true;
    loop.wake();
  };
  map.on('render', onRender);
  map.on('resize', onResize);
  map.on('click', onClick);
  map.on('mousemove', onPointer);
  map.on('mouseout', onLeave);
  loop.wake();

  return {
    apply(change: FleetChange) {
      const began = frames.now();
      overlay.apply(change, now(), frames.isHidden());
      keeper.look(now());
      applyTimes.add(frames.now() - began);
      // Under a pointer that stands still they come and go.
      isPointerStale = pointer !== undefined;
      loop.wake();
    },
    select(name) {
      overlay.select(name);
      loop.wake();
    },
    flyTo(place: Place) {
      keeper.keep(false);
      follower.rest();
      const camera = {
        center: [place.longitude, Math.min(MAX_LATITUDE, Math.max(-MAX_LATITUDE, place.latitude))] as [number, number],
        zoom: Math.max(map.getZoom(), FLY_ZOOM),
      };
      if (reducedMotion) map.jumpTo(camera);
      else map.flyTo({ ...camera, maxDuration: 2_200, essential: true });
    },
    fit() {
      fit(0);
      keeper.keep(true);
    },
    follow(isFollowing) {
      if (isFollowing) keeper.keep(false);
      follower.follow(isFollowing);
      loop.wake();
    },
    setTheme(theme) {
      overlay.setTheme(theme);
      base.setTheme(theme);
      loop.wake();
    },
    setBase: (choice) => base.setBase(choice),
    setLanguage: (language) => base.setLanguage(language),
    figures: () => ({
      frame: meter.summary(),
      draw: drawTimes.summary(),
      apply: applyTimes.summary(),
      markers: overlay.table.alive,
      trailPoints: overlay.trails.length,
      base: base.base(),
    }),
    destroy() {
      loop.stop();
      follower.destroy();
      keeper.destroy();
      map.off('render', onRender);
      map.off('resize', onResize);
      map.off('click', onClick);
      map.off('mousemove', onPointer);
      map.off('mouseout', onLeave);
      overlay.destroy();
      base.destroy();
    },
  };
}

const NO_INSETS: Insets = { top: 0, right: 0, bottom: 0, left: 0 };

/** Room at each side: for a marker, and for what lies over the map, as long as there is a map left between. */
function clearOf(insets = NO_INSETS, { width, height }: { readonly width: number; readonly height: number }): Insets {
  const pad = Math.min(FIT_PADDING, width / 6, height / 6);
  const across = insets.left + insets.right + 2 * pad < width * 0.8 ? insets : NO_INSETS;
  const down = insets.top + insets.bottom + 2 * pad < height * 0.8 ? insets : NO_INSETS;
  return { top: down.top + pad, right: across.right + pad, bottom: down.bottom + pad, left: across.left + pad };
}

function sizeOf(map: BaseMap): { readonly width: number; readonly height: number } {
  const { clientWidth, clientHeight } = map.getContainer();
  return { width: clientWidth, height: clientHeight };
}

const isFinger = (event: MouseEvent): boolean => 'pointerType' in event && event.pointerType === 'touch';

const placeOf = (overlay: Overlay, slot: number, now: number): Place => ({
  longitude: longitudeOf(overlay.table.xAt(slot, now)),
  latitude: latitudeOf(overlay.table.yAt(slot, now)),
});

function targets({ table }: Overlay): [Int32Array, Int32Array] {
  const slots = table.names.flatMap((name, slot) => (name === undefined ? [] : [slot]));
  return [Int32Array.from(slots, (slot) => table.targetX(slot)), Int32Array.from(slots, (slot) => table.targetY(slot))];
}
