() => document.querySelectorAll('details:not([open])').forEach(e => {
  e.open = true;
  e.dataset.folded = '';
})
