/** Characters a notice or a message may have, as `protocol/command.ts` takes it. */
export const textLimit = 500;
