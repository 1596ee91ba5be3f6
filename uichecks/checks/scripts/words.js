() => {
  const copy = document.body.cloneNode(true);
  copy.querySelectorAll('.doc, svg, [lang], script').forEach(e => e.remove());
  copy.querySelectorAll('p, li, h1, h2, h3, h4, dt, dd, label, legend, summary, a.button, button, div')
    .forEach(e => e.append(' \n'));
  return copy.textContent;
}
