// Loaded into a program with `node --require`: counts the statements and requests it makes, and kills it (SIGKILL) before or after the one
// that DIE_AT names, as a power cut would. Without DIE_AT it writes how many there were to the file COUNT_TO.
const { writeFileSync } = require('node:fs');
const { Socket } = require('node:net');

const at = Number(process.env.DIE_AT ?? Infinity);
const after = process.env.DIE === 'after';
let count = 0;

const die = () => process.kill(process.pid, 'SIGKILL');

/** Makes a method count its calls; where it is the one, nothing follows it. */
function deadly(prototype, method, finish) {
  const original = prototype[method];
  prototype[method] = function (...args) {
    count += 1;
    if (count !== at) return original.apply(this, args);
    if (!after) return die();
    return finish.call(this, original, args);
  };
}

/** SQLite tells when a statement is done. */
function once(original, args) {
  const called = args.findLastIndex((arg) => typeof arg === 'function');
  if (called < 0) args.push(die);
  else args[called] = die;
  return original.apply(this, args);
}

/** What was written to a socket arrives, though nobody is left to hear the answer. */
function sent(original, args) {
  const result = original.apply(this, args);
  setTimeout(die, 50);
  return result;
}

const { Database, Statement } = require('sqlite3');
// The driver's own, beneath what a bundle may wrap around it.
for (const method of ['run', 'all']) deadly(Statement.prototype, method, once);
deadly(Database.prototype, 'exec', once);
// What leaves in one packet, not what is put into it: a statement's messages to PostgreSQL go out together.
for (const method of ['_write', '_writev']) deadly(Socket.prototype, method, sent);

process.on('exit', () => {
  if (process.env.COUNT_TO) writeFileSync(process.env.COUNT_TO, String(count));
});
