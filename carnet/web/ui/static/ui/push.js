// Push messages: once their button is pressed, asks the browser, then sends a plain form.
// Without this script, or where the browser has no push, the page simply does not offer them.
"use strict";
(() => {
  const form = document.querySelector("form[data-push]");
  if (!form || !("serviceWorker" in navigator) || !("PushManager" in window)) return;

  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const said = (hidden) => { form.querySelector("[role=alert]").hidden = hidden; };

  const active = (registration) =>
    new Promise((resolve) => {
      const coming = registration.installing || registration.waiting;
      if (!coming) return resolve();
      coming.addEventListener("statechange", () => {
        if (coming.state === "activated") resolve();
      });
    });

  const subscribed = async () => {
    if ((await Notification.requestPermission()) !== "granted") throw new Error("refused");
    const { worker, scope, push: applicationServerKey } = form.dataset;
    const registration = await navigator.serviceWorker.register(worker, { scope });
    await active(registration);
    return registration.pushManager.subscribe({
      userVisibleOnly: true, applicationServerKey: bytes(applicationServerKey),
    });
  };

  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    said(true);
    try {
      const { endpoint, keys } = (await subscribed()).toJSON();
      form.elements.endpoint.value = endpoint;
      form.elements.p256dh.value = keys.p256dh;
      form.elements.auth.value = keys.auth;
      form.submit();
    } catch (problem) {
      said(false);
    }
  });
})();
