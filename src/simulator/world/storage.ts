import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const SAVE_DELAY_MS = 250;
/** A large state must not keep the process busy with saving: it rests this many times the last save. */
const REST_FACTOR = 10;

/** Where the simulated world survives a restart. */
export interface Storage {
  /** The state saved last, if any. */
  load(): unknown;
  /** Saves soon; many calls become one write. */
  saveSoon(serialize: () => unknown): void;
  /** Saves before it returns. */
  saveNow(state: unknown): void;
  /** Waits for what is being written. */
  settle(): Promise<void>;
  /** Keeps bytes and returns their sha256. */
  putBytes(bytes: Buffer): string;
  /** The bytes with this sha256. */
  getBytes(sha256: string): Buffer;
}

const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** Keeps everything in memory: nothing survives. */
export function memoryStorage(): Storage {
  const bytesByHash = new Map<string, Buffer>();
  return {
    load: () => undefined,
    saveSoon: () => undefined,
    saveNow: () => undefined,
    settle: () => Promise.resolve(),
    putBytes(bytes) {
      const sha256 = hashOf(bytes);
      bytesByHash.set(sha256, bytes);
      return sha256;
    },
    getBytes: (sha256) => bytesByHash.get(sha256) ?? Buffer.alloc(0),
  };
}

/** Keeps everything in a directory; a half-written state can never be read. */
export class DirectoryStorage implements Storage {
  private readonly statePath: string;
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();
  private lastSaveMs = 0;
  private savesNow = 0;

  constructor(private readonly dir: string) {
    mkdirSync(join(dir, 'files'), { recursive: true, mode: 0o700 });
    this.statePath = join(dir, 'state.json');
  }

  load(): unknown {
    try {
      return JSON.parse(readFileSync(this.statePath, 'utf8')) as unknown;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw new Error(`The simulator can't read ${this.statePath}: ${(error as Error).message}`, { cause: error });
    }
  }

  saveSoon(serialize: () => unknown): void {
    if (this.timer) return;
    const delay = Math.max(SAVE_DELAY_MS, this.lastSaveMs * REST_FACTOR);
    this.timer = setTimeout(() => {
      this.writing = this.writing.then(() => this.write(serialize));
    }, delay);
    this.timer.unref();
  }

  saveNow(state: unknown): void {
    this.savesNow += 1;
    const temporary = `${this.statePath}.now`;
    writeFileSync(temporary, JSON.stringify(state), { mode: 0o600 });
    renameSync(temporary, this.statePath);
  }

  async settle(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.writing;
  }

  putBytes(bytes: Buffer): string {
    const sha256 = hashOf(bytes);
    const path = this.pathOf(sha256);
    writeFileSync(`${path}.part`, bytes, { mode: 0o600 });
    renameSync(`${path}.part`, path);
    return sha256;
  }

  getBytes(sha256: string): Buffer {
    return readFileSync(this.pathOf(sha256));
  }

  private pathOf(sha256: string): string {
    return join(this.dir, 'files', sha256);
  }

  private async write(serialize: () => unknown): Promise<void> {
    this.timer = undefined;
    const started = performance.now();
    const savesBefore = this.savesNow;
    const temporary = `${this.statePath}.soon`;
    try {
      await writeFile(temporary, JSON.stringify(serialize()), { mode: 0o600 });
      // What was saved meanwhile is newer.
      if (savesBefore === this.savesNow) await rename(temporary, this.statePath);
    } catch (error) {
      // The directory may vanish under a test; losing a simulated chat must not end the program.
      process.emitWarning(`The simulator's state was not saved: ${(error as Error).message}`);
    }
    this.lastSaveMs = performance.now() - started;
  }
}
