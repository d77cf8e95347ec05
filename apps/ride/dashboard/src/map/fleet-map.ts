import type { FleetMap, FleetMapOptions } from '../contracts.js';
import { createBaseMap } from './base/index.js';
import { attachFleet } from './overlay/attach.js';
import { browserFrames } from './overlay/frames.js';

export { NoWebGL } from './overlay/gl/program.js';

/**
 * The map with the unicorns on it, in `options.container`.
 * @throws NoWebGL where WebGL 2 is not to be had; the container is left empty then
 */
export function createFleetMap(options: FleetMapOptions): FleetMap {
  const { container, theme, base, language, onBase } = options;
  const below = createBaseMap({ container, theme, base, language, onBase });
  try {
    return attachFleet(below, options, browserFrames);
  } catch (error) {
    below.destroy();
    throw error;
  }
}
