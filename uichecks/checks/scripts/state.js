() => {
  const summary = document.querySelector('.summary');
  const links = summary ? [...summary.querySelectorAll('a')] : [];
  const groups = document.querySelectorAll('.field.faulty');
  return {
    title: document.title, words: summary?.querySelector('h2')?.innerText || '',
    items: summary ? summary.querySelectorAll('li').length : 0, links: links.length,
    groups: groups.length,
    marked: [...groups].filter(g => g.querySelector('[aria-invalid]')).length,
    described: [...groups].filter(g => {
      const e = g.matches('fieldset') ? g : g.querySelector('[aria-invalid]');
      const ids = (e?.getAttribute('aria-describedby') || '').split(' ');
      return ids.some(id => id.endsWith('_error') && document.getElementById(id));
    }).length,
    dead: links.filter(a => !document.querySelector(a.hash)?.matches('input, select, textarea')).length,
    focused: document.activeElement === summary,
  };
}
