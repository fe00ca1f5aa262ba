(function () {
  'use strict';
  var form = document.getElementById('search');
  if (!form) { return; }
  var field = form.querySelector('input');
  var said = document.getElementById('found');
  var toggle = document.getElementById('all');
  var entries = Array.prototype.slice.call(document.querySelectorAll('[data-entry]'));
  var groups = Array.prototype.slice.call(document.querySelectorAll('[data-group]'));
  var answers = entries.filter(function (entry) { return entry.tagName === 'DETAILS'; });

  function folded(text) {
    return text.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '')
      .replace(/\u00f8/g, 'o').replace(/\u00e6/g, 'ae');
  }
  var texts = entries.map(function (entry) {
    return folded(entry.textContent + ' ' + entry.getAttribute('data-entry'));
  });

  function search() {
    var words = folded(field.value).split(/\s+/).filter(Boolean);
    var shown = 0;
    entries.forEach(function (entry, at) {
      var fits = words.every(function (word) { return texts[at].indexOf(word) >= 0; });
      entry.hidden = !fits;
      if (fits) { shown += 1; }
    });
    groups.forEach(function (group) { group.hidden = !group.querySelector('[data-entry]:not([hidden])'); });
    said.textContent = !words.length ? ''
      : shown === 0 ? WORDS.none : shown === 1 ? WORDS.one : WORDS.found.replace('#', shown);
  }

  function goToFirst() {
    var first = entries.filter(function (entry) { return !entry.hidden; })[0];
    if (first && field.value.trim()) { first.querySelector('a, summary').focus(); }
  }

  function openAll(are) {
    answers.forEach(function (answer) { answer.open = are; });
    if (toggle) { toggle.textContent = are ? WORDS.hide : WORDS.show; }
  }

  function openLinked() {
    var linked = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    var answer = linked && linked.closest('details');
    if (answer) { answer.open = true; linked.scrollIntoView(); }
  }

  Array.prototype.forEach.call(document.querySelectorAll('nav a[hreflang]'), function (way) {
    way.addEventListener('click', function () { way.hash = location.hash; });
  });
  form.hidden = false;
  field.addEventListener('input', search);
  form.addEventListener('submit', function (event) { event.preventDefault(); search(); goToFirst(); });
  field.addEventListener('keydown', function (event) {
    if (event.key === 'Escape') { event.preventDefault(); field.value = ''; search(); }
  });
  if (toggle) {
    toggle.hidden = false;
    toggle.addEventListener('click', function () { openAll(toggle.textContent === WORDS.show); });
    openAll(answers.length <= 3);
  }
  window.addEventListener('hashchange', openLinked);
  window.addEventListener('beforeprint', function () { openAll(true); });
  search();
  openLinked();
})();
