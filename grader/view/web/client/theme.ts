// Runs before anything is drawn, so that a chosen theme does not flash.
try {
  const chosen = localStorage.getItem('kata-theme');
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
} catch {
  // Without storage the system's theme stands.
}
