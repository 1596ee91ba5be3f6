// The page that checks a file of proof, on our site or from a file of one's own, without network.
"use strict";
(() => {
  const WORDS = {
    fr: {
      sound: "La preuve est bonne", refused: "La preuve est refusée", working: "Vérification en cours…",
      absent: "Ce navigateur est trop ancien pour vérifier une signature (Ed25519). Essayez-en un autre.",
      proven: "Ce qui est prouvé", unproven: "Ce qui ne l’est pas", lines: "Les lignes du fichier",
      signed: (p) => `Le service a signé ce fichier. Le sceau ${p.head.seal} date du ${moment(p.head.at)}.`,
      key: (p, known) => `La clé du service est ${p.hex}. ${known ? "C’est celle de cette page." : "Comparez-la avec la clé publiée."}`,
      inLog: (p) => `${p.placed} lignes de ce fichier sont dans le journal scellé, qui en comptait ${p.head.size}. Aucune n’a changé depuis.`,
      complete: (p) => `Il n’en manque aucune jusqu’au ${moment(p.countedAt)} : le service comptait alors ${p.counted} lignes pour la personne n° ${p.person}. Ce sont les ${p.counted} premières du fichier.`,
      standing: (p) => `Depuis, le service a signé qu’il n’y en avait que ${p.lines.length - p.counted} de plus. Le prochain comptage le prouvera.`,
      waiting: (p) => `${p.waiting.length} lignes toutes récentes ont un reçu : le service s’engage à les sceller.`,
      witness: (w) => `Le témoin « ${w.name} » a signé le sceau ${w.seal}, que ce journal contient. Sa clé est ${w.key}.`,
      grown: "Ce fichier prolonge le fichier plus ancien : rien n’y a été changé ni retiré.",
      limits: [
        "Que le service écrit une ligne à chaque accès. Le journal prouve qu’une ligne écrite ne change plus.",
        "Les phrases. Elles viennent du service. Seuls les codes et les numéros sont scellés : comparez-les.",
        "L’heure. C’est celle du service. L’ordre, lui, est scellé.",
      ],
      partial: "Que toutes les lignes sont là. Un représentant n’a pas le droit de tout savoir, et ce fichier ne dit pas s’il y a autre chose.",
      noWitness: "Que le service montre le même journal à tout le monde. Aucun témoin extérieur n’a encore signé.",
      kept: (n) => `Le contenu de ${n} lignes, comptées mais fermées. Vous ne pouvez pas encore les lire, ou elles sont trop anciennes pour ce fichier.`,
      line: (r) => `Scellé : code ${r.kind}${r.label ? ` (${r.label})` : ""}, acteur ${r.actorKind}-${r.actor}, structure ${r.organization}, document ${r.entry}, règle ${r.rule}`,
      closed: "Ligne scellée mais fermée", hidden: "Ligne comptée, sans contenu", more: (n) => `Et ${n} lignes plus anciennes.`,
      reasons: {
        "not-whole": "le fichier n’est pas entier", "not-a-proof": "ce n’est pas un fichier de preuve",
        version: "cette version du fichier est inconnue", shape: "une partie du fichier n’a pas la bonne forme",
        key: "ce fichier n’a pas été signé par le service", signature: "une signature est fausse",
        "not-a-head": "le sceau n’est pas un sceau", "another-person": "cette preuve est celle d’une autre personne",
        order: "les lignes ne sont pas dans l’ordre du journal", "not-in-log": "une ligne a été changée, ou n’est pas dans le journal signé",
        "node-missing": "il manque une partie de la preuve, ou une ligne", "nodes-too-many": "la preuve ne correspond pas aux lignes",
        "place-outside": "une ligne est plus récente que le sceau : ce sceau est ancien", "census-untold": "le comptage n’est pas dans le journal",
        "line-missing": "il manque une ligne, ou il y en a une de trop", standing: "ce ne sont pas toutes les lignes que le service a signées",
        "log-shrank": "le journal est plus court qu’avant : ce fichier est plus ancien", "log-forked": "deux journaux différents ont la même taille",
        "log-rewritten": "le journal a été réécrit depuis", "no-growth": "ce fichier ne dit pas comment le journal a grandi depuis le plus ancien",
        "line-changed": "une ligne du fichier plus ancien a changé ou disparu", "line-kept-silent": "le fichier plus ancien taisait une ligne",
      },
    },
    en: {
      sound: "The proof is sound", refused: "The proof is refused", working: "Checking…",
      absent: "This browser is too old to check a signature (Ed25519). Try another one.",
      proven: "What is proven", unproven: "What is not", lines: "The lines of the file",
      signed: (p) => `The service signed this file. Seal ${p.head.seal} is of ${moment(p.head.at)}.`,
      key: (p, known) => `The key of the service is ${p.hex}. ${known ? "It is that of this page." : "Compare it with the published key."}`,
      inLog: (p) => `${p.placed} lines of this file are in the sealed log, which then had ${p.head.size}. None has changed since.`,
      complete: (p) => `None is missing up to ${moment(p.countedAt)}: the service then counted ${p.counted} lines for person no. ${p.person}. They are the first ${p.counted} of the file.`,
      standing: (p) => `Since then, the service signed that there were only ${p.lines.length - p.counted} more. The next count will prove it.`,
      waiting: (p) => `${p.waiting.length} very recent lines have a receipt: the service promises to seal them.`,
      witness: (w) => `The witness “${w.name}” signed seal ${w.seal}, which this log contains. Its key is ${w.key}.`,
      grown: "This file goes on from the older one: nothing in it was changed or removed.",
      limits: [
        "That the service writes a line at each access. The log proves that a line once written no longer changes.",
        "The sentences. They come from the service. Only codes and numbers are sealed: compare them.",
        "The time. It is that of the service. The order is sealed.",
      ],
      partial: "That all lines are there. A representative may not know everything, and this file does not say whether there is more.",
      noWitness: "That the service shows everybody the same log. No outside witness has signed yet.",
      kept: (n) => `The content of ${n} lines, counted but closed. You may not read them yet, or they are too old for this file.`,
      line: (r) => `Sealed: code ${r.kind}${r.label ? ` (${r.label})` : ""}, actor ${r.actorKind}-${r.actor}, organisation ${r.organization}, document ${r.entry}, rule ${r.rule}`,
      closed: "Sealed line, closed", hidden: "Counted line, without content", more: (n) => `And ${n} older lines.`,
      reasons: {
        "not-whole": "the file is not whole", "not-a-proof": "this is not a file of proof",
        version: "this version of the file is unknown", shape: "a part of the file does not have the right shape",
        key: "this file was not signed by the service", signature: "a signature is wrong",
        "not-a-head": "the seal is not a seal", "another-person": "this is the proof of another person",
        order: "the lines are not in the order of the log", "not-in-log": "a line was changed, or is not in the signed log",
        "node-missing": "a part of the proof is missing, or a line", "nodes-too-many": "the proof does not match the lines",
        "place-outside": "a line is newer than the seal: this seal is old", "census-untold": "the count is not in the log",
        "line-missing": "a line is missing, or there is one too many", standing: "these are not all the lines that the service signed for",
        "log-shrank": "the log is shorter than before: this file is older", "log-forked": "two different logs have the same size",
        "log-rewritten": "the log was rewritten since", "no-growth": "this file does not say how the log grew since the older one",
        "line-changed": "a line of the older file was changed or removed", "line-kept-silent": "the older file kept silent about a line",
      },
    },
  };
  const SHOWN = 500;
  const form = document.querySelector("form[data-proof]"), answer = document.getElementById("answer");
  const labels = JSON.parse(document.getElementById("kinds").textContent);
  const language = () => (document.documentElement.lang === "en" ? "en" : "fr");
  const moment = (at) => new Date(at / 1000).toLocaleString(language() === "en" ? "en-GB" : "fr-FR");

  const element = (name, text, ...inside) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    made.append(...inside);
    return made;
  };
  const listed = (texts) => element("ul", "", ...texts.map((text) => element("li", text)));

  const verdict = (kind, title, text) => {
    const body = element("div", "", element("h2", title));
    if (text) body.append(element("p", text));
    body.className = "body";
    const box = element("div", "", body);
    box.className = `alert alert-${kind}`;
    box.dataset.verdict = kind;
    return box;
  };

  const lineOf = (line, words) => {
    const said = element("p", line.words.said || (line.place === null ? words.hidden : words.closed));
    const item = element("li", "", said);
    if (!line.row) return item;
    const known = labels[language()] || {};
    const place = [line.words.from, line.words.right].filter(Boolean).join(" – ");
    const hour = element("p", [moment(line.row.at), place].filter(Boolean).join(" – "));
    const codes = element("p", words.line({ ...line.row, label: known[line.row.kind] }));
    codes.className = "hint";
    item.append(hour, codes);
    return item;
  };

  const shown = (proof, known, before) => {
    const words = WORDS[language()], complete = proof.scope === "complete";
    proof.hex = CarnetProof.hex(proof.key);
    proof.placed = proof.lines.filter((line) => line.place !== null).length;
    const kept = proof.lines.filter((line) => line.place === null).length;
    const proven = [words.signed(proof), words.key(proof, known), words.inLog(proof)];
    if (complete) proven.push(words.complete(proof));
    if (complete && proof.lines.length > proof.counted) proven.push(words.standing(proof));
    if (proof.waiting.length) proven.push(words.waiting(proof));
    proven.push(...proof.witnesses.map(words.witness));
    if (before) proven.push(words.grown);
    const unproven = [...words.limits];
    if (!complete) unproven.push(words.partial);
    if (!proof.witnesses.length) unproven.push(words.noWitness);
    if (kept) unproven.push(words.kept(kept));
    const newest = [...proof.lines, ...proof.waiting].reverse();
    const lines = element("ol", "", ...newest.slice(0, SHOWN).map((line) => lineOf(line, words)));
    const rest = newest.length > SHOWN ? [element("p", words.more(newest.length - SHOWN))] : [];
    return [
      verdict("success", words.sound), element("h2", words.proven), listed(proven),
      element("h2", words.unproven), listed(unproven), element("h2", words.lines), lines, ...rest,
    ];
  };

  const judge = async () => {
    const [file] = form.elements.file.files, [older] = form.elements.before.files;
    if (!file) return [];
    const expected = { key: form.dataset.key }, person = form.elements.person.value.trim();
    if (person) expected.person = Number(person);
    const proof = await CarnetProof.check(await file.text(), expected);
    if (older) CarnetProof.checkGrown(proof, await CarnetProof.check(await older.text(), expected));
    return shown(proof, Boolean(expected.key), Boolean(older));
  };

  const run = async () => {
    const words = WORDS[language()];
    answer.replaceChildren(element("p", words.working));
    try {
      answer.replaceChildren(...await judge());
    } catch (wrong) {
      if (!(wrong instanceof CarnetProof.Wrong)) {
        answer.replaceChildren(verdict("error", words.absent));
        return;
      }
      const where = wrong.where ? ` (${wrong.where})` : "";
      answer.replaceChildren(verdict("error", words.refused, `${words.reasons[wrong.reason]}${where}.`));
    }
  };

  form.addEventListener("submit", (event) => { event.preventDefault(); run(); });
  form.addEventListener("change", run);
  form.hidden = false;
  document.querySelectorAll("[data-language]").forEach((button) => button.addEventListener("click", () => {
    document.documentElement.lang = button.dataset.language;
    run();
  }));
})();
