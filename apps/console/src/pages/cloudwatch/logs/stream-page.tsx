export function LogStreamPage() {
  return null;
}
