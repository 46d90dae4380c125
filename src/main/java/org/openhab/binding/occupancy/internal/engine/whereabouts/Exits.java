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
package org.openhab.binding.occupancy.internal.engine.whereabouts;

import static org.openhab.binding.occupancy.internal.engine.model.Instants.NONE;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Instants;

/**
 * Which doors lead out of a home: those that are set so or, if none is, the one after which the home fell silent.
 *
 * <p>
 * <b>The problem.</b> Whether anybody is at home hangs on the front door, and a contact does not say where its door
 * leads.
 *
 * <p>
 * <b>The rule.</b> Who leaves the home alone closes the door, and nothing happens until a door moves again: the same
 * one, by which they come home. So a door is learned as the exit when {@link #ENOUGH_SILENCES} silences of {@link
 * #SILENCE_MILLIS} began and ended with it and no other door has more than half as many. Activity inside that breaks a
 * silence speaks against the door with which the silence began: somebody was there. What is remembered goes up and down
 * between bounds, as in the predictors of processors (J. E. Smith, "A study of branch prediction strategies", ISCA
 * 1981), so that a few silences of today weigh as much as many of last year.
 *
 * <p>
 * <b>What bounds it.</b> The door of a bedroom is silent at night as well. Where a sensor sees its sleeper turn, that
 * breaks the silence. Where there is none, nothing but the door is ever heard of, and such a door is not learned; that
 * of a location with parts or of a passage is, for nobody sleeps there. Where somebody is at home all day, nothing is
 * learned at all.
 *
 * <p>
 * <b>An example.</b> One person, a sensor in the hall and contacts at the front door and at the balcony. On Monday and
 * Tuesday the front door moves at 8:00 and next, before anything else, at 17:00: two silences. On Wednesday evening the
 * balcony's door moves and twenty minutes later the sensor reports, which speaks against the balcony. On Thursday the
 * front door has its third silence and is the exit.
 */
@NonNullByDefault
public final class Exits implements Remembered {

    /** Milliseconds of silence after which a home may be empty. */
    private static final long SILENCE_MILLIS = 15 * 60_000;
    /** So many silences make a door the exit. */
    private static final int ENOUGH_SILENCES = 3;
    /** What is remembered of them at most, so that another door can become the exit. */
    private static final long MOST_SILENCES = 8;
    private static final char SEPARATOR = '\t';

    // From the configuration.
    private Set<String> leadOut = Set.of();
    private Set<String> doNot = Set.of();

    /** The doors that have reported, and whether they are open. */
    private SortedMap<String, Boolean> open = new TreeMap<>();
    private SortedMap<String, Long> movedAt = new TreeMap<>();
    /** How often the home was silent from one move of a door to the next. */
    private SortedMap<String, Long> silences = new TreeMap<>();
    /** The doors in whose location something but doors was active, too. */
    private SortedMap<String, Boolean> livedIn = new TreeMap<>();
    private long lastHappening = NONE;
    private @Nullable String lastMoved;
    /** Worked out of the silences. */
    private @Nullable String learned;

    /** {@return what stands for a source of a location here} */
    public static String key(String location, String source) {
        return location + SEPARATOR + source;
    }

    /** {@return whether a {@link #key} stands for a source of a location} */
    static boolean isOf(String key, String location) {
        return key.length() > location.length() && key.charAt(location.length()) == SEPARATOR
                && key.startsWith(location);
    }

    /** {@return the location of a {@link #key}} */
    public static String location(String key) {
        int end = key.indexOf(SEPARATOR);
        return end < 0 ? key : key.substring(0, end);
    }

    /** {@return the source of a {@link #key}} */
    public static String source(String key) {
        return key.substring(key.indexOf(SEPARATOR) + 1);
    }

    void configured(Set<String> newLeadOut, Set<String> newDoNot) {
        leadOut = newLeadOut;
        doNot = newDoNot;
        learn();
    }

    boolean knowsAnything() {
        return lastHappening != NONE || !open.isEmpty();
    }

    /** {@return whether any exit is known} */
    boolean any() {
        return !leadOut.isEmpty() || learned != null;
    }

    /** {@return whether a door is known to lead out of the home} */
    public boolean contains(String door) {
        return leadOut.isEmpty() ? door.equals(learned) : leadOut.contains(door);
    }

    /** {@return the doors that are known to lead out of the home} */
    public Set<String> all() {
        String door = learned;
        return leadOut.isEmpty() && door != null ? Set.of(door) : leadOut;
    }

    /** {@return whether the exit was learned, not set} */
    public boolean isLearned() {
        return leadOut.isEmpty() && learned != null;
    }

    /** {@return whether a door is open, as far as is known} */
    public boolean isOpen(String door) {
        return open.getOrDefault(door, false);
    }

    /** {@return when a door last moved, or {@link Instants#NONE}} */
    public long movedAt(String door) {
        return movedAt.getOrDefault(door, NONE);
    }

    /** {@return the door that moved last, if nothing has happened since} */
    @Nullable
    String lastMoved() {
        return lastMoved;
    }

    /** {@return when anything happened last that tells of people} */
    long lastHappening() {
        return lastHappening;
    }

    /** Records on which side a door was found, without anybody having moved it just now. */
    public void found(String door, boolean isOpen) {
        open.put(door, isOpen);
    }

    void moved(String door, boolean isOpen, boolean isLivedIn, BooleanSupplier held, long now) {
        open.put(door, isOpen);
        movedAt.put(door, now);
        if (isLivedIn) {
            livedIn.put(door, true);
        }
        happened(door, held, now);
    }

    void activeInside(String source, long at, BooleanSupplier held) {
        if (open.containsKey(source)) {
            return;
        }
        happened(null, held, Math.max(at, lastHappening));
        livedIn(key(location(source), ""));
    }

    private void livedIn(String location) {
        for (String door : open.tailMap(location).keySet()) {
            if (!door.startsWith(location)) {
                return;
            }
            livedIn.put(door, true);
        }
    }

    private void happened(@Nullable String door, BooleanSupplier held, long now) {
        String before = lastMoved;
        if (before != null && now - lastHappening >= SILENCE_MILLIS && !held.getAsBoolean()) {
            long count = silences.getOrDefault(before, 0L) + (before.equals(door) ? 1 : -1);
            silences.put(before, Math.max(0, Math.min(MOST_SILENCES, count)));
            learn();
        }
        lastHappening = now;
        lastMoved = door;
    }

    private void learn() {
        String best = null;
        long most = 0;
        long second = 0;
        for (Map.Entry<String, Long> door : silences.entrySet()) {
            boolean possible = livedIn.containsKey(door.getKey()) && !doNot.contains(door.getKey());
            long count = possible ? door.getValue() : 0;
            if (count > most) {
                second = most;
                most = count;
                best = door.getKey();
            } else {
                second = Math.max(second, count);
            }
        }
        learned = most >= ENOUGH_SILENCES && most >= 2 * second ? best : null;
    }

    @Override
    public void each(StoredFields fields) {
        open = fields.flags("doors", open);
        movedAt = fields.instants("doorsMoved", movedAt);
        silences = fields.tallies("silencesAfter", silences);
        livedIn = fields.flags("livedIn", livedIn);
        lastHappening = fields.instant("lastHappening", lastHappening);
        lastMoved = fields.text("lastDoor", lastMoved);
        silences.replaceAll((door, count) -> Math.min(MOST_SILENCES, count));
        learn();
    }
}
