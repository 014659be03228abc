/** People of the demo, as the screens name them. */
export const chairName = 'Hoàng Minh Khôi';
export const delegateName = 'Giàng A Dế';
/** A commune of the delegate's district. */
export const site = { unit: '11.103.03165', name: 'Xã Pa Tần' } as const;
