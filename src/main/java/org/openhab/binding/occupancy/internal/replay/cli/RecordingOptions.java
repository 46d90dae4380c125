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
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
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

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

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

    @Option(names = "--zone", paramLabel = "ZONE", converter = ZoneConverter.class, //
            description = "The time zone of the home, such as Europe/Berlin: times are shown in it, and times of the "
                    + "recording without an offset are taken for its own. Default: as the recording writes them.")
    private @Nullable ZoneId zone;

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

    /** {@return the title of a report of the recording} */
    String title() {
        Path name = events.getFileName();
        return (name == null ? events : name) + " in " + home.getFileName();
    }

    /** {@return the name of the home file without its ending} */
    String homeName() {
        String name = String.valueOf(home.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    Recording open(ReadProblems problems) {
        ZoneId home = zone;
        return home == null ? Recording.open(events, ZoneId.systemDefault(), problems)
                : Recording.openIn(events, home, problems);
    }

    /** {@return a sentence that says which time zone times are shown in} */
    String zoneSentence(Recording recording) {
        ZoneId shown = recording.times().zone();
        if (zone != null) {
            return "Times are those of " + shown + ".";
        }
        if (!recording.times().hasOffset()) {
            return "Times are as in the recording, which names no time zone.";
        }
        return "Times are " + (shown instanceof ZoneOffset ? "UTC" : "those of ")
                + (shown.equals(ZoneOffset.UTC) ? "" : shown)
                + ", because nothing says where the home is; --zone does, such as --zone Europe/Berlin.";
    }

    /** {@return counts the lines that cannot be read; the first few are shown} */
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

    /** Warns of what could not be read, or not as it stands in the recording. */
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

    /** Reads a time zone from the command line. */
    static final class ZoneConverter implements ITypeConverter<ZoneId> {
        @Override
        public ZoneId convert(@Nullable String value) {
            try {
                return ZoneId.of(String.valueOf(value));
            } catch (DateTimeException e) {
                throw new TypeConversionException("'" + value + "' is not a time zone such as Europe/Berlin");
            }
        }
    }
}
