async (colours) => {
  const tags = ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice'];
  const rules = {type: 'rule', values: ['color-contrast', 'link-in-text-block']};
  const found = await axe.run(document, {runOnly: colours ? rules : tags});
  const flat = (list) => list.map(r => [r.id, r.nodes.slice(0, 3).map(n => n.target.join(' '))]);
  // Of one character or one symbol axe never says more than « cannot tell ».
  const mute = ['shortTextContent', 'nonBmp'];
  const short = n => [...n.any, ...n.all].some(c => mute.includes(c.data?.messageKey));
  // Nor of cells that a wide table keeps beside the screen until they are scrolled to.
  const aside = n => document.querySelector(n.target[0])?.closest('.doc-scroll, .table');
  // Nor through a drawing: what it says is said in words beside it (interface 7.1).
  const drawn = n => document.querySelector(n.target[0])?.closest('svg');
  const doubtful = found.incomplete.filter(r => r.id === 'color-contrast')
    .map(r => ({...r, nodes: r.nodes.filter(n => !short(n) && !aside(n) && !drawn(n))})).filter(r => r.nodes.length);
  return flat(found.violations).concat(flat(doubtful));
}
