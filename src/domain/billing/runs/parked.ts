/** An account that billing leaves alone until a person has looked at it (B12). */
export interface Parked {
  account: string;
  reason: string;
}
