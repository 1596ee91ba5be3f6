() => {
  const levels = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(h => +h.tagName[1]);
  const first = document.querySelector('a[href], button, input');
  return {
    title: document.title, lang: document.documentElement.lang,
    h1: levels.filter(l => l === 1).length,
    jumps: levels.filter((l, i) => i && l > levels[i - 1] + 1).length,
    mains: document.querySelectorAll('main').length,
    navs: [...document.querySelectorAll('nav')].filter(n => !n.getAttribute('aria-label') && !document.getElementById(n.getAttribute('aria-labelledby'))).length,
    skip: first && first.matches('.skip') && !!document.querySelector(first.getAttribute('href')),
    current: document.querySelectorAll('.bar [aria-current], .top [aria-current]').length,
    nav: !!document.querySelector('.bar'),
    person: document.querySelector('.profile b')?.innerText || '',
  };
}
