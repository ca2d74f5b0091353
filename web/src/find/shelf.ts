/** What this browser keeps for the viewer. A browser may refuse to keep anything: then the page works, and forgets. */
export const shelf = {
  /** Null where nothing is kept. */
  read(key: string): string | null {
    try {
      return localStorage.getItem(key);
    } catch {
      // Storage is forbidden here: nothing is kept.
      return null;
    }
  },

  /** Null takes it off the shelf. Answers whether the browser kept it. */
  write(key: string, value: string | null): boolean {
    try {
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
      return true;
    } catch {
      // Forbidden or full; who asked tells the viewer.
      return false;
    }
  },
};
