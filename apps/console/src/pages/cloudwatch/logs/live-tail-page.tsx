export function LiveTailPage() {
  return null;
}
