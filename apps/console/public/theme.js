// Before anything is painted: the theme that was chosen, or the system's.
try {
  const chosen = JSON.parse(localStorage.getItem('paddock.console.theme') ?? 'null');
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.classList.toggle('dark', dark);
} catch {
  // Storage may be forbidden: light it is.
}
