() => document.querySelectorAll('main form[method=post] input:not([type=hidden])').forEach(e => {
  if (e.matches('[type=radio], [type=checkbox]')) e.checked = false; else e.value = '';
})
