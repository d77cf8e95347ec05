// Before anything is painted: the theme that was chosen, or the system's.
try {
  const chosen = JSON.parse(localStorage.getItem('paddock.console.theme') ?? 'null');
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.classList.toggle('dark', dark);
} catch {
  // Storage may be forbidden: light it is.
}

// What the page is made of may be gone: another version is there. Nothing else could say so.
addEventListener(
  'error',
  ({ target }) => {
    const place = document.querySelector('#app > .first-paint:not([aria-busy]) .first-paint-page');
    if (place === null || !(target instanceof HTMLScriptElement || target instanceof HTMLLinkElement)) return;
    place.setAttribute('role', 'alert');
    place.textContent =
      'The console could not be loaded. Reload the page. 콘솔을 불러오지 못했습니다. 페이지를 새로 고치십시오.';
  },
  true,
);
