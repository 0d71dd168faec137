// `npm install --omit=dev` leaves out the bundler: an install must not fail for that, and a dist/ from before stays.
const bundler = await import('esbuild').catch(() => undefined);
if (bundler) await import('./build.mjs');
else console.log('esbuild is not installed, so nothing is built: npm install, then npm prune --omit=dev');
