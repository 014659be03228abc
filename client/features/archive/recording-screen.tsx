export function RecordingScreen() {
  return null;
}
