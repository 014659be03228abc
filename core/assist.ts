/** What somebody who helps a site from afar has its screen do. A device is named by its own id at the site. */
export type AssistOrder =
  | { readonly kind: 'restart' }
  | { readonly kind: 'device'; readonly device: 'camera' | 'microphone' | 'speaker'; readonly id: string }
  /** 0 to 100 */
  | { readonly kind: 'volume'; readonly percent: number };
