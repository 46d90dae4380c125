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

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Cause;
import org.openhab.binding.occupancy.internal.engine.model.CauseJson;
import org.openhab.binding.occupancy.internal.engine.model.HistoryEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Keeps what happened in the last days, to answer why a location was occupied last night. A file for each day in UTC,
 * a line of JSON for each entry, only ever appended to: a power cut costs the last line at most.
 * <p>
 * Entries are written a second after the first of them, on a thread of the pool: whoever adds one does not wait for
 * the disk. Without a disk that can be written the latest entries are kept in memory. Safe for use by many threads.
 */
@NonNullByDefault
public final class HistoryFiles {

    /** How many days back can be asked for, besides today. */
    static final int DAYS = 8;
    /** The largest file of a day, in bytes: a lamp that flickers must not fill a memory card. */
    static final long MOST_A_DAY = 4_000_000;
    /** How many entries are kept in memory. */
    static final int MOST_IN_MEMORY = 500;

    private static final long DELAY_SECONDS = 1;
    private static final Pattern NAME = Pattern.compile("history-(\\d{4}-\\d{2}-\\d{2})\\.jsonl");

    private final Logger logger = LoggerFactory.getLogger(HistoryFiles.class);
    private final ObjectMapper mapper = new ObjectMapper();
    private final @Nullable Path folder;
    private final ScheduledExecutorService pool;

    // guarded by latest
    private final Deque<HistoryEntry> latest = new ArrayDeque<>();
    private List<HistoryEntry> unwritten = new ArrayList<>();
    private boolean planned;

    // guarded by this: the files
    private boolean failing;

    /**
     * @param folder where the files are; {@code null} to keep the latest entries in memory only
     * @param pool where they are written
     */
    public HistoryFiles(@Nullable Path folder, ScheduledExecutorService pool) {
        this.folder = folder;
        this.pool = pool;
    }

    /** Adds what happened. Does not wait for the disk. */
    public void add(HistoryEntry entry) {
        synchronized (latest) {
            if (latest.size() == MOST_IN_MEMORY) {
                latest.removeFirst();
            }
            latest.addLast(entry);
            if (folder == null) {
                return;
            }
            unwritten.add(entry);
            if (planned) {
                return;
            }
            planned = true;
        }
        try {
            pool.schedule(this::write, DELAY_SECONDS, TimeUnit.SECONDS);
        } catch (RejectedExecutionException e) {
            // openHAB stops: closing writes the rest
        }
    }

    /**
     * {@return what happened, the oldest first}
     *
     * @param location the id of a location, or {@code null} for all
     * @param from since when, or {@code null} for all that is known
     */
    public List<HistoryEntry> read(@Nullable String location, @Nullable Instant from) {
        Predicate<HistoryEntry> asked = entry -> (location == null || location.equals(entry.location()))
                && (from == null || !entry.at().isBefore(from));
        write();
        synchronized (this) {
            Path files = folder;
            if (files != null && !failing) {
                try {
                    List<HistoryEntry> entries = new ArrayList<>();
                    for (Path file : files(files)) {
                        if (from == null || !day(file).isBefore(LocalDate.ofInstant(from, ZoneOffset.UTC))) {
                            read(file, asked, entries);
                        }
                    }
                    return entries;
                } catch (IOException e) {
                    failed(e);
                }
            }
        }
        synchronized (latest) {
            return latest.stream().filter(asked).toList();
        }
    }

    /** Forgets a location that was removed. @param location its id */
    public void forget(String location) {
        synchronized (latest) {
            latest.removeIf(entry -> entry.location().equals(location));
            unwritten.removeIf(entry -> entry.location().equals(location));
        }
        if (folder != null) {
            try {
                pool.execute(() -> purge(location));
            } catch (RejectedExecutionException e) {
                // openHAB stops; the lines go with their day
            }
        }
    }

    /** Writes what is not written yet. */
    public void close() {
        write();
    }

    private void write() {
        List<HistoryEntry> entries;
        synchronized (latest) {
            planned = false;
            entries = unwritten;
            unwritten = new ArrayList<>();
        }
        Path files = folder;
        if (files == null || entries.isEmpty()) {
            return;
        }
        synchronized (this) {
            Map<LocalDate, StringBuilder> days = new LinkedHashMap<>();
            for (HistoryEntry entry : entries) {
                LocalDate day = LocalDate.ofInstant(entry.at(), ZoneOffset.UTC);
                StringBuilder text = days.get(day);
                if (text == null) {
                    text = new StringBuilder();
                    days.put(day, text);
                }
                text.append(toJson(entry)).append('\n');
            }
            try {
                Files.createDirectories(files);
                for (Map.Entry<LocalDate, StringBuilder> day : days.entrySet()) {
                    Path file = files.resolve("history-" + day.getKey() + ".jsonl");
                    boolean isNew = !Files.exists(file);
                    if (isNew || Files.size(file) < MOST_A_DAY) {
                        Files.writeString(file, day.getValue(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                    }
                    if (isNew) {
                        prune(files);
                    }
                }
                failing = false;
            } catch (IOException e) {
                failed(e);
            }
        }
    }

    private void failed(IOException e) {
        if (!failing) {
            failing = true;
            logger.warn("The history of the locations cannot be kept in {}; only the latest changes are known: {}",
                    folder, e.toString());
        }
    }

    /**
     * Deletes the oldest files. They are sorted by name and counted, because today's date may be wrong after a start
     * without network.
     */
    private static void prune(Path folder) throws IOException {
        List<Path> files = files(folder);
        for (Path file : files.subList(0, Math.max(0, files.size() - DAYS - 1))) {
            Files.deleteIfExists(file);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> NAME.matcher(file.getFileName().toString()).matches()).sorted().toList();
        }
    }

    private static LocalDate day(Path file) {
        String name = file.getFileName().toString();
        try {
            return LocalDate.parse(name.substring("history-".length(), name.length() - ".jsonl".length()));
        } catch (DateTimeParseException e) {
            return LocalDate.MIN;
        }
    }

    private void read(Path file, Predicate<HistoryEntry> asked, List<HistoryEntry> entries) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                HistoryEntry entry = fromJson(line);
                if (entry != null && asked.test(entry)) {
                    entries.add(entry);
                }
            }
        }
    }

    private synchronized void purge(String location) {
        Path files = folder;
        if (files == null) {
            return;
        }
        try {
            for (Path file : files(files)) {
                List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
                List<String> kept = lines.stream().filter(line -> {
                    HistoryEntry entry = fromJson(line);
                    return entry == null || !entry.location().equals(location);
                }).toList();
                if (kept.size() < lines.size()) {
                    Path part = file.resolveSibling(file.getFileName() + ".part");
                    Files.write(part, kept, StandardCharsets.UTF_8);
                    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            failed(e);
        }
    }

    private String toJson(HistoryEntry entry) {
        ObjectNode json = mapper.createObjectNode();
        json.put("at", entry.at().toString());
        json.put("location", entry.location());
        json.put("occupied", entry.occupied());
        put(json, "until", entry.until());
        put(json, "lastActivity", entry.lastActivity());
        put(json, "occupants", entry.occupants());
        put(json, "sources", entry.sources());
        put(json, "locks", entry.locks());
        json.set("cause", CauseJson.write(entry.cause()));
        return json.toString();
    }

    private static void put(ObjectNode json, String key, @Nullable Instant instant) {
        if (instant != null) {
            json.put(key, instant.toString());
        }
    }

    private static void put(ObjectNode json, String key, List<String> texts) {
        if (!texts.isEmpty()) {
            ArrayNode list = json.putArray(key);
            texts.forEach(list::add);
        }
    }

    /** {@return an entry, or {@code null} if the line was damaged, by a power cut or by hand} */
    private @Nullable HistoryEntry fromJson(String line) {
        try {
            JsonNode json = mapper.readTree(line);
            Cause cause = CauseJson.read(json.path("cause"));
            String location = json.path("location").textValue();
            if (cause == null || location == null) {
                return null;
            }
            return new HistoryEntry(Instant.parse(json.path("at").asText()), location,
                    json.path("occupied").asBoolean(), instant(json.path("until")), texts(json.path("occupants")),
                    texts(json.path("sources")), instant(json.path("lastActivity")), texts(json.path("locks")), cause);
        } catch (JsonProcessingException | DateTimeParseException e) {
            return null;
        }
    }

    private static @Nullable Instant instant(JsonNode json) {
        String text = json.textValue();
        return text == null ? null : Instant.parse(text);
    }

    private static List<String> texts(JsonNode json) {
        List<String> texts = new ArrayList<>();
        json.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
