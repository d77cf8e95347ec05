import type { Camera } from '../mercator.js';

/** This browser, or this machine, cannot draw with WebGL 2. */
export class NoWebGL extends Error {
  override readonly name = 'NoWebGL';
}

/** A linked program and where its uniforms are. */
export interface Program {
  readonly program: WebGLProgram;
  /** A uniform that the compiler has dropped is null, which the calls that set it accept. */
  uniform(name: string): WebGLUniformLocation | null;
}

export function createProgram(gl: WebGL2RenderingContext, vertex: string, fragment: string): Program {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, vertex],
    [gl.FRAGMENT_SHADER, fragment],
  ] as const) {
    const shader = gl.createShader(type);
    // Null, like every failure below, when the context is lost: it is built again when the context is back.
    if (shader === null) continue;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
    gl.deleteShader(shader);
  }
  gl.linkProgram(program);
  if (gl.getProgramParameter(program, gl.LINK_STATUS) !== true && !gl.isContextLost()) {
    const logs = (gl.getAttachedShaders(program) ?? []).map((shader) => gl.getShaderInfoLog(shader) ?? '');
    throw new NoWebGL(`the map's shaders do not compile here: ${[...logs, gl.getProgramInfoLog(program)].join(' ')}`);
  }
  const known = new Map<string, WebGLUniformLocation | null>();
  return {
    program,
    uniform(name) {
      let location = known.get(name);
      if (location === undefined) {
        location = gl.getUniformLocation(program, name);
        known.set(name, location);
      }
      return location;
    },
  };
}

/** Uses the program with this camera at this time. */
export function look(gl: WebGL2RenderingContext, program: Program, camera: Camera, now: number): void {
  gl.useProgram(program.program);
  gl.uniform2i(program.uniform('u_center'), camera.centerX, camera.centerY);
  gl.uniform2f(program.uniform('u_fraction'), camera.fractionX, camera.fractionY);
  gl.uniform1f(program.uniform('u_scale'), camera.scale);
  gl.uniform2f(program.uniform('u_anchor'), camera.anchorX, camera.anchorY);
  gl.uniform2f(program.uniform('u_viewport'), camera.width, camera.height);
  gl.uniform1i(program.uniform('u_now'), now);
  gl.uniform1i(program.uniform('u_data'), 0);
  gl.uniform1i(program.uniform('u_picture'), 1);
}
