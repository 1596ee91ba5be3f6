() => [...document.body.querySelectorAll('*')].filter(e => {
  const s = getComputedStyle(e), own = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
  if (!own || e.closest('.unseen, .skip, svg')) return false;
  const hides = /hidden|clip/.test(s.overflowX + s.overflowY);
  return hides && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1);
}).map(e => 'clipped: ' + e.textContent.trim().slice(0, 40))
