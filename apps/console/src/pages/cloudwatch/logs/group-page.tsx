export function LogGroupPage() {
  return null;
}
