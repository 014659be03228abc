/**
 * The shape that a translation must have: every key of the Vietnamese source, any text. Where Vietnamese has one
 * plural form (`x_other`), English has two and must give `x_one` as well. A missing or surplus key does not compile.
 */
export type Same<T> = {
  readonly [K in keyof T]: T[K] extends string ? string : Same<T[K]>;
} & {
  readonly [K in keyof T as K extends `${infer Base}_other` ? `${Base}_one` : never]: string;
};
