// Shows « Vous avez du nouveau dans votre carnet », and opens the notification centre when it is
// pressed. It keeps no page: without a « fetch » handler, the browser asks the house for each one.
"use strict";
const CENTRE = "/notifications/";

self.addEventListener("push", (event) => {
  const told = event.data ? event.data.json() : {};
  event.waitUntil(
    self.registration.showNotification(told.title || "", {
      body: told.text || "", lang: told.lang || "", tag: "nouveau",
    }),
  );
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(self.clients.openWindow(CENTRE));
});
