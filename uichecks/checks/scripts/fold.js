() => document.querySelectorAll('details[data-folded]').forEach(e => {
  e.open = false;
  delete e.dataset.folded;
})
