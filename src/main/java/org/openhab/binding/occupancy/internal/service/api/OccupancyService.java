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
package org.openhab.binding.occupancy.internal.service.api;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Explanation;
import org.openhab.binding.occupancy.internal.engine.model.HistoryEntry;
import org.openhab.binding.occupancy.internal.engine.model.LearnedWay;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.RejectedException;

/**
 * What actions, console, discovery and pages need to know of the locations, and how they tell what happened there.
 * <p>
 * The id of a location is the UID of its thing as text. Nothing here blocks: views are immutable and at hand, and what
 * needs the engine is answered by a future that the service's worker completes. Whoever waits for one does so on a
 * thread that may wait, and for a bounded time. A future completes exceptionally with a {@link RejectedException} if
 * the request was refused; its message is a sentence for the user. All methods may be called from any thread.
 */
@NonNullByDefault
public interface OccupancyService {

    /** {@return whether item states were restored and the locations know them; events are kept until then} */
    boolean isRunning();

    /** {@return all locations: parents before their children, siblings by label} */
    List<LocationView> locations();

    /**
     * {@return what a location shows now, or {@code null} if no thing stands for it} @param id the id of the location
     */
    @Nullable
    LocationView location(String id);

    /**
     * Tells what happened.
     *
     * @param event makes the event from the present as the service knows it, on the worker: it must not wait
     * @return done when the event is applied and its outcome visible in {@link #location}
     */
    CompletableFuture<@Nullable Void> handle(Function<Instant, OccupancyEvent> event);

    /**
     * Asks why a location is occupied or vacant.
     *
     * @param id the id of the location
     * @return the reasons
     */
    CompletableFuture<Explanation> explain(String id);

    /**
     * {@return where people were seen walking from a location, the most frequent first; none while too little was seen}
     *
     * @param id the id of the location
     */
    CompletableFuture<List<LearnedWay>> leadsTo(String id);

    /** {@return the time zone of the system, as it is set in openHAB} */
    ZoneId timeZone();

    /**
     * Says an explanation in the language and the time zone of the system, with labels instead of ids.
     *
     * @param explanation what {@link #explain} answered
     * @return sentences: why, what is ignored, what would end it
     */
    String describe(Explanation explanation);

    /** {@return an explanation as one sentence, as the channel of the reason has it} @param explanation the reasons */
    String summarise(Explanation explanation);

    /**
     * {@return one of the add-on's texts in the language of the system}
     *
     * @param key the key of the text
     * @param arguments what goes into it
     */
    String text(String key, String... arguments);

    /** {@return a problem of a location as a sentence in the language of the system} @param problem the problem */
    String describe(LocationProblem problem);

    /**
     * {@return what happened, the oldest first: of the last eight days, and over restarts}
     *
     * Reads files: not for threads that must not wait.
     *
     * @param id the id of a location, or {@code null} for all
     * @param from since when, or {@code null} for all that is known
     */
    List<HistoryEntry> history(@Nullable String id, @Nullable Instant from);

    /** Has a listener told of all locations. @param listener who is told; twice if it is added twice */
    void addListener(OccupancyListener listener);

    /** Removes a listener. @param listener one that was added; otherwise nothing happens */
    void removeListener(OccupancyListener listener);

    /** {@return how the worker and the storage are doing; answered also while the worker is busy} */
    Health health();

    /** {@return how the sources are doing} */
    CompletableFuture<Health.Sources> sourceHealth();

    /** {@return the locations and sources as they are set up now, without what is known of them} */
    CompletableFuture<HomeSettings> settings();

    /** {@return all that is known, as the versioned JSON text that is stored} */
    CompletableFuture<String> export();
}
