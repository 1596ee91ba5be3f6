() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('html { font-size: 225% !important; }');
  document.adoptedStyleSheets.push(sheet);
}
