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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.engine.model.Printable;
import org.openhab.binding.occupancy.internal.replay.InputException;
import org.openhab.binding.occupancy.internal.replay.Replay;
import org.openhab.binding.occupancy.internal.replay.ReplayListener;
import org.openhab.binding.occupancy.internal.replay.ReplayListeners;
import org.openhab.binding.occupancy.internal.replay.ReplayRecorder;
import org.openhab.binding.occupancy.internal.replay.ReplaySummary;
import org.openhab.binding.occupancy.internal.replay.check.RecordingCheck;
import org.openhab.binding.occupancy.internal.replay.home.Home;
import org.openhab.binding.occupancy.internal.replay.recording.ItemChange;
import org.openhab.binding.occupancy.internal.replay.recording.MergedChanges;
import org.openhab.binding.occupancy.internal.replay.report.HtmlReport;
import org.openhab.binding.occupancy.internal.replay.report.Report;
import org.openhab.binding.occupancy.internal.replay.tune.TuneReport;
import org.openhab.binding.occupancy.internal.replay.tune.Tuner;
import org.openhab.binding.occupancy.internal.replay.tune.Tuning;
import org.openhab.binding.occupancy.internal.service.api.HomeSettings;
import org.openhab.binding.occupancy.internal.service.api.LocationView;
import org.openhab.binding.occupancy.internal.service.text.LocationNames;
import org.openhab.binding.occupancy.internal.source.SourceConfig;
import org.openhab.core.OpenHAB;
import org.openhab.core.i18n.TimeZoneProvider;
import org.openhab.core.items.ItemRegistry;
import org.openhab.core.persistence.PersistenceService;
import org.openhab.core.persistence.PersistenceServiceRegistry;
import org.openhab.core.persistence.QueryablePersistenceService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Replays what openHAB's persistence keeps of the home through its locations as they are set up now.
 * <p>
 * It is a component of its own because openHAB may have no persistence: then this component is missing and all else
 * works. The replay has a model of its own, runs in the thread of whoever asks, and keeps one page of states an item.
 */
@NonNullByDefault
@Component(service = HistoryReplay.class)
public final class HistoryReplay {

    static final int DEFAULT_DAYS = 7;
    static final int MAX_DAYS = 366;

    /** The most states that are read of one item: those of a power meter that reports every half minute for a year. */
    static final long MAX_STATES = 1_000_000;

    /**
     * How long a replay may take. It is checked between queries: one that hangs inside the persistence service is not
     * interrupted.
     */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    /** How long trying settings may take, which needs some thirty replays. */
    static final Duration TUNING_PATIENCE = Duration.ofMinutes(15);

    /** The most states for trying settings: they are replayed some thirty times and therefore kept in memory. */
    static final int MAX_TUNED = 1_000_000;

    /** How many minutes of light for nothing one dark moment is worth, as in the command line program. */
    private static final double DARK_MOMENT = 20;

    /** The page for the browser, in the folder whose files openHAB shows below /static. */
    static final String PAGE = "occupancy-report.html";

    private final PersistenceServiceRegistry services;
    private final TimeZoneProvider zones;
    private final Path pages;
    private final AliasQuery aliases;
    private final Clock clock;
    private final LongSupplier nanos;

    @Activate
    public HistoryReplay(final @Reference PersistenceServiceRegistry services, final @Reference TimeZoneProvider zones,
            final @Reference ItemRegistry items) {
        this(services, zones, Path.of(OpenHAB.getConfigFolder(), "html"), AliasQuery.of(items), Clock.systemUTC(),
                System::nanoTime);
    }

    /**
     * @param services the persistence services
     * @param zones in which time zone to show times
     * @param pages the folder whose files openHAB shows in a browser
     * @param aliases asks for items that a service keeps under another name
     * @param clock tells when the history ends
     * @param nanos a clock that nobody sets, for the patience
     */
    HistoryReplay(PersistenceServiceRegistry services, TimeZoneProvider zones, Path pages, AliasQuery aliases,
            Clock clock, LongSupplier nanos) {
        this.services = services;
        this.zones = zones;
        this.pages = pages;
        this.aliases = aliases;
        this.clock = clock;
        this.nanos = nanos;
    }

    /** {@return the ids of the services that can be asked, sorted} */
    List<String> services() {
        return services.getAll().stream().filter(QueryablePersistenceService.class::isInstance)
                .map(PersistenceService::getId).sorted().toList();
    }

    /** What is made of a history. */
    enum Kind {
        /** Figures of each location. */
        REPLAY,
        /** A page for the browser. */
        REPORT,
        /** What other settings would have done. */
        TUNE
    }

    /**
     * Replays.
     *
     * @param kind what to make of it
     * @param arguments the id of a service and the number of days, each may be left out
     * @param settings the locations and sources
     * @param views what the locations are called, in the order in which to show them
     * @param progress is told now and then, in a line, how far the replay is
     * @return the lines to show
     * @throws InputException if an argument is wrong or there is nothing to replay
     */
    List<String> replay(Kind kind, List<String> arguments, HomeSettings settings, List<LocationView> views,
            Consumer<String> progress) {
        boolean daysOnly = arguments.size() == 1 && isNumber(arguments.get(0));
        int days = daysOnly ? days(arguments.get(0)) : arguments.size() > 1 ? days(arguments.get(1)) : DEFAULT_DAYS;
        QueryablePersistenceService service = service(arguments.isEmpty() || daysOnly ? null : arguments.get(0));
        if (settings.sources().isEmpty()) {
            throw new InputException("There is nothing to replay: no location has a source.");
        }
        Instant end = clock.instant();
        Run run = new Run(service, settings, views, end.minus(Duration.ofDays(days)), end, progress);
        return switch (kind) {
            case REPLAY -> run.replay();
            case REPORT -> run.report();
            case TUNE -> run.tune();
        };
    }

    private static boolean isNumber(String text) {
        return text.matches("[+-]?\\d+");
    }

    private static int days(String text) {
        // more digits than four are too many in any case
        int days = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
        if (days < 1 || days > MAX_DAYS) {
            throw new InputException("DAYS is \"" + text + "\"; it must be a whole number from 1 to " + MAX_DAYS + ".");
        }
        return days;
    }

    private QueryablePersistenceService service(@Nullable String id) {
        PersistenceService service = id == null ? services.getDefault() : services.get(id);
        if (service instanceof QueryablePersistenceService queryable) {
            return queryable;
        }
        List<String> known = services();
        String hint = known.isEmpty() ? " Install an add-on for persistence that keeps a history."
                : " SERVICE can be " + String.join(" or ", known) + ".";
        if (service != null) {
            throw new InputException(
                    "The persistence service " + service.getId() + " cannot be asked for a history." + hint);
        }
        throw new InputException(id == null ? "openHAB has no default persistence service." + hint
                : "There is no persistence service \"" + id + "\"." + hint);
    }

    /** One replay. */
    private final class Run {

        private final QueryablePersistenceService service;
        private final Instant begin;
        private final Instant end;
        /** The locations and sources, with labels as the ids of locations, since ids are what a replay prints. */
        private final Home home;
        private final List<ItemHistory> histories;
        private final ConsoleProgress progress;
        private long deadline = nanos.getAsLong() + PATIENCE.toNanos();
        private @Nullable Instant stopped;

        Run(QueryablePersistenceService service, HomeSettings settings, List<LocationView> views, Instant begin,
                Instant end, Consumer<String> progress) {
            this.service = service;
            this.begin = begin;
            this.end = end;
            this.progress = new ConsoleProgress(progress, nanos);
            Map<String, Integer> order = new HashMap<>();
            views.forEach(view -> order.put(view.id(), order.size()));
            Map<String, String> names = names(views);
            home = new Home(settings.locations().stream()
                    .sorted(Comparator
                            .comparing((LocationConfig location) -> order.getOrDefault(location.id(), order.size())))
                    .toList(), settings.sources()).renamed(id -> names.getOrDefault(id, id));
            histories = home.sources().stream().map(SourceConfig::item).distinct()
                    .map(item -> new ItemHistory(service, aliases, item, begin, end, MAX_STATES, this::isOver))
                    .toList();
        }

        // -------------------------------------------------------------------------------------------- the figures

        List<String> replay() {
            ReplaySummary summary = new ReplaySummary();
            RecordingCheck check = new RecordingCheck(home);
            Stretch stretch = replay(List.of(summary, check));
            if (stretch == null) {
                return nothing();
            }
            List<String> lines = head(stretch);
            lines.add("");
            summary.table(home.locations(), LocationConfig::id, stretch.first(), stretch.last()).lines()
                    .map(String::stripTrailing).forEach(lines::add);
            lines.add("A dark moment: vacant, and occupied again within half a minute.");
            warnings(check.sensorWarnings(stretch.replay()), lines);
            unread(lines);
            return lines;
        }

        // ----------------------------------------------------------------------------------------------- the page

        List<String> report() {
            ReplayRecorder recorder = new ReplayRecorder(home);
            RecordingCheck check = new RecordingCheck(home);
            Stretch stretch = replay(List.of(recorder, check));
            if (stretch == null) {
                return nothing();
            }
            List<String> lines = head(stretch);
            List<String> remarks = new ArrayList<>(check.sensorWarnings(stretch.replay()));
            unread(remarks);
            remarks.removeIf(String::isEmpty);
            Report report = Report.of("Occupancy from " + time(stretch.first()) + " to " + time(stretch.last()),
                    recorder.result(stretch.first(), stretch.last(), zones.getTimeZone()));
            Path file = pages.resolve(PAGE);
            try {
                Files.createDirectories(pages);
            } catch (IOException e) {
                throw new InputException("The folder " + pages + " cannot be made: " + e.getMessage());
            }
            HtmlReport.write(report.withRemarks(remarks), file);
            lines.add("");
            lines.add("The page: /static/" + PAGE
                    + " below the address of your openHAB, such as http://openhab:8080/static/" + PAGE);
            lines.add("The file: " + file.toAbsolutePath().normalize());
            lines.add("Whoever reaches openHAB can read it without signing in: delete the file when you have seen it.");
            return lines;
        }

        // ------------------------------------------------------------------------------------------- the settings

        List<String> tune() {
            List<ItemChange> changes = new ArrayList<>();
            MergedChanges merged = new MergedChanges(histories);
            try {
                for (ItemChange change = next(merged); change != null; change = next(merged)) {
                    if (changes.size() == MAX_TUNED) {
                        throw new InputException(String.format(Locale.ROOT,
                                "%s has more than %,d states of this time; ask for fewer days.", service.getId(),
                                MAX_TUNED));
                    }
                    changes.add(change);
                }
            } catch (IOException e) {
                throw unreadable(e);
            }
            if (changes.isEmpty() || !changes.get(0).at().isBefore(end)) {
                return nothing();
            }
            if (stopped != null) {
                throw new InputException(
                        "Stopped: " + service.getId() + " has not answered in time; ask for fewer days.");
            }
            deadline = nanos.getAsLong() + TUNING_PATIENCE.toNanos();
            int[] done = { 0 };
            int[] planned = { 1 };
            Tuner tuner = new Tuner(home, changes, null, end, null, DARK_MOMENT, () -> {
                if (isOver()) {
                    throw new InputException("Stopped, because it took more than " + TUNING_PATIENCE.toMinutes()
                            + " minutes or was interrupted; ask for fewer days.");
                }
                progress.tell("Trying settings", ++done[0] / (double) planned[0]);
            });
            planned[0] = tuner.plannedReplays();
            Tuning tuning = tuner.tune();
            List<String> lines = new ArrayList<>(TuneReport.text(tuning).lines().map(String::stripTrailing).toList());
            warnings(tuning.warnings(), lines);
            return lines;
        }

        // ------------------------------------------------------------------------------------------- the history

        /** What was replayed: from the first state to the end, or to where it was stopped. */
        private record Stretch(Replay replay, Instant first, Instant last) {
        }

        /** {@return what was replayed, or {@code null} if there was nothing} */
        private @Nullable Stretch replay(List<ReplayListener> listeners) {
            Replay replay = new Replay(home, new ReplayListeners(listeners), null, end);
            MergedChanges changes = new MergedChanges(histories);
            try {
                for (ItemChange change = next(changes); change != null; change = next(changes)) {
                    replay.take(change);
                }
            } catch (IOException e) {
                throw unreadable(e);
            }
            Instant first = replay.first();
            Instant last = stopped == null ? end : replay.last();
            if (first == null || last == null || !first.isBefore(last)) {
                return null;
            }
            replay.advance(last);
            return new Stretch(replay, first, last);
        }

        /** {@return the next state, or {@code null} at the end, or when it takes too long} */
        private @Nullable ItemChange next(MergedChanges changes) throws IOException {
            ItemChange change = changes.next();
            if (change == null) {
                return null;
            }
            if (isOver()) {
                stopped = change.at();
                return null;
            }
            progress.tell("Reading",
                    Duration.between(begin, change.at()).toMillis() / (double) Duration.between(begin, end).toMillis());
            return change;
        }

        private boolean isOver() {
            return nanos.getAsLong() - deadline > 0 || Thread.currentThread().isInterrupted();
        }

        private static InputException unreadable(IOException e) {
            return new InputException("The history cannot be read: " + e.getMessage());
        }

        // ----------------------------------------------------------------------------------------------- the words

        private List<String> nothing() {
            List<String> lines = new ArrayList<>();
            lines.add(isOver() ? "Stopped: " + service.getId() + " has not answered in time."
                    : service.getId() + " has nothing to replay since " + time(begin) + ".");
            unread(lines);
            return lines;
        }

        private List<String> head(Stretch stretch) {
            List<String> lines = new ArrayList<>();
            lines.add(String.format(Locale.ROOT, "Replayed %,d states of %d of %d items from %s, %s to %s (%.1f days).",
                    stretch.replay().changes(), histories.stream().filter(ItemHistory::isPresent).count(),
                    histories.size(), service.getId(), time(stretch.first()), time(stretch.last()),
                    Duration.between(stretch.first(), stretch.last()).toMillis() / 86_400_000.0));
            if (stopped != null) {
                lines.add("Stopped there, because it took more than " + PATIENCE.toMinutes()
                        + " minutes or was interrupted; ask for fewer days.");
            }
            return lines;
        }

        private static void warnings(List<String> warnings, List<String> lines) {
            if (!warnings.isEmpty()) {
                lines.add("");
                lines.addAll(warnings);
            }
        }

        /** Says what is not in the history. */
        private void unread(List<String> lines) {
            List<String> unread = new ArrayList<>();
            for (ItemHistory history : histories) {
                String problem = history.problem();
                if (problem != null) {
                    unread.add(problem);
                } else if (history.isMissing()) {
                    unread.add(service.getId() + " has nothing of the item " + history.item() + " ("
                            + users(history.item()) + "): it is not persisted there.");
                }
            }
            warnings(unread, lines);
        }

        private String users(String item) {
            return home.sources().stream().filter(source -> source.item().equals(item))
                    .map(source -> source.type().id() + " source " + source.id() + " of " + source.location())
                    .collect(Collectors.joining(", "));
        }

        private String time(Instant instant) {
            return TIME.format(instant.atZone(zones.getTimeZone()));
        }
    }

    /** {@return what locations are called, by id: no two the same} */
    private static Map<String, String> names(List<LocationView> views) {
        Map<String, String> names = new HashMap<>(LocationNames.names(views));
        names.replaceAll((id, name) -> Printable.line(name));
        Map<String, Long> count = names.values().stream()
                .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
        names.replaceAll((id, name) -> name.isBlank() || count.getOrDefault(name, 0L) > 1 ? id : name);
        return names;
    }
}
