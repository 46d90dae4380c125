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
package org.openhab.binding.occupancy.internal.service.runtime;

import java.time.Instant;
import java.util.function.Supplier;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Printable;
import org.openhab.binding.occupancy.internal.service.api.Health;
import org.openhab.core.storage.Storage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Keeps the snapshot as text in openHAB's storage. No fault of the storage or of its content is thrown from here: it is
 * logged once.
 */
@NonNullByDefault
public final class SnapshotStore {

    public static final String KEY = "snapshot";
    public static final String KEY_UNREADABLE = "snapshot-unreadable";

    /** A snapshot of ten thousand locations has 5 MB. */
    public static final int MAX_LENGTH = 20_000_000;

    private final Logger logger = LoggerFactory.getLogger(SnapshotStore.class);
    private final ObjectMapper mapper = new ObjectMapper();
    private final Storage<String> storage;
    private final Supplier<Instant> clock;
    private @Nullable String written;
    private boolean failing;
    private volatile boolean closed;
    /** The storage failed when it was read: what is in it must not be overwritten. */
    private boolean unread;

    /** What came of the latest attempt to write, for whoever asks on another thread. */
    private volatile Health.Store health = new Health.Store(null, 0, null);

    /**
     * @param storage where it is kept
     * @param clock tells the time
     */
    public SnapshotStore(Storage<String> storage, Supplier<Instant> clock) {
        this.storage = storage;
        this.clock = clock;
    }

    /** {@return when it was stored last, and whether it could be; may be called from any thread} */
    public Health.Store health() {
        return health;
    }

    /** {@return the snapshot, or {@code null} if there is none that can be read} */
    @Nullable
    public JsonNode read() {
        String text = null;
        try {
            text = storage.get(KEY);
            if (text == null || text.isBlank()) {
                return null;
            }
            if (text.length() > MAX_LENGTH) {
                keepAside("It is " + text.length() + " characters long.");
                return null;
            }
            JsonNode snapshot = mapper.readTree(text);
            written = text;
            return snapshot;
        } catch (JsonProcessingException e) {
            keepAside("It is no JSON: " + e.getOriginalMessage());
        } catch (RuntimeException e) {
            unread = true;
            logger.warn("The stored occupancy cannot be read, so the locations start from their items: {}",
                    e.toString());
        }
        return null;
    }

    /** Moves the stored text to another key, because it could not be read, or not all of it. */
    public void keepAside(String why) {
        try {
            storage.put(KEY_UNREADABLE, storage.get(KEY));
            storage.remove(KEY);
            written = null;
            logger.warn("The stored occupancy cannot be read and is kept in the storage under the key {}: {}",
                    KEY_UNREADABLE, why);
        } catch (RuntimeException e) {
            logger.warn("The stored occupancy can neither be read ({}) nor kept: {}", why, e.toString());
        }
    }

    /** Writes a snapshot, unless it is what is there. */
    public boolean write(JsonNode snapshot) {
        String text = snapshot.toString();
        if (closed) {
            return true;
        }
        if (text.equals(written)) {
            health = new Health.Store(clock.get(), text.length(), null);
            return true;
        }
        try {
            if (unread) {
                String kept = storage.get(KEY);
                if (kept != null && !kept.isBlank()) {
                    storage.put(KEY_UNREADABLE, kept);
                    logger.warn("What could not be read at the start is kept in the storage under the key {}.",
                            KEY_UNREADABLE);
                }
                unread = false;
            }
            storage.put(KEY, text);
            written = text;
            failing = false;
            health = new Health.Store(clock.get(), text.length(), null);
            return true;
        } catch (RuntimeException e) {
            Health.Store before = health;
            health = new Health.Store(before.at(), before.characters(), Printable.brief(e.toString()));
            if (!failing) {
                failing = true;
                logger.warn("The occupancy cannot be stored; after a restart the locations start from what was stored "
                        + "last: {}", e.toString());
            }
            return false;
        }
    }

    /** Writes nothing from now on: somebody else may write there. */
    public void close() {
        closed = true;
    }
}
