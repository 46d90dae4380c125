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

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openhab.binding.occupancy.internal.engine.model.Cause;
import org.openhab.binding.occupancy.internal.engine.model.EventType;
import org.openhab.binding.occupancy.internal.engine.model.HistoryEntry;
import org.openhab.binding.occupancy.internal.service.FakeScheduler;
import org.openhab.binding.occupancy.internal.service.Logged;

/**
 * The history of the last days on disk.
 */
@NonNullByDefault({})
class HistoryFilesTest {

    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

    private @TempDir Path folder;
    private final FakeScheduler scheduler = new FakeScheduler(START);

    private static HistoryEntry entry(Instant at, String location, Cause cause) {
        return new HistoryEntry(at, location, true, at.plusSeconds(60), List.of("Anna", "Bo \"x\""), List.of("pir"),
                at.minusSeconds(1), List.of("party"), cause);
    }

    private HistoryFiles files() {
        return new HistoryFiles(folder, scheduler);
    }

    @Test
    void everyCauseIsReadAsItWasWritten() {
        HistoryFiles files = files();
        List<HistoryEntry> all = Stream.of(new Cause.Event(EventType.MOMENTARY, "pir", "motion"),
                new Cause.Timer("pir"), new Cause.Left("hall", null, START), new Cause.Left(null, "door", START),
                new Cause.Left(null, null, START), new Cause.StayedTooLong(START), new Cause.Stuck("pir"),
                new Cause.Child("bath"), new Cause.Parent("home"), new Cause.Locking("party", "home"),
                new Cause.Restore(), new Cause.Config()).map(cause -> entry(START, "kitchen", cause)).toList();
        all.forEach(files::add);
        files.close();

        assertThat(files().read(null, null)).isEqualTo(all);
        assertThat(files().read("bath", null)).isEmpty();
    }

    @Test
    void aWeekIsKeptAndNoMore() throws IOException {
        HistoryFiles files = files();
        for (int day = 0; day < 20; day++) {
            files.add(entry(START.plus(Duration.ofDays(day)), "kitchen", new Cause.Restore()));
            files.read(null, null);
        }

        assertThat(files.read(null, null)).hasSizeBetween(8, HistoryFiles.DAYS + 1);
        assertThat(files.read(null, START.plus(Duration.ofDays(18)))).hasSize(2);
        try (Stream<Path> names = Files.list(folder)) {
            assertThat(names.count()).isLessThanOrEqualTo(HistoryFiles.DAYS + 1);
        }
    }

    @Test
    void aDayThatIsFullTakesNoMore() throws IOException {
        HistoryFiles files = files();
        Path day = folder.resolve("history-2026-03-02.jsonl");
        Files.writeString(day, " ".repeat((int) HistoryFiles.MOST_A_DAY));

        files.add(entry(START, "kitchen", new Cause.Restore()));
        files.close();

        assertThat(Files.size(day)).isEqualTo(HistoryFiles.MOST_A_DAY);
    }

    @Test
    void aDamagedLineCostsItselfOnly() throws IOException {
        HistoryFiles files = files();
        files.add(entry(START, "kitchen", new Cause.Restore()));
        files.close();
        Path day = folder.resolve("history-2026-03-02.jsonl");
        Files.writeString(day,
                "{\"at\":\"2026\n[]\nnull\n{\"at\":\"x\",\"location\":\"a\",\"cause\":{\"kind\":\"RESTORE\"}}\n",
                StandardOpenOption.APPEND);
        files.add(entry(START.plusSeconds(1), "kitchen", new Cause.Restore()));

        assertThat(files.read(null, null)).hasSize(2);
    }

    @Test
    void aLocationThatIsRemovedIsForgotten() {
        HistoryFiles files = files();
        files.add(entry(START, "kitchen", new Cause.Restore()));
        files.add(entry(START, "bath", new Cause.Restore()));
        files.read(null, null);

        files.add(entry(START, "bath", new Cause.Restore()));
        files.forget("bath");
        scheduler.runReady();

        assertThat(files.read(null, null)).extracting(HistoryEntry::location).containsExactly("kitchen");
    }

    @Test
    void withoutADiskTheLatestAreKnown() throws IOException {
        Path file = Files.createFile(folder.resolve("occupied"));
        HistoryFiles files = new HistoryFiles(file, scheduler);
        for (int i = 0; i < 2 * HistoryFiles.MOST_IN_MEMORY; i++) {
            files.add(entry(START.plusSeconds(i), "kitchen", new Cause.Restore()));
        }

        assertThat(files.read(null, null)).hasSize(HistoryFiles.MOST_IN_MEMORY).last().isEqualTo(
                entry(START.plusSeconds(2L * HistoryFiles.MOST_IN_MEMORY - 1), "kitchen", new Cause.Restore()));
        assertThat(new HistoryFiles(null, scheduler).read(null, null)).isEmpty();
    }

    @Test
    void whatHappensIsOnTheDiskASecondLater() throws IOException {
        HistoryFiles files = files();
        files.add(entry(START, "kitchen", new Cause.Restore()));
        files.add(entry(START, "bath", new Cause.Restore()));
        assertThat(folder).isEmptyDirectory();
        scheduler.pass(Duration.ofSeconds(1));
        files.add(entry(START, "hall", new Cause.Restore()));
        scheduler.pass(Duration.ofSeconds(1));
        assertThat(Files.readAllLines(folder.resolve("history-2026-03-02.jsonl"))).hasSize(3);
    }

    @Test
    void withoutAFolderARemovedLocationIsForgottenToo() {
        HistoryFiles files = new HistoryFiles(null, scheduler);
        files.add(entry(START, "kitchen", new Cause.Restore()));
        files.add(entry(START, "bath", new Cause.Restore()));
        files.forget("bath");
        scheduler.runReady();
        assertThat(files.read(null, null)).extracting(HistoryEntry::location).containsExactly("kitchen");
    }

    @Test
    void whatIsNotWrittenYetOfARemovedLocationIsNotWritten() {
        HistoryFiles files = files();
        files.add(entry(START, "kitchen", new Cause.Restore()));
        files.add(entry(START, "bath", new Cause.Restore()));
        files.forget("bath");
        assertThat(files.read(null, null)).extracting(HistoryEntry::location).containsExactly("kitchen");
    }

    @Test
    void filesOfSomebodyElseAreLeftAlone() throws IOException {
        HistoryFiles files = files();
        Path notes = Files.writeString(folder.resolve("a-note.jsonl"), "");
        Files.writeString(folder.resolve("history-2026-99-99.jsonl"), "");
        for (int day = 0; day < 20; day++) {
            files.add(entry(START.plus(Duration.ofDays(day)), "kitchen", new Cause.Restore()));
            files.read(null, null);
        }
        assertThat(notes).exists();
        assertThat(files.read(null, START.plus(Duration.ofDays(18)))).as("since a day, with a file of no day")
                .hasSize(2);
    }

    /** Neither of them is a file that can be read, written or searched. */
    @Test
    void aDiskThatFailsIsReportedOnceAndTheLatestAreStillKnown() throws IOException {
        Files.createDirectories(folder.resolve("history-2026-03-02.jsonl").resolve("lost+found"));
        for (Consumer<HistoryFiles> use : List.<Consumer<HistoryFiles>> of(files -> files.read(null, null),
                files -> files.add(entry(START, "kitchen", new Cause.Restore())), files -> files.forget("bath"))) {
            HistoryFiles files = files();
            List<String> lines = Logged.during(() -> {
                use.accept(files);
                scheduler.pass(Duration.ofSeconds(1));
            });
            assertThat(lines).singleElement().asString().contains(folder.toString(), "only the latest changes");
            lines = Logged.during(() -> {
                files.add(entry(START.plusSeconds(1), "kitchen", new Cause.Restore()));
                files.forget("bath");
                scheduler.pass(Duration.ofSeconds(1));
            });
            assertThat(lines).as("once").isEmpty();
            assertThat(files.read(null, null)).isNotEmpty();
        }
    }
}
