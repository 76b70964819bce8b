// The product's adapter. It is put into the page before its own scripts, with page.js; the data comes through `?data=`, from
// the server of the bench, so the time to load them is that of the whole page.
register({
  zoomInput: 'wheel', panInput: 'drag', area: '.plate-area', eventSelector: '[data-mark]',
  load: async () => {
    // Not asked in each frame, which would have the page drawn more often than it needs.
    await new Promise((done) => {
      new MutationObserver((changes, observer) => {
        if (!document.documentElement.hasAttribute('data-ready')) return;
        observer.disconnect();
        done();
      }).observe(document, { attributeFilter: ['data-ready'], subtree: true });
    });
    // The others' time begins when they have their events; this one's when it asks for them.
    return performance.getEntriesByType('resource').find((file) => /bench-\d+\.json/.test(file.name))?.startTime;
  },
  // Events that are drawn by themselves, and those that a symbol counts.
  visibleCount: () => [...document.querySelectorAll('#plate [data-mark]')].reduce((sum, mark) => sum + Number(mark.dataset.cluster ?? 1), 0),
  span() {
    const days = document.querySelector('#plate')?.dataset.days?.split(' ').map(Number);
    return days && (days[1] - days[0]) * 864e5;
  },
  pos: () => Number(document.querySelector('#plate')?.dataset.days?.split(' ')[0]),
});
