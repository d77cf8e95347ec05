/** Words that only our own code or the machine below it would say. */
export const ofOurs =
  /\bat .*(\.js|node:)|node_modules|TypeError|RangeError|SyntaxError|InternalFailure|InternalServiceError|\/(?:dist|src)\/|ENOENT|EISDIR|RegistryConflict/;
