/** What one transfer of the line test may be at most: bytes each way, and its rate in bit/s. */
export const lineTestBounds = {
  downBytes: 16 * 1024 * 1024,
  upBytes: 4 * 1024 * 1024,
  /** More than any meeting needs of one line; what is as fast is told as this fast. */
  bitrate: 10_000_000,
} as const;

/** Answer to what was sent: how much of it came. */
export type LineTestReply = { readonly bytes: number };
