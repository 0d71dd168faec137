/** Acts at once and promises the result, so that callers need not know which acts take time. */
export function promised<T>(act: () => T): Promise<T> {
  return new Promise((resolve) => resolve(act()));
}
