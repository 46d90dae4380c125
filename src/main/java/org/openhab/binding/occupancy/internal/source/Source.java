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
import org.openhab.binding.occupancy.internal.engine.model.BoundaryChange;
import org.openhab.binding.occupancy.internal.engine.model.EventType;
import org.openhab.binding.occupancy.internal.engine.model.Explanation.Kind;
import org.openhab.binding.occupancy.internal.engine.model.Explanation.Reason;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.SourceState;
import org.openhab.binding.occupancy.internal.engine.model.Trust;

/**
 * A source in use: turns the states of its item into events, with what it remembers from one state to the next.
 */
@NonNullByDefault
final class Source {

    /** The due time of a source that does nothing by itself. */
    static final long NEVER = Long.MAX_VALUE;

    final SourceConfig config;
    final Item item;
    /** The order of creation: what is due at one instant is applied in this order. */
    final int ordinal;

    private final Interpreter interpreter;

    private Phase phase = Phase.IDLE;
    /** Where and for whom it holds or will hold; {@code null} in the other phases. */
    private Signal.@Nullable Here here;
    /** Where its latest evidence is: elsewhere than at its location if it follows a person. */
    private String location;
    /** When the phase began, milliseconds; of a stuck sensor when it became active. */
    private long since;
    /** Whether the sensor itself has reported since the start, the last restore, or its last silence. */
    private boolean confirmed;
    /** Whether the state that begins to hold was only read, rather than reported when it happened. */
    private boolean read;
    private long due = NEVER;
    /**
     * Since when the item of a source that holds has had no state, in milliseconds; {@link #NEVER} while it has one.
     */
    private long silentSince = NEVER;
    /** How many people a counter saw last. */
    private int counted = 1;
    private @Nullable SourceProblem problem;

    Source(SourceConfig config, Item item, int ordinal) {
        this.config = config;
        this.item = item;
        this.ordinal = ordinal;
        this.interpreter = new Interpreter(config);
        location = config.location();
    }

    /** {@return when {@link #expire} is due, milliseconds; the key in the model's queue} */
    long due() {
        return due;
    }

    /** {@return where its latest evidence is} */
    String location() {
        return location;
    }

    /** {@return why the source does not count, or {@code null}} */
    @Nullable
    SourceProblem problem() {
        Duration longest = config.maxActive();
        return phase == Phase.STUCK && longest != null ? new SourceProblem.Stuck(Instant.ofEpochMilli(since), longest)
                : problem;
    }

    /**
     * Says why the source does not count although its item says something, or because it says nothing.
     *
     * @param evidence what the engine knows of it
     * @return the reason, or {@code null} if there is none or the engine knows it
     */
    @Nullable
    Reason doubt(@Nullable SourceState evidence) {
        boolean holds = evidence != null && evidence.hold();
        // The engine itself ends a hold that has lasted longer than anybody can keep moving.
        if (phase == Phase.STUCK || (phase == Phase.HOLDING && confirmed && !holds)) {
            return new Reason(Kind.STUCK, config.id(), config.type().id(), null, Instant.ofEpochMilli(since));
        }
        ItemState state = item.state;
        return state != null && !state.known() && !holds && !config.pulseOnly()
                ? new Reason(Kind.SILENT, config.id(), config.type().id(), null, null)
                : null;
    }

    /**
     * Says what is wrong with the source, other than with its settings.
     *
     * @param evidence what the engine knows of it
     * @return what is wrong, or {@code null} if nothing is
     */
    @Nullable
    SourceHealth health(@Nullable SourceState evidence) {
        ItemState state = item.state;
        Reason doubt = doubt(evidence);
        if (doubt != null && doubt.kind() == Kind.STUCK) {
            return new SourceHealth(config, SourceHealth.Kind.STUCK, state, doubt.since(), null);
        }
        if (problem != null) {
            return new SourceHealth(config, SourceHealth.Kind.UNUSABLE, state, null,
                    evidence == null ? null : evidence.until());
        }
        if (evidence != null && evidence.hold() && evidence.trust() == Trust.LOST) {
            return new SourceHealth(config, SourceHealth.Kind.LOST, state, item.unknownSince(), evidence.until());
        }
        if (evidence != null && evidence.hold() && evidence.trust() == Trust.RESTORED) {
            return new SourceHealth(config, SourceHealth.Kind.UNCONFIRMED, state, item.unknownSince(),
                    evidence.until());
        }
        return state == null || !state.known()
                ? new SourceHealth(config, SourceHealth.Kind.SILENT, state, item.unknownSince(), null)
                : null;
    }

    /** {@return what must survive a restart} */
    SourceMemory memory() {
        ItemState state = item.state;
        return new SourceMemory(item.name, state == null ? null : state.text(), phase, here, since, silentSince,
                phase == Phase.STARTING && read);
    }

    /** Puts back what a snapshot says; what the settings of today do not allow is left out. */
    void restore(SourceMemory memory, long now) {
        confirmed = false;
        problem = null;
        silentSince = memory.silentSince();
        read = memory.read();
        resume(config.remembers(memory.phase()) ? memory.phase() : Phase.IDLE, memory.here(), memory.since(), now);
        if (phase == Phase.STARTING && due <= now) {
            // whether it lasted while the add-on did not run is not known: the next report decides
            due = NEVER;
        }
    }

    /** Goes on in a phase; a sensor that was given up counts again if it may be active for longer today. */
    private void resume(Phase before, Signal.@Nullable Here where, long from, long now) {
        Duration longest = config.maxActive();
        if (before == Phase.STUCK && longest != null && from + longest.toMillis() > now) {
            // the engine knows of no hold, so the next report has to tell it
            confirmed = false;
            set(Phase.HOLDING, new Signal.Here(config.location(), config.occupant()), from);
        } else {
            set(before, where, from);
        }
    }

    /** Has the next report passed on to the engine even if it says nothing new, because the engine may not know it. */
    void distrust() {
        confirmed = false;
    }

    /** Takes over from the same source with its former settings. */
    void inherit(Source before, Instant at, LocationLookup locations, List<OccupancyEvent> out) {
        boolean sameType = config.type() == before.config.type();
        boolean sameItem = config.item().equals(before.config.item());
        // it is the same sensor with other settings: that does not undo that somebody vacated the room by hand
        boolean sameSensor = before.phase == Phase.HOLDING && sameItem;
        if ((sameType || sameSensor) && config.remembers(before.phase)) {
            confirmed = sameType && before.confirmed;
            counted = before.counted;
            long now = at.toEpochMilli();
            SourceMemory memory = before.memory().of(config.item(), now);
            silentSince = memory.silentSince();
            read = before.read;
            // another sensor is not silenced by what ended the hold of the one before
            boolean over = !sameItem && before.confirmed && !before.isHeld(locations);
            resume(over ? Phase.IDLE : memory.phase(), over ? null : memory.here(), memory.since(), now);
        } else {
            before.release(at, out);
        }
    }

    /** Moves its times, for a clock that was set. */
    void shift(long millis) {
        since = Math.max(0, since + millis);
        due = due == NEVER ? NEVER : Math.max(0, due + millis);
        silentSince = silentSince == NEVER ? NEVER : Math.max(0, silentSince + millis);
    }

    /**
     * Takes what the item is.
     *
     * @param before what it was, or {@code null} if it was never heard of
     * @param state what it is
     * @param news whether it has just happened
     * @param at when
     * @param locations the locations
     * @param out where the events go
     */
    void report(@Nullable ItemState before, ItemState state, News news, Instant at, LocationLookup locations,
            List<OccupancyEvent> out) {
        boolean active = phase == Phase.HOLDING || phase == Phase.STARTING || restored(locations);
        Signal signal = interpreter.read(before, state, active, locations);
        problem = signal instanceof Signal.Unusable unusable ? unusable.problem() : null;
        int peopleBefore = interpreter.people(before);
        counted = peopleBefore > 0 ? peopleBefore : counted;
        if (signal instanceof Signal.Here next) {
            boolean more = news == News.CHANGE && confirmed && peopleBefore < interpreter.people(state);
            if (more && phase == Phase.HOLDING && next.equals(here)) {
                // the counter rose: somebody has joined those who are here
                start(next, null, at, locations, out);
            }
            here(next, news == News.READING, at, locations, out);
        } else if (signal instanceof Signal.Gone) {
            gone(at, locations, out);
        } else if (signal instanceof Signal.Unknown || signal instanceof Signal.Unusable) {
            unknown(at, out);
        } else if (news != News.CHANGE) {
            // Nobody moved the door just now, but whether it is open tells whether people can have left.
            BoundaryChange side = interpreter.side(state);
            if (side != null) {
                out.add(event(EventType.HOLD_END, config.location(), null, null, at).withBoundary(side));
            }
        } else if (signal instanceof Signal.Pulse pulse) {
            out.add(event(EventType.MOMENTARY, config.location(), config.occupant(), config.timeout(), at)
                    .withBoundary(pulse.boundary()).withSustainOnly(config.sustainOnly() || isLone(at, locations)));
        }
    }

    /** {@return whether it was given up because it reported somebody for longer than can be} */
    boolean isStuck() {
        return phase == Phase.STUCK;
    }

    /** Does what is due by itself at an instant. */
    void expire(Instant at, LocationLookup locations, List<OccupancyEvent> out) {
        Signal.Here current = here;
        if (current == null) {
            return;
        }
        if (phase == Phase.STARTING) {
            begin(current, read, at, locations, out);
        } else {
            // a stuck sensor has seen nobody for long, so no timeout runs after its hold
            out.add(event(EventType.HOLD_END, current.location(), current.occupant(), Duration.ZERO, at));
            set(Phase.STUCK, null, since);
        }
    }

    /** Ends what it holds, because the source is removed or gets another item. */
    void release(Instant at, List<OccupancyEvent> out) {
        Signal.Here current = here;
        if (phase == Phase.HOLDING && current != null) {
            end(current, at, out);
        }
    }

    private void here(Signal.Here next, boolean reading, Instant at, LocationLookup locations,
            List<OccupancyEvent> out) {
        if (phase == Phase.STUCK) {
            return;
        }
        Signal.Here current = here;
        if (phase == Phase.HOLDING && current != null) {
            heard(at);
            if (current.equals(next)) {
                if (!confirmed) {
                    // the item says what it said before, so nobody came just now
                    start(next, Instant.ofEpochMilli(Math.min(since, at.toEpochMilli())), at, locations, out);
                }
                return;
            }
            end(current, at, out);
        }
        if (restored(locations)) {
            begin(next, reading, at, locations, out);
        } else {
            read = phase == Phase.STARTING ? read : reading;
            set(Phase.STARTING, next, phase == Phase.STARTING ? since : at.toEpochMilli());
            if (due <= at.toEpochMilli()) {
                begin(next, read, at, locations, out);
            }
        }
    }

    /**
     * Its item has a state again. The time of the silence does not count towards the time after which the sensor is
     * taken for stuck.
     */
    private void heard(Instant at) {
        if (silentSince != NEVER) {
            long silence = Math.max(0, at.toEpochMilli() - silentSince);
            silentSince = NEVER;
            set(phase, here, since + silence);
        }
    }

    private void gone(Instant at, LocationLookup locations, List<OccupancyEvent> out) {
        Signal.Here current = here;
        if (phase == Phase.HOLDING && current != null) {
            end(current, at, out);
        } else if (!confirmed) {
            // a sensor that is found idle after a restart does not make its person leave: another source may have
            // seen them
            String leaving = restored(locations) ? config.occupant() : null;
            out.add(event(EventType.HOLD_END, config.location(), leaving, config.timeout(), at));
        }
        set(Phase.IDLE, null, at.toEpochMilli());
        confirmed = true;
    }

    private void unknown(Instant at, List<OccupancyEvent> out) {
        Signal.Here current = here;
        if (phase == Phase.HOLDING && current != null) {
            if (confirmed) {
                Duration lost = config.lostTimeout();
                out.add(event(EventType.SOURCE_LOST, current.location(), current.occupant(),
                        lost != null ? lost : config.timeout(), at));
            }
            silentSince = Math.min(silentSince, at.toEpochMilli());
            due = NEVER;
        } else if (phase == Phase.STARTING) {
            set(Phase.IDLE, null, at.toEpochMilli());
        }
        confirmed = false;
    }

    private void begin(Signal.Here next, boolean reading, Instant at, LocationLookup locations,
            List<OccupancyEvent> out) {
        start(next, reading ? at : null, at, locations, out);
        set(Phase.HOLDING, next, at.toEpochMilli());
    }

    private void start(Signal.Here next, @Nullable Instant reading, Instant at, LocationLookup locations,
            List<OccupancyEvent> out) {
        boolean lone = reading != null && isHeld(locations) ? wasLone(locations) : isLone(at, locations);
        out.add(event(EventType.HOLD_START, next.location(), next.occupant(), null, at).withSince(reading)
                .withSustainOnly(config.sustainOnly() || lone));
        confirmed = true;
    }

    private void end(Signal.Here current, Instant at, List<OccupancyEvent> out) {
        out.add(event(EventType.HOLD_END, current.location(), current.occupant(), config.timeout(), at));
        set(Phase.IDLE, null, at.toEpochMilli());
    }

    private void set(Phase newPhase, Signal.@Nullable Here newHere, long newSince) {
        phase = newPhase;
        here = newHere;
        since = newSince;
        silentSince = newPhase == Phase.HOLDING ? silentSince : NEVER;
        if (newHere != null) {
            location = newHere.location();
        }
        Duration longest = config.maxActive();
        due = switch (newPhase) {
            case STARTING -> newSince + config.minDuration().toMillis();
            case HOLDING -> longest == null || silentSince != NEVER ? NEVER : newSince + longest.toMillis();
            case IDLE, STUCK -> NEVER;
        };
    }

    /**
     * {@return whether the engine knows only from a snapshot that this source holds: it has not said so itself yet}
     */
    private boolean restored(LocationLookup locations) {
        return !confirmed && isHeld(locations);
    }

    /**
     * {@return whether it is not believed yet that somebody came, because nothing else has been reported here for a
     * while} A lone report keeps an occupied location occupied, but does not make a vacant one so: the next report
     * decides.
     */
    private boolean isLone(Instant at, LocationLookup locations) {
        Duration within = config.confirm();
        return within != null && !locations.reportedSince(config.location(), at.minus(within));
    }

    private boolean isHeld(LocationLookup locations) {
        return locations.holds(location, config.id());
    }

    /**
     * {@return whether it was not believed when it reported what it says again now} What it said is no second report.
     */
    private boolean wasLone(LocationLookup locations) {
        return config.confirm() != null && locations.onlySustains(location, config.id());
    }

    /** {@return how many people a counter that holds counts now, or counted before it was lost} */
    int people() {
        int now = interpreter.people(item.state);
        return phase != Phase.HOLDING ? 0 : now > 0 ? now : counted;
    }

    /** {@return whether it reports somebody now} */
    boolean reports() {
        return phase == Phase.HOLDING && confirmed;
    }

    private OccupancyEvent event(EventType type, String location, @Nullable String occupant,
            @Nullable Duration duration, Instant at) {
        return new OccupancyEvent(location, type, config.type().category(), config.id(), at, occupant, duration,
                config.sustainOnly(), null, null, null, null);
    }
}
