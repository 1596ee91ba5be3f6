() => {
  const e = document.activeElement;
  if (!e || e === document.body || e === document.documentElement) return null;
  let held = e;
  for (let up = e; up; up = up.parentElement) {
    const s = getComputedStyle(up);
    if (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) { held = up; break; }
  }
  const s = getComputedStyle(held), r = e.getBoundingClientRect();
  const x = r.left + Math.min(r.width / 2, 30), y = r.top + r.height / 2;
  const at = document.elementFromPoint(x, y);
  const label = e.closest('label');
  return {
    name: (e.innerText || e.name || e.tagName).trim().slice(0, 30),
    outlined: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2,
    inside: r.bottom > 0 && r.top < innerHeight && r.right > 0 && r.left < innerWidth,
    seen: !!at && (e.contains(at) || at.contains(e) || (label && label.contains(at))),
    key: [...document.querySelectorAll('*')].indexOf(e),
  };
}
