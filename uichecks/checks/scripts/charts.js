() => [...document.querySelectorAll("main svg.chart")].flatMap((svg) => {
  const found = [];
  const named = (svg.getAttribute("aria-labelledby") || "").split(" ").map((id) => document.getElementById(id));
  if (named.length !== 2 || named.some((one) => !one || !one.textContent.trim())) found.push("no title or no description");
  if (svg.outerHTML.match(/\s(fill|stroke|style)=/)) found.push("a colour is written in it");
  const rows = [...document.querySelectorAll("main tbody tr")].map((row) => row.textContent.replace(/\s+/g, " "));
  for (const mark of svg.querySelectorAll("svg svg > title")) {
    const number = mark.textContent.replace(/\s+/g, " ").match(/: ([^.]*)\./);
    if (!number || !rows.some((row) => row.includes(number[1]))) found.push(`not in the table: ${mark.textContent}`);
  }
  if (!svg.querySelector("svg svg > title")) found.push("it marks nothing");
  return found;
})
