import { text } from 'node:stream/consumers';
import { cruise } from 'dependency-cruiser';

/**
 * Prints as JSON how many modules of `<root>/src` were looked at, and which imports break the rules given on stdin.
 * A process of its own, since dependency-cruiser is an ES module, which jest cannot load on Node 20.
 */
async function main(baseDir, rules) {
  const { output } = await cruise(['src'], {
    baseDir,
    doNotFollow: { path: 'node_modules' },
    ruleSet: { forbidden: rules },
    // Without it imports of types only slip through, since compiled code has lost them.
    tsPreCompilationDeps: true,
    validate: true,
  });
  const violations = output.summary.violations.map(({ from, rule, to }) => ({ from, rule: rule.name, to }));
  console.log(JSON.stringify({ scanned: output.modules.filter(({ source }) => source.startsWith('src/')).length, violations }));
}

await main(process.argv[2], JSON.parse(await text(process.stdin)));
