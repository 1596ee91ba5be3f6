() => [...document.querySelectorAll('input, select, textarea')].filter(
  e => !['hidden', 'submit'].includes(e.type)).map(e => ({
    name: e.name, type: e.type, label: [...(e.labels || [])].map(l => l.innerText).join(' ').trim(),
    autocomplete: e.getAttribute('autocomplete') || '', inputmode: e.inputMode,
    placeholder: e.placeholder, paste: e.getAttribute('onpaste') || ''}))
