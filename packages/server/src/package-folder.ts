/** The folder of this package. The module stands right below one of its folders, compiled and in the bundle alike. */
export const packageFolder = new URL('../', import.meta.url);
