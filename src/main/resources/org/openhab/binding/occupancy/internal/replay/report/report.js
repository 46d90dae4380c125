(function () {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const DAY = 86400;
  const SHORTEST = 300;
  const STEPS = [60, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, DAY, 2 * DAY, 7 * DAY, 30 * DAY];
  const LOCK_WORDS = {
    FREEZE: "frozen as it was",
    KEEP_VACANT: "not to become occupied",
    KEEP_OCCUPIED: "not to become vacant"
  };
  const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

  const data = JSON.parse(document.getElementById("data").textContent);
  const text = (index) => data.texts[index];

  // ------------------------------------------------------------------ data

  /** A flat list of gap, length, gap, length as a list of [from, to]. */
  function spansOf(flat) {
    const spans = [];
    let at = 0;
    for (let i = 0; i < flat.length; i += 2) {
      const from = at + flat[i];
      at = from + flat[i + 1];
      spans.push([from, at]);
    }
    return spans;
  }

  function byName(people) {
    const result = new Map();
    Object.keys(people || {}).forEach((name) => result.set(name, spansOf(people[name])));
    return result;
  }

  /** The index of the last element of a sorted list whose key is not after t, or -1. */
  function lastUpTo(list, t, key) {
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (key(list[middle]) <= t) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  function spanAt(spans, t) {
    const index = lastUpTo(spans, t, (span) => span[0]);
    return index >= 0 && t < spans[index][1] ? index : -1;
  }

  function union(spans) {
    const result = [];
    spans.slice().sort((a, b) => a[0] - b[0]).forEach(([from, to]) => {
      const last = result[result.length - 1];
      if (last && from <= last[1]) {
        last[1] = Math.max(last[1], to);
      } else {
        result.push([from, to]);
      }
    });
    return result;
  }

  /** What of the first lies in none of the second; both are in order. */
  function without(spans, others) {
    const result = [];
    spans.forEach(([from, to]) => {
      let at = from;
      for (let i = Math.max(0, lastUpTo(others, from, (span) => span[0])); i < others.length && others[i][0] < to; i++) {
        if (others[i][1] > at) {
          if (others[i][0] > at) {
            result.push([at, others[i][0]]);
          }
          at = others[i][1];
        }
      }
      if (at < to) {
        result.push([at, to]);
      }
    });
    return result;
  }

  const unknown = without([[0, data.length]], spansOf(data.known));
  const places = data.places.map((place) => {
    const truth = place.truth ? byName(place.truth) : null;
    const stays = spansOf(place.stays);
    const somebody = truth ? union([].concat(...truth.values())) : null;
    return {
      id: place.id,
      parent: place.parent,
      depth: place.depth,
      stays: stays,
      causes: place.causes,
      people: byName(place.people),
      locks: place.locks || [],
      truth: truth,
      somebody: somebody,
      unsure: somebody ? without(without(stays, somebody), unknown) : [],
      missed: somebody ? without(somebody, stays) : [],
      sources: (place.sources || []).map((source) => {
        let at = 0;
        return {
          source: source.source,
          item: source.item,
          type: source.type,
          states: source.states,
          active: source.active,
          at: source.at.map((gap) => (at += gap))
        };
      })
    };
  });
  places.forEach((place, index) => {
    place.children = places.filter((other) => other.parent === index);
    place.company = company(place);
  });
  const hasTruth = places.some((place) => place.truth);

  /** Who was shown in a place together, as stretches with the same names throughout. */
  function company(place) {
    const spans = [...place.people.values()];
    const edges = [...new Set([].concat(...spans).reduce((all, span) => all.concat(span), []))].sort((a, b) => a - b);
    const result = [];
    for (let i = 0; i + 1 < edges.length; i++) {
      const here = [...place.people].filter(([, theirs]) => spanAt(theirs, edges[i]) >= 0).map(([name]) => name);
      if (here.length > 0) {
        result.push({ from: edges[i], to: edges[i + 1], names: here.join(", ") });
      }
    }
    return result;
  }

  /** Where a person was at every time: of all places that name them, the innermost. */
  function whereabouts(name, field) {
    const found = [];
    places.forEach((place) => {
      const spans = place[field] && place[field].get(name);
      (spans || []).forEach((span) => found.push({ from: span[0], to: span[1], place: place }));
    });
    const edges = [...new Set([].concat(...found.map((each) => [each.from, each.to])))].sort((a, b) => a - b);
    found.sort((a, b) => a.from - b.from);
    const result = [];
    let open = [];
    let next = 0;
    for (let i = 0; i + 1 < edges.length; i++) {
      while (next < found.length && found[next].from <= edges[i]) {
        open.push(found[next++]);
      }
      open = open.filter((each) => each.to > edges[i]);
      if (open.length > 0) {
        const inner = open.reduce((a, b) => (b.place.depth > a.place.depth ? b : a));
        const last = result[result.length - 1];
        if (last && last.place === inner.place && last.to === edges[i]) {
          last.to = edges[i + 1];
        } else {
          result.push({ from: edges[i], to: edges[i + 1], place: inner.place });
        }
      }
    }
    return result;
  }

  const names = new Set();
  places.forEach((place) => {
    [...place.people.keys()].forEach((name) => names.add(name));
    [...(place.truth || new Map()).keys()].forEach((name) => names.add(name));
  });
  const people = [...names].sort().map((name) => ({
    name: name,
    shown: whereabouts(name, "people"),
    really: whereabouts(name, "truth")
  }));

  // ------------------------------------------------------------------ time

  function offsetAt(t) {
    let offset = data.offsets[1];
    for (let i = 0; i < data.offsets.length && (i === 0 || data.offsets[i] <= t); i += 2) {
      offset = data.offsets[i + 1];
    }
    return offset;
  }

  /** Seconds since 1970 as a clock on the wall of the home shows them. */
  const wall = (t) => data.start + t + offsetAt(t);
  const dateOf = (t) => new Date(wall(t) * 1000);
  const two = (number) => String(number).padStart(2, "0");

  function clock(t, seconds) {
    const date = dateOf(t);
    return two(date.getUTCHours()) + ":" + two(date.getUTCMinutes()) + (seconds ? ":" + two(date.getUTCSeconds()) : "");
  }

  function dayName(t) {
    const date = dateOf(t);
    return WEEKDAYS[date.getUTCDay()] + " " + date.getUTCDate() + " " + MONTHS[date.getUTCMonth()];
  }

  function length(seconds) {
    if (seconds < 60) {
      return Math.round(seconds) + " s";
    }
    const minutes = Math.round(seconds / 60);
    return minutes < 60 ? minutes + " min" : Math.floor(minutes / 60) + " h " + two(minutes % 60) + " min";
  }

  /** Moments at which the wall clock shows a multiple of a step. */
  function marks(from, to, step) {
    const result = [];
    let t = from - ((((wall(from) + (step > DAY ? 3 * DAY : 0)) % step) + step) % step);
    for (; t <= to; t += step) {
      const shift = offsetAt(from) - offsetAt(t);
      if (t + shift >= from && t + shift <= to) {
        result.push(t + shift);
      }
    }
    return result;
  }

  const days = [0].concat(marks(1, data.length - 1, DAY));
  const dayEnd = (index) => (index + 1 < days.length ? days[index + 1] : data.length);
  const manyDays = data.length > 1.5 * DAY;

  let view = manyDays ? [0, Math.min(data.length, days.length > 1 && dayEnd(0) < DAY / 4 ? dayEnd(1) : dayEnd(0))]
    : [0, data.length];

  // ------------------------------------------------------------------ page

  const byId = (id) => document.getElementById(id);

  function html(tag, content, className) {
    const element = document.createElement(tag);
    if (content !== undefined && content !== null) {
      element.textContent = content;
    }
    if (className) {
      element.className = className;
    }
    return element;
  }

  function svg(tag, attributes, parent) {
    const element = document.createElementNS(SVG, tag);
    Object.keys(attributes).forEach((name) => element.setAttribute(name, attributes[name]));
    if (parent) {
      parent.appendChild(element);
    }
    return element;
  }

  const chart = byId("chart");
  const hair = html("div");
  hair.id = "hair";
  hair.hidden = true;
  const rows = [];

  function addRow(name, small, height, className, depth, draw, describe) {
    const element = html("div", null, "row " + className);
    const label = html("div", null, "name");
    label.appendChild(html("span", name));
    label.style.setProperty("--depth", depth);
    label.title = name;
    if (small) {
      label.appendChild(html("small", small));
    }
    const track = svg("svg", { class: "track", height: height });
    element.append(label, track);
    chart.appendChild(element);
    const row = { element: element, track: track, height: height, draw: draw, describe: describe };
    if (describe) {
      row.index = rows.length;
      track.setAttribute("tabindex", rows.length === 0 ? "0" : "-1");
      track.setAttribute("role", "img");
      track.setAttribute("aria-label", name + (small ? ", " + small : ""));
      rows.push(row);
    }
    return row;
  }

  const axis = addRow("", "", 30, "axis", 0, drawAxis, null);
  if (people.length > 0) {
    chart.appendChild(html("div", hasTruth ? "People: as known, and where they really were" : "People", "row head"));
    people.forEach((person) => {
      const row = addRow(person.name, person.shown.length === 0 ? "not known" : "", hasTruth ? 28 : 24, "", 0,
        (width) => drawPerson(person, row, width), (t) => describePerson(person, t));
      row.changes = [].concat(...person.shown.concat(person.really).map((each) => [each.from, each.to]));
    });
    chart.appendChild(html("div", "Locations", "row head"));
  }
  places.forEach((place) => {
    const total = place.stays.reduce((sum, span) => sum + span[1] - span[0], 0);
    const often = manyDays ? (total / 3600 / (data.length / DAY)).toFixed(1) + " h a day" : length(total);
    const row = addRow(place.id, often, hasTruth ? 36 : 32, place.children.length > 0 ? "floor" : "", place.depth,
      (width) => drawPlace(place, row, width), (t) => describePlace(place, t));
    row.place = place;
    row.changes = [].concat(...place.stays);
  });
  chart.appendChild(hair);
  rows.forEach((row) => {
    row.changes = [...new Set(row.changes)].sort((a, b) => a - b);
  });

  const defs = svg("defs", {});
  const pattern = svg("pattern", { id: "hatch", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, defs);
  svg("line", { x1: 0, y1: 0, x2: 0, y2: 6, class: "hatch" }, pattern);
  const definitions = svg("svg", { width: 0, height: 0, style: "position:absolute", "aria-hidden": "true" }, document.body);
  definitions.appendChild(defs);

  // --------------------------------------------------------------- drawing

  let width = 0;
  const xOf = (t) => ((t - view[0]) / (view[1] - view[0])) * width;
  const timeAt = (x) => view[0] + (x / width) * (view[1] - view[0]);

  /** Calls back with pixels for every span that shows; neighbours that would run into each other become one. */
  function eachVisible(spans, least, draw) {
    const pixel = (view[1] - view[0]) / width;
    let open = null;
    for (let i = Math.max(0, lastUpTo(spans, view[0], (span) => span[0])); i < spans.length && spans[i][0] < view[1]; i++) {
      const [from, to] = spans[i];
      if (to <= view[0] || to - from < least * pixel) {
        continue;
      }
      if (open && from - open[1] < pixel * 0.6) {
        open[1] = Math.max(open[1], to);
      } else {
        if (open) {
          draw(xOf(open[0]), Math.max(1, (open[1] - open[0]) / pixel));
        }
        open = [Math.max(from, view[0] - pixel * 8), Math.min(to, view[1] + pixel * 8)];
      }
    }
    if (open) {
      draw(xOf(open[0]), Math.max(1, (open[1] - open[0]) / pixel));
    }
  }

  function drawSpans(parent, spans, className, y, height, round, least) {
    eachVisible(spans, least || 0, (x, w) => svg("rect", {
      class: className + (w < 5 ? " narrow" : ""), x: x.toFixed(1), y: y, width: w.toFixed(1), height: height, rx: Math.min(round, w / 2).toFixed(1)
    }, parent));
  }

  function step() {
    return STEPS.find((each) => (each / (view[1] - view[0])) * width >= 58) || STEPS[STEPS.length - 1];
  }

  function drawGrid(parent, height) {
    marks(view[0], view[1], step()).forEach((t) => {
      const x = Math.round(xOf(t)) + 0.5;
      svg("line", { class: wall(t) % DAY === 0 && manyDays ? "grid day" : "grid", x1: x, x2: x, y1: 0, y2: height }, parent);
    });
  }

  function drawAxis() {
    drawGrid(axis.track, axis.height);
    const every = step();
    const labels = marks(view[0], view[1], every).map((t) => {
      const day = wall(t) % DAY === 0 && manyDays;
      const words = !day ? clock(t) : every >= DAY ? dayName(t).slice(4) : dayName(t);
      const half = words.length * (day ? 3.7 : 3.4);
      return { words: words, day: day, half: half, x: Math.min(width - 3 - half, Math.max(3 + half, xOf(t))) };
    });
    // where two would touch, the day goes before the hour and the earlier before the later
    const drawn = [];
    labels.sort((a, b) => b.day - a.day || a.x - b.x).forEach((label) => {
      if (drawn.every((other) => Math.abs(other.x - label.x) > other.half + label.half + 6)) {
        drawn.push(label);
        svg("text", { x: label.x.toFixed(1), y: 19, "text-anchor": "middle", class: label.day ? "day" : "" }, axis.track)
          .textContent = label.words;
      }
    });
  }

  function fits(label, w) {
    return label.length * 6.4 + 10 < w;
  }

  function drawPlace(place, row, w) {
    const track = row.track;
    drawGrid(track, row.height);
    const truth = place.somebody && byId("showTruth").checked;
    drawSpans(track, place.stays, "occupied", 6, 15, 3);
    if (truth) {
      drawSpans(track, place.unsure, "unsure", 6, 15, 0, 1);
      drawSpans(track, place.missed, "missed", 6.6, 13.8, 2, 1.5);
      drawSpans(track, place.somebody, "truth", row.height - 4.5, 3, 1.5);
    }
    place.locks.forEach((lock) => drawSpans(track, [[lock.from, lock.to]], "lock", 3, 21, 4));
    if (place.children.length === 0) {
      drawNames(track, place);
    }
    if (byId("showTicks").checked && place.sources.length > 0) {
      const seen = new Set();
      place.sources.forEach((source) => {
        for (let i = Math.max(0, lastUpTo(source.at, view[0], (at) => at)); i < source.at.length && source.at[i] <= view[1]; i++) {
          seen.add(Math.round(xOf(source.at[i])));
        }
      });
      const path = [...seen].filter((x) => x >= 0 && x <= w).map((x) => "M" + (x + 0.5) + " 25v4").join("");
      svg("path", { class: "ticks", d: path }, track);
    }
    data.moments.filter((moment) => moment.place === place.id).forEach((moment) => {
      const x = xOf(moment.at);
      svg("path", { class: "moment", d: "M" + x.toFixed(1) + " 7l6 6-6 6-6-6z" }, track);
    });
  }

  function drawNames(track, place) {
    place.company.forEach((stay) => {
      const left = Math.max(0, xOf(stay.from));
      const right = Math.min(width, xOf(stay.to));
      if (fits(stay.names, right - left)) {
        svg("text", { class: "who", x: (left + 6).toFixed(1), y: 17.5 }, track).textContent = stay.names;
      }
    });
  }

  const hue = (place) => Math.round((places.indexOf(place) * 137.5) % 360);

  function drawPerson(person, row) {
    drawGrid(row.track, row.height);
    const pixel = (view[1] - view[0]) / width;
    const draw = (list, className, y, height, labels) => {
      let right = -1;
      list.forEach((each) => {
        if (each.to <= view[0] || each.from >= view[1]) {
          return;
        }
        const x = Math.max(-8, xOf(each.from));
        const w = Math.min(width + 8, xOf(each.to)) - x;
        // of many stays within one pixel one is enough
        if (w < 0.5 && x - right < 1) {
          return;
        }
        right = x + w;
        svg("rect", {
          class: className, x: x.toFixed(1), y: y, width: Math.max(0.8, w - (each.to - each.from > 3 * pixel ? 1 : 0)).toFixed(1),
          height: height, rx: Math.min(3, w / 2).toFixed(1), style: "--hue:" + hue(each.place)
        }, row.track);
        const shown = Math.min(width, x + w) - Math.max(0, x);
        if (labels && fits(each.place.id, shown)) {
          svg("text", { class: "where-name", x: (Math.max(0, x) + 5).toFixed(1), y: 15.5 }, row.track).textContent = each.place.id;
        }
      });
    };
    draw(person.shown, "where", 4, 15, true);
    if (hasTruth && byId("showTruth").checked) {
      draw(person.really, person.shown.length > 0 ? "really" : "really alone", person.shown.length > 0 ? 21.5 : 4, person.shown.length > 0 ? 4 : 15, person.shown.length === 0);
    }
  }

  const overview = byId("overview");

  function drawOverview() {
    if (!manyDays) {
      return;
    }
    overview.removeAttribute("hidden");
    overview.replaceChildren();
    const full = overview.clientWidth;
    const scale = full / data.length;
    let last = -1;
    const roots = places.filter((place) => place.parent < 0);
    const spans = union([].concat(...roots.map((place) => place.stays)));
    spans.forEach(([from, to]) => {
      if (to * scale - last > 0.5) {
        svg("rect", { class: "occupied", x: (from * scale).toFixed(1), y: 11, width: Math.max(1, (to - from) * scale).toFixed(1), height: 12 }, overview);
        last = to * scale;
      }
    });
    days.forEach((t) => {
      const x = Math.round(t * scale) + 0.5;
      svg("line", { class: "grid day", x1: x, x2: x, y1: 0, y2: 34 }, overview);
    });
    svg("rect", {
      class: "window", x: (view[0] * scale).toFixed(1), y: 0.5, width: Math.max(3, (view[1] - view[0]) * scale).toFixed(1), height: 33, rx: 3
    }, overview);
  }

  let pending = false;

  function redraw() {
    if (!pending) {
      pending = true;
      requestAnimationFrame(() => {
        pending = false;
        drawAll();
      });
    }
  }

  function drawAll() {
    width = Math.max(50, axis.track.clientWidth);
    [axis].concat(rows).forEach((row) => {
      row.track.replaceChildren();
      row.track.setAttribute("viewBox", "0 0 " + width + " " + row.height);
      row.draw(width);
    });
    drawOverview();
    const day = days.findIndex((from, index) => view[0] > from - 1 && view[1] < dayEnd(index) + 1);
    byId("day").value = String(day);
    byId("previous").disabled = view[0] <= 0;
    byId("next").disabled = view[1] >= data.length;
    byId("all").disabled = byId("out").disabled = view[1] - view[0] >= data.length;
    byId("in").disabled = view[1] - view[0] <= SHORTEST;
    if (shown) {
      placeHair(shown.t);
    }
  }

  function show(from, to) {
    const span = Math.min(data.length, Math.max(SHORTEST, to - from));
    const start = Math.min(Math.max(0, from), data.length - span);
    view = [start, start + span];
    redraw();
  }

  function zoom(factor, around) {
    const middle = around === undefined ? (view[0] + view[1]) / 2 : around;
    const span = Math.min(data.length, Math.max(SHORTEST, (view[1] - view[0]) * factor));
    const share = (middle - view[0]) / (view[1] - view[0]);
    show(middle - share * span, middle + (1 - share) * span);
  }

  // --------------------------------------------------------------- details

  const card = byId("card");
  let shown = null;

  function placeHair(t) {
    const x = xOf(t);
    hair.hidden = x < 0 || x > width;
    hair.style.left = axis.track.getBoundingClientRect().left - chart.getBoundingClientRect().left + x + "px";
  }

  function showCard(row, t, pinned, pointer) {
    const time = Math.min(data.length, Math.max(0, t));
    shown = { row: row, t: time, pinned: pinned };
    card.replaceChildren(...row.describe(time));
    card.classList.toggle("passing", !pinned);
    card.hidden = false;
    placeHair(time);
    const box = row.track.getBoundingClientRect();
    const x = pointer ? pointer.clientX : box.left + xOf(time);
    const left = x + 18 + card.offsetWidth > innerWidth ? x - 18 - card.offsetWidth : x + 18;
    const below = box.bottom + 6;
    const top = below + card.offsetHeight > innerHeight ? Math.max(8, box.top - 6 - card.offsetHeight) : below;
    card.style.left = Math.max(8, left) + "px";
    card.style.top = top + "px";
  }

  function hideCard() {
    shown = null;
    card.hidden = true;
    hair.hidden = true;
  }

  function title(name, t) {
    const heading = html("h3", name);
    heading.appendChild(html("span", (manyDays ? dayName(t) + ", " : "") + clock(t, view[1] - view[0] < 7200)));
    return heading;
  }

  function line(content, className) {
    return html("p", content, className);
  }

  const at = (t, other) => (manyDays && dayName(t) !== dayName(other) ? dayName(t) + " " : "") + clock(t);

  function describePlace(place, t) {
    const parts = [title(place.id, t)];
    const index = spanAt(place.stays, t);
    if (index >= 0) {
      const [from, to] = place.stays[index];
      const open = place.causes[2 * index + 1] < 0;
      const state = line("Occupied", "state-occupied");
      state.append(" " + at(from, t) + " \u2013 " + (open ? "the end" : at(to, t)) + " (" + length(to - from) + ")");
      parts.push(state, line("Since " + at(from, t) + ": " + text(place.causes[2 * index]) + "."));
      if (!open) {
        parts.push(line("Until " + at(to, t) + ": " + text(place.causes[2 * index + 1]) + "."));
      }
    } else {
      const before = lastUpTo(place.stays, t, (span) => span[0]);
      parts.push(line("Vacant", "state-vacant"));
      if (before >= 0) {
        parts.push(line("Since " + at(place.stays[before][1], t) + ": " + text(place.causes[2 * before + 1]) + "."));
      }
      if (before + 1 < place.stays.length) {
        const next = place.stays[before + 1][0];
        parts.push(line("Until " + at(next, t) + ": " + text(place.causes[2 * before + 2]) + "."));
      }
    }
    const here = [...place.people].filter(([, spans]) => spanAt(spans, t) >= 0).map(([name]) => name);
    if (here.length > 0) {
      parts.push(line("Known to be here: " + here.join(", ")));
    }
    place.locks.filter((lock) => lock.from <= t && t < lock.to).forEach((lock) => {
      const on = text(lock.on) === place.id ? "" : " on " + text(lock.on);
      parts.push(line("Locked by " + text(lock.owner) + on + " until " + at(lock.to, t) + ": " + LOCK_WORDS[lock.mode] + ".", "is-lock"));
    });
    const list = html("ul");
    place.sources.forEach((source) => {
      const last = lastUpTo(source.at, t, (each) => each);
      // what it gave counted at the time; it still does at most as long as the place stayed occupied ever since
      const active = last >= 0 && source.active[last] === "1" && index >= 0 && place.stays[index][0] <= source.at[last];
      const name = source.source === source.item ? source.item : source.source + ", " + source.item;
      list.appendChild(html("li", name + " (" + source.type + "): "
        + (last < 0 ? "nothing yet" : text(source.states[last]) + " since " + at(source.at[last], t)), active ? "active" : ""));
    });
    place.children.filter((child) => spanAt(child.stays, t) >= 0).forEach((child) => {
      list.appendChild(html("li", child.id + " is occupied", "active"));
    });
    if (list.childElementCount > 0) {
      parts.push(list);
    }
    if (place.truth && byId("showTruth").checked) {
      const really = [...place.truth].filter(([, spans]) => spanAt(spans, t) >= 0).map(([name]) => name);
      const wrong = (really.length > 0) !== (index >= 0);
      parts.push(line("In truth: " + (really.length > 0 ? really.join(", ") : "nobody"), wrong ? "is-missed" : "is-truth"));
    }
    data.moments.filter((moment) => moment.place === place.id && Math.abs(xOf(moment.at) - xOf(t)) < 9).forEach((moment) => {
      parts.push(line(moment.question + " The answer is below.", "quiet"));
    });
    return parts;
  }

  function describePerson(person, t) {
    const parts = [title(person.name, t)];
    const find = (list) => list.find((each) => each.from <= t && t < each.to);
    const known = find(person.shown);
    parts.push(line(known ? "Known to be in " + known.place.id + " since " + at(known.from, t) : "Not known to be anywhere"));
    if (hasTruth && byId("showTruth").checked) {
      const really = find(person.really);
      parts.push(line("In truth: " + (really ? really.place.id + " since " + at(really.from, t) : "not at home"), "is-truth"));
    }
    return parts;
  }

  // ----------------------------------------------------------------- input

  const pointers = new Map();
  let gesture = null;

  function rowOf(event) {
    return rows.find((row) => row.track === event.currentTarget);
  }

  const xIn = (row, event) => event.clientX - row.track.getBoundingClientRect().left;

  rows.forEach((row) => {
    const track = row.track;
    track.addEventListener("pointerdown", (event) => {
      pointers.set(event.pointerId, event);
      gesture = { row: row, view: view.slice(), x: event.clientX, moved: false, pointers: pointers.size, start: new Map(pointers) };
      if (event.pointerType !== "touch") {
        track.setPointerCapture(event.pointerId);
      }
    });
    track.addEventListener("pointermove", (event) => {
      if (pointers.has(event.pointerId)) {
        pointers.set(event.pointerId, event);
        drag(event);
      } else if (event.pointerType === "mouse" && !(shown && shown.pinned)) {
        showCard(row, timeAt(xIn(row, event)), false, event);
      }
    });
    track.addEventListener("pointerup", (event) => {
      if (gesture && !gesture.moved && gesture.pointers === 1) {
        focusRow(row);
        showCard(row, timeAt(xIn(row, event)), true, event);
      }
      endPointer(event);
    });
    track.addEventListener("pointercancel", endPointer);
    track.addEventListener("pointerleave", (event) => {
      if (event.pointerType === "mouse" && shown && !shown.pinned) {
        hideCard();
      }
    });
    track.addEventListener("wheel", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) {
        event.preventDefault();
        zoom(Math.exp(event.deltaY * 0.003), timeAt(xIn(row, event)));
      } else if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        event.preventDefault();
        pan(event.deltaX);
      }
    }, { passive: false });
    track.addEventListener("keydown", onKey);
    track.addEventListener("focus", () => {
      if (track.matches(":focus-visible") && !(shown && shown.row === row)) {
        showCard(row, shown ? shown.t : row.changes.find((t) => t >= view[0]) || view[0], true);
      }
    });
  });

  function pan(pixels) {
    const seconds = (pixels / width) * (view[1] - view[0]);
    show(view[0] + seconds, view[1] + seconds);
  }

  function drag(event) {
    if (!gesture) {
      return;
    }
    if (pointers.size === 2) {
      // two fingers: what was under each stays under it
      const [a, b] = [...pointers.values()];
      const [a0, b0] = [...gesture.start.values()];
      if (a0 && b0) {
        gesture.moved = true;
        const before = Math.max(20, Math.abs(a0.clientX - b0.clientX));
        const now = Math.max(20, Math.abs(a.clientX - b.clientX));
        const left = gesture.row.track.getBoundingClientRect().left;
        const span = gesture.view[1] - gesture.view[0];
        const middle = gesture.view[0] + (((a0.clientX + b0.clientX) / 2 - left) / width) * span;
        const share = ((a.clientX + b.clientX) / 2 - left) / width;
        const next = Math.min(data.length, Math.max(SHORTEST, (span * before) / now));
        show(middle - share * next, middle + (1 - share) * next);
      }
      return;
    }
    const moved = event.clientX - gesture.x;
    if (Math.abs(moved) > 5) {
      gesture.moved = true;
    }
    if (gesture.moved) {
      const seconds = (moved / width) * (gesture.view[1] - gesture.view[0]);
      show(gesture.view[0] - seconds, gesture.view[1] - seconds);
    }
  }

  function endPointer(event) {
    pointers.delete(event.pointerId);
    if (pointers.size === 0) {
      gesture = null;
    }
  }

  function focusRow(row) {
    rows.forEach((each) => each.track.setAttribute("tabindex", each === row ? "0" : "-1"));
    row.track.focus({ preventScroll: true });
  }

  function onKey(event) {
    const row = rowOf(event);
    const t = shown ? shown.t : view[0];
    let handled = true;
    if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      const next = event.key === "ArrowRight" ? row.changes.find((each) => each > t + 0.5)
        : row.changes.slice().reverse().find((each) => each < t - 0.5);
      if (next !== undefined) {
        goTo(row, next);
      }
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const next = rows[row.index + (event.key === "ArrowDown" ? 1 : -1)];
      if (next) {
        focusRow(next);
        next.track.scrollIntoView({ block: "nearest" });
        showCard(next, t, true);
      }
    } else if (event.key === "+" || event.key === "=") {
      zoom(0.6, t);
    } else if (event.key === "-") {
      zoom(1 / 0.6, t);
    } else if (event.key === "0") {
      show(0, data.length);
    } else if (event.key === "PageDown" || event.key === "PageUp") {
      pan(event.key === "PageDown" ? width * 0.9 : -width * 0.9);
    } else if (event.key === "Escape") {
      hideCard();
    } else {
      handled = false;
    }
    if (handled) {
      event.preventDefault();
    }
  }

  function goTo(row, t) {
    if (t < view[0] || t > view[1]) {
      const span = view[1] - view[0];
      show(t - span / 2, t + span / 2);
    }
    showCard(row, t, true);
  }

  document.addEventListener("pointerdown", (event) => {
    if (!chart.contains(event.target) && !card.contains(event.target) && !event.target.closest("#moments")) {
      hideCard();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      hideCard();
    }
  });

  days.forEach((from, index) => {
    const option = html("option", dayName(from + 1));
    option.value = String(index);
    byId("day").appendChild(option);
  });
  const part = html("option", "\u2026");
  part.value = "-1";
  part.hidden = true;
  byId("day").appendChild(part);
  byId("days").hidden = !manyDays;

  const showDay = (index) => show(days[index], dayEnd(index));
  byId("day").addEventListener("change", (event) => showDay(Number(event.target.value)));
  byId("previous").addEventListener("click", () => showDay(Math.max(0, lastUpTo(days, view[0] - 1, (t) => t))));
  byId("next").addEventListener("click", () => showDay(Math.min(days.length - 1, lastUpTo(days, view[0] + 1, (t) => t) + 1)));
  byId("in").addEventListener("click", () => zoom(0.5, shown ? shown.t : undefined));
  byId("out").addEventListener("click", () => zoom(2, shown ? shown.t : undefined));
  byId("all").addEventListener("click", () => show(0, data.length));
  ["showTicks", "showTruth"].forEach((id) => byId(id).addEventListener("change", redraw));
  byId("truthLabel").hidden = !hasTruth;

  function jump(event) {
    const middle = ((event.clientX - overview.getBoundingClientRect().left) / overview.clientWidth) * data.length;
    const span = view[1] - view[0];
    show(middle - span / 2, middle + span / 2);
  }

  overview.addEventListener("pointerdown", (event) => {
    overview.setPointerCapture(event.pointerId);
    jump(event);
  });
  overview.addEventListener("pointermove", (event) => {
    if (event.buttons > 0) {
      jump(event);
    }
  });

  if (data.moments.length > 0) {
    const list = html("ol");
    data.moments.forEach((moment) => {
      const button = html("button");
      button.type = "button";
      button.append(html("time", clock(moment.at) + " \u00b7 " + moment.place), html("strong", moment.question), html("span", moment.answer));
      button.addEventListener("click", () => {
        const row = rows.find((each) => each.place && each.place.id === moment.place);
        if (row) {
          focusRow(row);
          row.track.scrollIntoView({ block: "center" });
          goTo(row, moment.at);
        }
      });
      const item = html("li");
      item.appendChild(button);
      list.appendChild(item);
    });
    byId("moments").appendChild(list);
    byId("moments").hidden = false;
  }

  function legend(className, words, height) {
    const entry = html("span");
    const sample = svg("svg", { viewBox: "0 0 26 14" });
    svg("rect", { class: className, x: 1, y: 7 - height / 2, width: 24, height: height, rx: 2 }, sample);
    entry.append(sample, words);
    byId("legend").appendChild(entry);
  }

  legend("occupied", "occupied", 10);
  if (hasTruth) {
    legend("unsure", "occupied, but nobody is there", 10);
    legend("missed", "vacant, but somebody is there", 10);
    legend("truth", "in truth", 3);
  }
  if (places.some((place) => place.locks.length > 0)) {
    legend("lock", "locked", 10);
  }

  const readings = places.reduce((sum, place) => sum + place.sources.reduce((all, source) => all + source.at.length, 0), 0);
  const sensors = places.reduce((sum, place) => sum + place.sources.length, 0);
  const counted = (count, what) => count.toLocaleString("en") + " " + what + (count === 1 ? "" : "s");
  byId("facts").textContent = dayName(0) + " " + dateOf(0).getUTCFullYear() + ", " + clock(0)
    + (data.length > 0 ? " \u2013 " + (dayName(data.length - 1) === dayName(0) ? "" : dayName(data.length) + ", ") + clock(data.length) : "")
    + " \u00b7 " + (data.zone === "Z" ? "UTC" : data.zone) + " \u00b7 " + counted(places.length, "location") + " \u00b7 " + counted(sensors, "sensor")
    + " \u00b7 " + counted(readings, "reading");

  new ResizeObserver(redraw).observe(chart);
  drawAll();
})();
