export function EditAlarmPage() {
  return null;
}
