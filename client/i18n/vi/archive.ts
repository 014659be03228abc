export const archive = {} as const;
