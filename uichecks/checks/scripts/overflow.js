() => {
  const doc = document.documentElement, over = doc.scrollWidth - doc.clientWidth;
  if (over <= 0) return [];
  const wide = [...document.body.querySelectorAll('*')].filter(
    e => e.getBoundingClientRect().right > doc.clientWidth + 1 && !e.closest('.unseen, .skip'));
  return [`${over} px too wide: ` + wide.slice(-2).map(e => e.tagName + '.' + e.className)];
}
