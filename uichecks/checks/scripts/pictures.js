async () => {
  const all = [...document.querySelectorAll('img')];
  all.forEach(e => { e.loading = 'eager'; });
  await Promise.all(all.map(e => e.decode().catch(() => null)));
}
