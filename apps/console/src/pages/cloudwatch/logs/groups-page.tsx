export function LogGroupsPage() {
  return null;
}
