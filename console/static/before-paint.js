// Runs before the first paint so that neither colours nor language flash: the choices kept on this machine are put on <html>, and whether somebody may be signed in.
try {
  const root = document.documentElement;
  const theme = localStorage.getItem('comprobante.theme');
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  const locale = localStorage.getItem('comprobante.locale') ?? navigator.language.slice(0, 2);
  if (localStorage.getItem('comprobante.signedIn') === null) root.dataset.stranger = '';
  root.lang = locale === 'en' ? 'en' : 'es';
} catch {
  // Storage may be refused; the defaults then stand.
}
