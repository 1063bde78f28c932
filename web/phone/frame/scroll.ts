/** A page opened by a link begins at its top; on the way back the browser itself restores the place. wouter fires `pushState`. */
export function beginPagesAtTop(): void {
  let path = location.pathname;
  addEventListener('pushState', () => {
    if (location.pathname !== path) scrollTo(0, 0);
    path = location.pathname;
  });
  addEventListener('popstate', () => {
    path = location.pathname;
  });
}
