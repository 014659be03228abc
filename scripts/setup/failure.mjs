/**
 * A reason why set-up cannot go on, written for the person at the keyboard: what is wrong, and in
 * `remedy` what to do about it. Anything else that is thrown is a defect and keeps its stack.
 */
export class SetupFailure extends Error {
  /**
   * @param {string} message
   * @param {string} remedy
   */
  constructor(message, remedy) {
    super(message);
    this.name = 'SetupFailure';
    this.remedy = remedy;
  }
}

/** @param {unknown} error */
export function reportFailure(error) {
  if (error instanceof SetupFailure) {
    console.error(`\n${error.message}\n\n${error.remedy}\n`);
  } else {
    console.error(error);
  }
}
