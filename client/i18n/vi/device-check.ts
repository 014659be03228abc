export const deviceCheck = {} as const;
