/*
 * Copyright (c) 2026 The occupancy add-on authors
 *
 * See the NOTICE file(s) distributed with this work for additional
 * information.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * http://www.eclipse.org/legal/epl-2.0
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.openhab.binding.occupancy.internal.source;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.EventType;
import org.openhab.binding.occupancy.internal.engine.OccupancyEvent;

/**
 * One source at work: turns what its item reports into events, with what it remembers between two reports.
 */
@NonNullByDefault
final class Source {

    /** Not due. */
    static final long NEVER = Long.MAX_VALUE;

    final SourceConfig config;
    final Item item;
    /** The order of creation: what is due at one instant is applied in this order. */
    final int ordinal;

    private final Interpreter interpreter;

    /** Where, and for whom, this source holds in the engine. */
    private Signal.@Nullable Here hold;
    /** What will hold when it has been so for long enough. */
    private Signal.@Nullable Here start;
    /** Since when {@link #hold} holds, {@link #start} waits, or a stuck sensor is active; milliseconds. */
    private long since;
    /** Whether the sensor was active for longer than is believed, and has not been inactive since. */
    private boolean stuck;
    /** Whether the sensor itself said so since the start, the last restore, or its last silence. */
    private boolean confirmed;
    /** When something happens by itself; the key in the model's queue. */
    private long due = NEVER;
    private @Nullable String problem;

    Source(SourceConfig config, Item item, int ordinal) {
        this.config = config;
        this.item = item;
        this.ordinal = ordinal;
        this.interpreter = new Interpreter(config);
    }

    long due() {
        return due;
    }

    Signal.@Nullable Here hold() {
        return hold;
    }

    Signal.@Nullable Here start() {
        return start;
    }

    long since() {
        return since;
    }

    boolean stuck() {
        return stuck;
    }

    /** {@return one sentence about what is wrong with the source, or {@code null}} */
    @Nullable
    String problem() {
        Duration longest = config.maxActive();
        if (stuck && longest != null) {
            return "The item " + config.item() + " has been active since " + Instant.ofEpochMilli(since)
                    + ", longer than maxActive allows (" + Durations.format(longest)
                    + "); it counts again after it was inactive.";
        }
        return problem;
    }

    /** The next report must be told even if it says nothing new, because the engine may have forgotten. */
    void distrust() {
        confirmed = false;
    }

    /** Takes over what the source was doing before its settings changed. */
    void inherit(Source before, Instant at, List<OccupancyEvent> out) {
        if (config.type() == before.config.type() && config.holds()) {
            hold = before.hold;
            start = before.start;
            since = before.since;
            confirmed = before.confirmed;
            due = dueOf();
        } else {
            before.release(at, out);
        }
    }

    /** Puts back what a snapshot says. What should have started while nobody looked waits for the next report. */
    void restore(Signal.@Nullable Here newHold, Signal.@Nullable Here newStart, long newSince, boolean newStuck,
            long now) {
        hold = config.holds() ? newHold : null;
        start = config.holds() && hold == null ? newStart : null;
        since = newSince;
        stuck = newStuck && hold == null && config.maxActive() != null;
        confirmed = false;
        problem = null;
        due = dueOf();
        if (start != null && due <= now) {
            due = NEVER;
        }
    }

    void shift(long millis) {
        since += millis;
        due = due == NEVER ? NEVER : due + millis;
    }

    /**
     * Takes what the item is.
     *
     * @param before what it was, or {@code null} if it was never heard of
     * @param state what it is
     * @param reading whether this only says what is, not that something happened
     * @param at when
     * @param places the locations
     * @param out where the events go
     */
    void report(@Nullable ItemState before, ItemState state, boolean reading, Instant at, Places places,
            List<OccupancyEvent> out) {
        Signal signal = interpreter.read(before, state, active(places), places);
        if (signal instanceof Signal.Unusable unusable) {
            problem = unusable.problem();
            return;
        }
        problem = null;
        if (signal instanceof Signal.Here here) {
            here(here, at, places, out);
        } else if (signal instanceof Signal.Gone) {
            gone(at, out);
        } else if (signal instanceof Signal.Pulse pulse && !reading) {
            out.add(event(EventType.MOMENTARY, config.location(), config.occupant(), at).withDuration(config.timeout())
                    .withBoundary(pulse.boundary()));
        } else if (signal instanceof Signal.Unknown) {
            unknown(at, out);
        }
        due = dueOf();
    }

    /** What falls due by itself, at its instant. */
    void expire(Instant at, List<OccupancyEvent> out) {
        Signal.Here waiting = start;
        Signal.Here held = hold;
        if (waiting != null) {
            begin(waiting, at, out);
        } else if (held != null) {
            // It is not believed any more, so it is not believed to have ended just now either: no trailing timeout.
            out.add(event(EventType.HOLD_END, held.location(), held.occupant(), at).withDuration(Duration.ZERO));
            hold = null;
            stuck = true;
        }
        due = dueOf();
    }

    /** Ends what it holds, because the source goes or becomes another. */
    void release(Instant at, List<OccupancyEvent> out) {
        Signal.Here held = hold;
        if (held != null) {
            end(held, at, out);
        }
        start = null;
        due = NEVER;
    }

    private boolean active(Places places) {
        return hold != null || start != null || (!confirmed && places.holds(config.location(), config.id()));
    }

    private void here(Signal.Here here, Instant at, Places places, List<OccupancyEvent> out) {
        if (stuck) {
            return;
        }
        Signal.Here held = hold;
        if (here.equals(held)) {
            if (!confirmed) {
                out.add(event(EventType.HOLD_START, here.location(), here.occupant(), at));
                confirmed = true;
            }
            return;
        }
        if (held != null) {
            end(held, at, out);
        }
        long least = config.minDuration().toMillis();
        if (start == null) {
            since = at.toEpochMilli();
        }
        boolean restored = !confirmed && places.holds(here.location(), config.id());
        if (restored || at.toEpochMilli() - since >= least) {
            begin(here, at, out);
        } else {
            start = here;
        }
    }

    private void begin(Signal.Here here, Instant at, List<OccupancyEvent> out) {
        out.add(event(EventType.HOLD_START, here.location(), here.occupant(), at));
        start = null;
        hold = here;
        since = at.toEpochMilli();
        confirmed = true;
    }

    private void gone(Instant at, List<OccupancyEvent> out) {
        start = null;
        stuck = false;
        Signal.Here held = hold;
        if (held != null) {
            end(held, at, out);
        } else if (!confirmed) {
            out.add(event(EventType.HOLD_END, config.location(), config.occupant(), at).withDuration(config.timeout()));
        }
        confirmed = true;
    }

    private void end(Signal.Here held, Instant at, List<OccupancyEvent> out) {
        out.add(event(EventType.HOLD_END, held.location(), held.occupant(), at).withDuration(config.timeout()));
        hold = null;
    }

    private void unknown(Instant at, List<OccupancyEvent> out) {
        start = null;
        Signal.Here held = hold;
        if (held != null && confirmed) {
            Duration lost = config.lostTimeout();
            out.add(event(EventType.SOURCE_LOST, held.location(), held.occupant(), at)
                    .withDuration(lost != null ? lost : config.timeout()));
        }
        confirmed = false;
    }

    private OccupancyEvent event(EventType type, String location, @Nullable String occupant, Instant at) {
        return new OccupancyEvent(location, type, config.type().id(), config.id(), at, occupant, null,
                config.sustainOnly(), null, null, null, null);
    }

    private long dueOf() {
        Duration longest = config.maxActive();
        if (start != null) {
            return since + config.minDuration().toMillis();
        }
        return hold != null && longest != null ? since + longest.toMillis() : NEVER;
    }
}
