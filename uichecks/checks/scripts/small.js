() => {
  const box = e => e.getBoundingClientRect();
  const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
    .filter(e => e.getClientRects().length && e.type !== 'hidden' && !e.closest('.unseen, .skip'));
  const found = [];
  for (const e of all) {
    const row = e.matches('[type=radio], [type=checkbox]') ? e.closest('label') || e : e;
    const {width, height} = box(row);
    const inline = e.tagName === 'A' && getComputedStyle(e).display === 'inline';
    const action = e.matches('button, .button, summary, [type=radio], [type=checkbox], .bar a, .chips a');
    const least = action ? 44 : 24;
    if (!inline && (width < 24 || height < least - .5))
      found.push(`${Math.round(width)}x${Math.round(height)}: ${(e.innerText || e.name || '').slice(0, 30)}`);
  }
  return found;
}
