/** Forgets all that the app remembers of this device beside its databases. */
export function clearLocalMemories(): void {
  try {
    for (const key of Object.keys(localStorage))
      if (key.startsWith('tallybook')) localStorage.removeItem(key);
  } catch {
    // Blocked: nothing was kept there.
  }
}
