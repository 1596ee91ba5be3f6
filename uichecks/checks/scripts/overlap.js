() => {
  const shown = [...document.querySelectorAll('main a, main button, main p, main h1, main h2, main h3')]
    .filter(e => e.getClientRects().length && !e.querySelector('a, button') && !e.closest('.unseen'));
  const boxes = shown.map(e => [e, e.getBoundingClientRect()]);
  const found = [];
  for (let i = 1; i < boxes.length; i++) {
    const [a, p] = boxes[i - 1], [b, q] = boxes[i];
    const x = Math.min(p.right, q.right) - Math.max(p.left, q.left);
    const y = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
    if (x > 2 && y > 2 && !a.contains(b) && !b.contains(a))
      found.push('overlap: ' + b.textContent.trim().slice(0, 40));
  }
  return found;
}
