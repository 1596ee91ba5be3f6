// Passkeys: asks the server for a challenge, the browser for its answer, then sends a plain form.
// Each page that loads it offers another way without it.
"use strict";
(() => {
  if (!window.PublicKeyCredential) return;
  const form = document.querySelector("form[data-passkey]");
  if (!form) return;
  let waiting; // the quiet offer inside the identifier's field

  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  const asked = async () => {
    const answer = await fetch(form.dataset.options, { method: "POST", body: new FormData(form) });
    const options = await answer.json();
    options.challenge = bytes(options.challenge);
    if (options.user) options.user.id = bytes(options.user.id);
    for (const one of options.excludeCredentials || []) one.id = bytes(one.id);
    return options;
  };

  const send = (credential) => {
    const from = credential.response, response = {};
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"])
      if (from[name]) response[name] = text(from[name]);
    if (from.getTransports) response.transports = from.getTransports();
    form.elements.credential.value = JSON.stringify({
      id: credential.id, rawId: text(credential.rawId), type: credential.type, response,
    });
    const shared = document.querySelector("input[type=checkbox][name=shared]");
    if (shared && form.elements.shared) form.elements.shared.value = shared.checked ? "on" : "";
    form.submit();
  };

  const said = (hidden) => { form.querySelector("[role=alert]").hidden = hidden; };

  const pressed = async (event) => {
    event.preventDefault();
    if (waiting) waiting.abort();
    said(true);
    try {
      const publicKey = await asked();
      const making = form.dataset.passkey === "create";
      send(await navigator.credentials[making ? "create" : "get"]({ publicKey }));
    } catch (problem) {
      said(false);
    }
  };

  const offer = async () => {
    const able = PublicKeyCredential.isConditionalMediationAvailable;
    if (form.dataset.passkey !== "get" || !able || !(await able.call(PublicKeyCredential))) return;
    waiting = new AbortController();
    try {
      const publicKey = await asked();
      send(await navigator.credentials.get({ publicKey, mediation: "conditional", signal: waiting.signal }));
    } catch (problem) {
      // Another way was chosen: the page is there for it.
    }
  };

  form.hidden = false;
  form.addEventListener("submit", pressed);
  offer();
})();
