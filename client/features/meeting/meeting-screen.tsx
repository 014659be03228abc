/** Its own engineer fills this in. */
export function MeetingScreen() {
  return null;
}
