// One after the other: the first one's limits decide on the exit code, the second one judges nothing.
await import('./start-up.mjs');
await import('./screening.mjs');
