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
package org.openhab.binding.occupancy.internal.console;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Locale;
import java.util.function.BooleanSupplier;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.replay.recording.ChangeStream;
import org.openhab.binding.occupancy.internal.replay.recording.ItemChange;
import org.openhab.core.persistence.FilterCriteria;
import org.openhab.core.persistence.FilterCriteria.Ordering;
import org.openhab.core.persistence.HistoricItem;
import org.openhab.core.persistence.QueryablePersistenceService;

/**
 * The states of one item that a persistence service keeps, read page by page as they are asked for.
 * <p>
 * A page begins where the one before ended, not at a page number: with an offset most databases read everything before
 * it again, and some services ignore it. What a service gives twice, out of order or out of bounds is left out. A
 * service that fails ends the history of this item, not of the others.
 */
@NonNullByDefault
final class ItemHistory implements ChangeStream {

    static final int PAGE_SIZE = 1000;
    private final QueryablePersistenceService service;
    private final AliasQuery aliases;
    private final String item;
    private final Instant begin;
    private final Instant end;
    private final long maxStates;
    private final BooleanSupplier stop;

    private final ArrayDeque<ItemChange> page = new ArrayDeque<>(PAGE_SIZE);
    private Instant latest;
    /** How many states of the latest instant were read: the next page begins with them again. */
    private int atLatest;
    private long states;
    private boolean started;
    private boolean ended;
    private boolean asked;
    /** Whether the service keeps the item under an alias. */
    private boolean aliased;
    private @Nullable String problem;

    /**
     * @param service what keeps the states
     * @param aliases asks for an item that the service keeps under another name
     * @param item the name of the item
     * @param begin the first instant; the state that the item had then comes first
     * @param end the last instant
     * @param maxStates how many states are read at most
     * @param stop asked before each query whether it is time to stop
     */
    ItemHistory(QueryablePersistenceService service, AliasQuery aliases, String item, Instant begin, Instant end,
            long maxStates, BooleanSupplier stop) {
        this.service = service;
        this.aliases = aliases;
        this.item = item;
        this.begin = begin;
        this.end = end;
        this.maxStates = maxStates;
        this.stop = stop;
        latest = begin;
    }

    /** {@return the name of the item} */
    String item() {
        return item;
    }

    /** {@return why not all of it was read, or {@code null} if it was so far} */
    @Nullable
    String problem() {
        return problem;
    }

    /** {@return whether the service was asked for it, answered, and knows no state} */
    boolean isMissing() {
        return asked && states == 0 && problem == null;
    }

    /** {@return whether there is any state} */
    boolean isPresent() {
        return states > 0;
    }

    @Override
    public @Nullable ItemChange next() {
        try {
            if (!started && !stop.getAsBoolean()) {
                started = true;
                readStateAtBegin();
            }
            while (page.isEmpty() && !ended && !stop.getAsBoolean()) {
                if (aliased) {
                    readDay();
                } else {
                    readPage();
                }
                asked = true;
            }
        } catch (RuntimeException e) {
            // the service is foreign code with a database behind it, which may throw anything
            ended = true;
            String reason = e.getMessage();
            problem = "The history of " + item + " cannot be read" + (states == 0 ? "" : " to its end") + ": "
                    + (reason == null ? e.getClass().getSimpleName() : reason);
        }
        if (page.isEmpty()) {
            return null;
        }
        ItemChange next = page.remove();
        if (++states > maxStates) {
            page.clear();
            ended = true;
            problem = String.format(Locale.ROOT, "%s has more than %,d states; those from %s on are left out.", item,
                    maxStates, next.at());
            return null;
        }
        return next;
    }

    private void readStateAtBegin() {
        FilterCriteria criteria = new FilterCriteria().setItemName(item).setEndDate(begin.atZone(ZoneOffset.UTC))
                .setOrdering(Ordering.DESCENDING).setPageSize(1);
        Iterator<HistoricItem> found = service.query(criteria).iterator();
        if (found.hasNext()) {
            HistoricItem state = found.next();
            if (!state.getTimestamp().toInstant().isAfter(begin)) {
                page.add(new ItemChange(begin, item, state.getState().toFullString()));
            }
        }
    }

    private void readPage() {
        FilterCriteria criteria = new FilterCriteria().setItemName(item).setBeginDate(latest.atZone(ZoneOffset.UTC))
                .setEndDate(end.atZone(ZoneOffset.UTC)).setOrdering(Ordering.ASCENDING).setPageSize(PAGE_SIZE);
        int known = atLatest;
        int read = 0;
        Instant from = latest;
        for (Iterator<HistoricItem> found = service.query(criteria).iterator(); page.size() < PAGE_SIZE
                && found.hasNext();) {
            HistoricItem state = found.next();
            Instant at = state.getTimestamp().toInstant();
            read++;
            if (at.isBefore(latest) || at.isAfter(end) || at.equals(from) && known-- > 0) {
                continue;
            }
            atLatest = at.equals(latest) ? atLatest + 1 : 1;
            latest = at;
            page.add(new ItemChange(at, item, state.getState().toFullString()));
        }
        ended = page.isEmpty() || read < PAGE_SIZE;
        if (ended && page.isEmpty() && states == 0) {
            tryAlias();
        }
    }

    /** Looks whether the service keeps the item under an alias. */
    private void tryAlias() {
        if (aliases.latest(item, end.atZone(ZoneOffset.UTC), service.getId()) == null) {
            return;
        }
        aliased = true;
        ended = false;
        HistoricItem state = aliases.latest(item, begin.atZone(ZoneOffset.UTC), service.getId());
        if (state != null && !state.getTimestamp().toInstant().isAfter(begin)) {
            page.add(new ItemChange(begin, item, state.getState().toFullString()));
        }
    }

    /**
     * Reads the states of one day: openHAB's query by alias has no pages and returns all states of its period at
     * once.
     */
    private void readDay() {
        Instant from = latest;
        Instant to = from.plus(Duration.ofDays(1));
        boolean isLast = !to.isBefore(end);
        Instant last = isLast ? end : to;
        for (HistoricItem state : aliases.between(item, from.atZone(ZoneOffset.UTC), last.atZone(ZoneOffset.UTC),
                service.getId())) {
            Instant at = state.getTimestamp().toInstant();
            if (!at.isBefore(from) && (isLast ? !at.isAfter(end) : at.isBefore(to))) {
                page.add(new ItemChange(at, item, state.getState().toFullString()));
            }
        }
        latest = last;
        ended = isLast;
    }

    @Override
    public void close() {
        // every page was read to its end
    }
}
