/** What the fortune cookie contractor says for certain, or that nothing is certain; `absent`: it knows of no such cookie. */
export type CookieAnswer =
  | { outcome: 'promised'; at: Date }
  | { outcome: 'delivered'; at: Date }
  | { outcome: 'refused' }
  | { outcome: 'absent' }
  | { outcome: 'unknown'; reason: string }
  /** No contractor is named: nobody was told anything. */
  | { outcome: 'not_sent' };

/** The fortune cookie contractor, beyond which lies the network (C3). Makes one cookie for a key, however often it is told. Never throws. */
export interface CookieContractor {
  /** Asks for a cookie for a client of that name; nothing else of the client goes out. */
  order(cookie: { key: string; name: string }): Promise<CookieAnswer>;
  /** Asks what became of a cookie that was promised. */
  ask(cookie: { key: string }): Promise<CookieAnswer>;
}
