() => [...document.querySelectorAll('a[href]')].filter(e => !e.closest('.doc'))
  .map(e => [e.innerText.trim().replace(/\s+/g, ' '), e.href])
