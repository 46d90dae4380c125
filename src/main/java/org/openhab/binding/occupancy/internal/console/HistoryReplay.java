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
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.LocationConfig;
import org.openhab.binding.occupancy.internal.replay.InputException;
import org.openhab.binding.occupancy.internal.replay.Replay;
import org.openhab.binding.occupancy.internal.replay.ReplayListeners;
import org.openhab.binding.occupancy.internal.replay.ReplaySummary;
import org.openhab.binding.occupancy.internal.replay.check.RecordingCheck;
import org.openhab.binding.occupancy.internal.replay.home.Home;
import org.openhab.binding.occupancy.internal.replay.recording.ItemChange;
import org.openhab.binding.occupancy.internal.replay.recording.MergedChanges;
import org.openhab.binding.occupancy.internal.service.api.HomeSettings;
import org.openhab.binding.occupancy.internal.service.api.LocationView;
import org.openhab.binding.occupancy.internal.source.SourceConfig;
import org.openhab.core.i18n.TimeZoneProvider;
import org.openhab.core.persistence.PersistenceService;
import org.openhab.core.persistence.PersistenceServiceRegistry;
import org.openhab.core.persistence.QueryablePersistenceService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Replays what openHAB's persistence keeps of the home through its locations as they are set up now.
 * <p>
 * A component of its own, because openHAB may be without persistence: then there is no such component, and all else
 * works. The replay has a model of its own, runs in the thread of whoever asks, and keeps one page of states an item.
 */
@NonNullByDefault
@Component(service = HistoryReplay.class)
public final class HistoryReplay {

    static final int DEFAULT_DAYS = 7;
    static final int MAX_DAYS = 366;

    /** A power meter that reports every half minute for a year. */
    static final long MAX_STATES = 1_000_000;

    /** Nobody waits longer in front of a console. A query that hangs is the service's own matter. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private final PersistenceServiceRegistry services;
    private final TimeZoneProvider zones;
    private final Clock clock;
    private final LongSupplier nanos;

    @Activate
    public HistoryReplay(final @Reference PersistenceServiceRegistry services,
            final @Reference TimeZoneProvider zones) {
        this(services, zones, Clock.systemUTC(), System::nanoTime);
    }

    /**
     * @param services the persistence services
     * @param zones in which time zone to show times
     * @param clock tells when the history ends
     * @param nanos a clock that nobody sets, for the patience
     */
    HistoryReplay(PersistenceServiceRegistry services, TimeZoneProvider zones, Clock clock, LongSupplier nanos) {
        this.services = services;
        this.zones = zones;
        this.clock = clock;
        this.nanos = nanos;
    }

    /** {@return the ids of the services that can be asked, sorted} */
    List<String> services() {
        return services.getAll().stream().filter(QueryablePersistenceService.class::isInstance)
                .map(PersistenceService::getId).sorted().toList();
    }

    /**
     * Replays.
     *
     * @param arguments the id of a service and the number of days, each may be left out
     * @param settings the locations and sources
     * @param views what the locations are called, in the order in which to show them
     * @return the lines to show
     * @throws InputException if an argument is wrong or there is nothing to replay
     */
    List<String> replay(List<String> arguments, HomeSettings settings, List<LocationView> views) {
        boolean daysOnly = arguments.size() == 1 && isNumber(arguments.get(0));
        int days = daysOnly ? days(arguments.get(0)) : arguments.size() > 1 ? days(arguments.get(1)) : DEFAULT_DAYS;
        QueryablePersistenceService service = service(arguments.isEmpty() || daysOnly ? null : arguments.get(0));
        if (settings.sources().isEmpty()) {
            throw new InputException("There is nothing to replay: no location has a source.");
        }
        Instant end = clock.instant();
        return new Run(service, settings, views).run(end.minus(Duration.ofDays(days)), end);
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
        private final Home home;
        private final Map<String, String> names = new HashMap<>();
        private final List<ItemHistory> histories;
        private final long deadline = nanos.getAsLong() + PATIENCE.toNanos();
        private @Nullable Instant stopped;

        Run(QueryablePersistenceService service, HomeSettings settings, List<LocationView> views) {
            this.service = service;
            Map<String, Integer> order = new HashMap<>();
            Map<String, Long> labels = views.stream()
                    .collect(Collectors.groupingBy(LocationView::label, Collectors.counting()));
            for (LocationView view : views) {
                order.put(view.id(), order.size());
                names.put(view.id(), labels.getOrDefault(view.label(), 0L) == 1 ? view.label() : view.id());
            }
            home = new Home(settings.locations().stream()
                    .sorted(Comparator
                            .comparing((LocationConfig location) -> order.getOrDefault(location.id(), order.size())))
                    .toList(), settings.sources());
            histories = new ArrayList<>();
        }

        List<String> run(Instant begin, Instant end) {
            home.sources().stream().map(SourceConfig::item).distinct().forEach(
                    item -> histories.add(new ItemHistory(service, item, begin, end, MAX_STATES, this::isOver)));
            ReplaySummary summary = new ReplaySummary();
            RecordingCheck check = new RecordingCheck(home);
            Replay replay = new Replay(home, new ReplayListeners(List.of(summary, check)), null, end);
            feed(replay);
            Instant first = replay.first();
            Instant last = stopped == null ? end : replay.last();
            if (first == null || last == null || !first.isBefore(last)) {
                List<String> lines = new ArrayList<>();
                lines.add(isOver() ? "Stopped: " + service.getId() + " has not answered in time."
                        : service.getId() + " has nothing to replay since " + time(begin) + ".");
                unread(lines);
                return lines;
            }
            replay.advance(last);
            return report(replay, summary, check, first, last);
        }

        private boolean isOver() {
            return nanos.getAsLong() - deadline > 0 || Thread.currentThread().isInterrupted();
        }

        private void feed(Replay replay) {
            MergedChanges changes = new MergedChanges(histories);
            try {
                for (ItemChange change = changes.next(); change != null; change = changes.next()) {
                    if (isOver()) {
                        stopped = change.at();
                        return;
                    }
                    replay.take(change);
                }
            } catch (IOException e) {
                throw new InputException("The history cannot be read: " + e.getMessage());
            }
        }

        private List<String> report(Replay replay, ReplaySummary summary, RecordingCheck check, Instant first,
                Instant last) {
            List<String> lines = new ArrayList<>();
            lines.add(String.format(Locale.ROOT, "Replayed %,d states of %d of %d items from %s, %s to %s (%.1f days).",
                    replay.changes(), histories.stream().filter(ItemHistory::isPresent).count(), histories.size(),
                    service.getId(), time(first), time(last), Duration.between(first, last).toMillis() / 86_400_000.0));
            if (stopped != null) {
                lines.add("Stopped there, because it took more than " + PATIENCE.toMinutes()
                        + " minutes or was interrupted; ask for fewer days.");
            }
            lines.add("");
            summary.table(home.locations(), location -> names.getOrDefault(location.id(), location.id()), first, last)
                    .lines().map(String::stripTrailing).forEach(lines::add);
            lines.add("A dark moment: vacant, and occupied again within half a minute.");
            List<String> warnings = check.sensorWarnings(replay);
            if (!warnings.isEmpty()) {
                lines.add("");
                lines.addAll(warnings);
            }
            unread(lines);
            return lines;
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
            if (!unread.isEmpty()) {
                lines.add("");
                lines.addAll(unread);
            }
        }

        private String users(String item) {
            return home.sources().stream().filter(source -> source.item().equals(item))
                    .map(source -> source.type().id() + " source " + source.id() + " of "
                            + names.getOrDefault(source.location(), source.location()))
                    .collect(Collectors.joining(", "));
        }

        private String time(Instant instant) {
            return TIME.format(instant.atZone(zones.getTimeZone()));
        }
    }
}
