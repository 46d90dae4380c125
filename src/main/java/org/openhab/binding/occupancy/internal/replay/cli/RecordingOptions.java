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
package org.openhab.binding.occupancy.internal.replay.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Printable;
import org.openhab.binding.occupancy.internal.replay.InputException;
import org.openhab.binding.occupancy.internal.replay.home.Home;
import org.openhab.binding.occupancy.internal.replay.home.HomeFile;
import org.openhab.binding.occupancy.internal.replay.recording.ReadProblems;
import org.openhab.binding.occupancy.internal.replay.recording.Recording;

import picocli.CommandLine.Option;

/**
 * What the commands that replay a recording have in common.
 */
@NonNullByDefault
final class RecordingOptions {

    private static final int MAX_WARNINGS = 10;

    @Option(names = "--home", required = true, paramLabel = "FILE", //
            description = "The home: locations and sources, as YAML or JSON.")
    private Path home = Path.of("");

    @Option(names = "--events", required = true, paramLabel = "FILE", //
            description = "The recording: a CSV file with the columns timestamp,item,state, the JSON that "
                    + "/rest/persistence/items/NAME returns, or a folder of such files.")
    private Path events = Path.of("");

    @Option(names = "--from", paramLabel = "TIME", converter = TimeArgument.Converter.class, //
            description = "From when to look (2026-01-31T08:15:00, 2026-01-31). What was recorded before is replayed, "
                    + "but not shown.")
    private @Nullable TimeArgument from;

    @Option(names = "--to", paramLabel = "TIME", converter = TimeArgument.Converter.class, //
            description = "Until when to replay; default: the last change.")
    private @Nullable TimeArgument to;

    @Option(names = "--strict", description = "Stop at the first line that cannot be read, instead of skipping it.")
    private boolean strict;

    Home home() {
        return HomeFile.read(home);
    }

    /** Refuses to write where something is read: it would be lost, and the recording with it. */
    void keepInputs(String option, @Nullable Path target) {
        if (target == null) {
            return;
        }
        if (same(target, home)) {
            throw new InputException("The option " + option + " names the home file " + target + ", which is read.");
        }
        if (same(target, events) || Files.isDirectory(events) && isIn(target, events)) {
            throw new InputException("The option " + option + " names " + target
                    + ", which is read or lies among the files that are read.");
        }
    }

    /** {@return whether two paths are the same file, by whatever way} */
    static boolean same(Path one, Path other) {
        try {
            return Files.exists(one) && Files.exists(other) ? Files.isSameFile(one, other)
                    : one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
        } catch (IOException e) {
            return false;
        }
    }

    /** {@return whether a file would be taken for a recording the next time the folder is read} */
    private static boolean isIn(Path file, Path folder) {
        Path around = file.toAbsolutePath().getParent();
        return around != null && same(around, folder) && Recording.isRecording(file);
    }

    /** {@return what a report of the recording is called} */
    String title() {
        Path name = events.getFileName();
        return (name == null ? events : name) + " in " + home.getFileName();
    }

    Recording open(ReadProblems problems) {
        return Recording.open(events, ZoneId.systemDefault(), problems);
    }

    /** {@return what becomes of lines that cannot be read; the first few are told} */
    ReadProblems problems(PrintWriter err) {
        if (strict) {
            return ReadProblems.strict();
        }
        int[] told = { 0 };
        return ReadProblems.skipped(sentence -> {
            if (told[0]++ < MAX_WARNINGS) {
                err.println("Skipped: " + Printable.line(sentence));
                err.flush();
            }
        });
    }

    @Nullable
    Instant from(Recording recording) {
        TimeArgument time = from;
        return time == null ? null : time.in(recording.times().zone());
    }

    @Nullable
    Instant to(Recording recording) {
        TimeArgument time = to;
        Instant end = time == null ? null : time.in(recording.times().zone());
        Instant start = from(recording);
        if (end != null && start != null && !start.isBefore(end)) {
            throw new InputException("--from " + recording.times().format(start) + " is not before --to "
                    + recording.times().format(end) + ".");
        }
        return end;
    }

    /** Says what of the recording could not be read as it is. */
    static void warn(PrintWriter err, Recording recording) {
        if (recording.skipped() > 0) {
            err.println("Skipped " + lines(recording.skipped()) + " that could not be read.");
        }
        if (recording.late() > 0) {
            err.println(lines(recording.late()) + " stood more than " + Recording.WINDOW
                    + " lines too late; they count as of the line before them.");
        }
        err.flush();
    }

    /** Says what is wrong with the home or what was recorded. */
    static void warn(PrintWriter err, List<String> warnings) {
        warnings.forEach(warning -> err.println("Warning: " + Printable.line(warning)));
        err.flush();
    }

    private static String lines(long count) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? "line" : "lines");
    }
}
