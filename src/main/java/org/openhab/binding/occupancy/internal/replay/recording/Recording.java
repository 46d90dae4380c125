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
package org.openhab.binding.occupancy.internal.replay.recording;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.replay.InputException;

/**
 * Recorded item states in order of time, read from files as they are asked for: the memory it takes does not depend on
 * the length of the recording.
 */
@NonNullByDefault
public final class Recording implements AutoCloseable {

    /** A line that stands up to this many lines too late is still sorted in. */
    public static final int WINDOW = 1 << 16;

    private final SortedChanges changes;
    private final TimeFormat times;
    private final ReadProblems problems;
    private final Path path;
    private final ByteCounter bytes;
    private @Nullable ItemChange head;

    private Recording(Path path, SortedChanges changes, TimeFormat times, ReadProblems problems, ByteCounter bytes) {
        this.path = path;
        this.changes = changes;
        this.times = times;
        this.problems = problems;
        this.bytes = bytes;
    }

    /**
     * Opens a recording.
     *
     * @param path a CSV file, the JSON that openHAB's persistence returns for an item, or a folder of such files
     * @param zone the zone in which to show the times of the persistence, which have none. Times of a CSV file without
     *            an offset are taken for UTC and shown as they are
     * @param problems what becomes of lines that cannot be read
     * @return the recording
     * @throws InputException if there is none, or a file is empty, not text or of another kind
     */
    public static Recording open(Path path, ZoneId zone, ReadProblems problems) {
        return open(path, TimeFormat.local(ZoneOffset.UTC), zone, problems);
    }

    /**
     * Opens a recording of a home whose time zone is known.
     *
     * @param path as above
     * @param zone the zone of the times of a CSV file that have no offset, and in which all times are shown
     * @param problems what becomes of lines that cannot be read
     * @return the recording
     * @throws InputException if there is none, or a file is empty, not text or of another kind
     */
    public static Recording openIn(Path path, ZoneId zone, ReadProblems problems) {
        return open(path, TimeFormat.in(zone), zone, problems);
    }

    private static Recording open(Path path, TimeFormat local, ZoneId zone, ReadProblems problems) {
        ByteCounter bytes = new ByteCounter();
        List<ChangeStream> streams = new ArrayList<>();
        MergedChanges merged = new MergedChanges(streams);
        Path current = path;
        try {
            boolean csv = false;
            for (Path file : files(path)) {
                current = file;
                boolean json = isJson(file);
                csv |= !json;
                bytes.expect(Files.size(file));
                streams.add(json ? new PersistenceChanges(file, bytes, problems)
                        : new CsvChanges(file, local, bytes, problems));
            }
            Recording recording = new Recording(path, new SortedChanges(merged, WINDOW),
                    csv ? local : TimeFormat.withOffset(zone), problems, bytes);
            recording.head = recording.next();
            if (recording.head == null) {
                throw new InputException(problems.count() == 0 ? path + " holds no changes."
                        : path + " holds no changes that can be read; skipped: " + problems.count() + ".");
            }
            return recording;
        } catch (IOException e) {
            closeQuietly(merged);
            throw InputException.unreadable(current, e);
        } catch (RuntimeException e) {
            closeQuietly(merged);
            throw e;
        }
    }

    private static List<Path> files(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> entries = Files.list(path)) {
            List<Path> files = entries.filter(Recording::isRecording).sorted().toList();
            if (files.isEmpty()) {
                throw new InputException("The folder " + path + " has no .json or .csv file.");
            }
            return files;
        }
    }

    /** {@return whether a file of a folder is one of its recordings, by its name} @param file the file */
    public static boolean isRecording(Path file) {
        // hidden files are what systems and editors leave there, not what somebody recorded
        return String.valueOf(file.getFileName()).matches("(?i)[^.].*\\.(json|csv)");
    }

    private static boolean isJson(Path file) throws IOException {
        try (InputStream in = TextFiles.openBytes(file)) {
            int first;
            do {
                first = in.read();
            } while (first >= 0 && Character.isWhitespace(first));
            return first == '{' || first == '[';
        }
    }

    private static void closeQuietly(ChangeStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            // the reason for giving up is told instead
        }
    }

    /** {@return the next state, or {@code null} at the end} */
    public @Nullable ItemChange next() {
        ItemChange first = head;
        if (first != null) {
            head = null;
            return first;
        }
        try {
            return changes.next();
        } catch (IOException e) {
            throw InputException.unreadable(path, e);
        }
    }

    /** {@return how much of the recording was read, 0 to 1} */
    public double progress() {
        return bytes.share();
    }

    /** {@return how the recording writes its times} */
    public TimeFormat times() {
        return times;
    }

    /** {@return how many lines were skipped so far because they cannot be read} */
    public long skipped() {
        return problems.count();
    }

    /** {@return how many states so far stood so late that they count as of the state before them} */
    public long late() {
        return changes.late();
    }

    @Override
    public void close() {
        closeQuietly(changes);
    }
}
