// One after the other: the first one's limits decide on the exit code, the others judge nothing.
await import('./start-up.mjs');
await import('./screening.mjs');
await import('./billing.mjs');
