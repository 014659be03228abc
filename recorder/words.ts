/** Arguments of a command that have no blanks of their own, as one would type them. */
export function words(text: string): readonly string[] {
  return text.split(' ');
}
