/** One comparison of the two clocks: when it was asked and answered here, and the hub's time in between. */
export type ClockSample = { readonly askedAt: number; readonly answeredAt: number; readonly hubAt: number };

/** Hub time minus this device's, in ms, taking both directions of the line for equally slow. */
export function offsetOf({ askedAt, answeredAt, hubAt }: ClockSample): number {
  return Math.round(hubAt - (askedAt + answeredAt) / 2);
}
