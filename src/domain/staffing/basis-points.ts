/** The whole in basis points: 300 of them are 3 %. */
export const WHOLE_BP = 10_000;
