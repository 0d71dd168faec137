/** A part of a whole for people, with two decimals: `2.67 %`; nothing of nothing is `-`. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? '-' : `${((100 * part) / whole).toFixed(2)} %`;
}

/** A share that somebody set, in basis points: 300 is `3 %`, 250 is `2.5 %`. */
export function setShare(basisPoints: number): string {
  return `${basisPoints / 100} %`;
}
