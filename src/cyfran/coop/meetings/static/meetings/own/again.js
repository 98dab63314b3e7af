// What is marked data-again="5" is fetched again every five seconds and changed in place: the screen in the room does not
// flicker. Without this the page loads itself again.
for (const part of document.querySelectorAll("[data-again]")) {
  setInterval(async () => {
    try {
      const response = await fetch(location.href, {
        headers: { "HX-Request": "true" },
        credentials: "same-origin",
      });
      const text = response.ok ? await response.text() : part.innerHTML;
      if (text.trim() !== part.innerHTML.trim()) part.innerHTML = text;
    } catch {
      // The line is gone for a moment: what stands there stays.
    }
  }, part.dataset.again * 1000);
}
