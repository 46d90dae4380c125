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

import static org.openhab.binding.occupancy.internal.OccupancyBindingConstants.*;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.Cause;
import org.openhab.binding.occupancy.internal.engine.LocationState;
import org.openhab.binding.occupancy.internal.engine.Lock;
import org.openhab.binding.occupancy.internal.engine.LockMode;
import org.openhab.binding.occupancy.internal.engine.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.RejectedException;
import org.openhab.binding.occupancy.internal.engine.RejectionCode;
import org.openhab.binding.occupancy.internal.engine.Scope;
import org.openhab.binding.occupancy.internal.engine.SourceState;
import org.openhab.binding.occupancy.internal.engine.Transition;
import org.openhab.binding.occupancy.internal.replay.InputException;
import org.openhab.binding.occupancy.internal.service.LocationView;
import org.openhab.binding.occupancy.internal.service.OccupancyService;
import org.openhab.binding.occupancy.internal.source.Durations;
import org.openhab.core.i18n.TimeZoneProvider;
import org.openhab.core.io.console.Console;
import org.openhab.core.io.console.ConsoleCommandCompleter;
import org.openhab.core.io.console.StringsCompleter;
import org.openhab.core.io.console.extensions.AbstractConsoleCommandExtension;
import org.openhab.core.io.console.extensions.ConsoleCommandExtension;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * {@code openhab:occupancy}: looks at the places and tells them what a person would.
 * <p>
 * A place is named by its UID, by the last part of it, or by its label, as far as that is unique.
 */
@NonNullByDefault
@Component(service = ConsoleCommandExtension.class)
public final class OccupancyConsoleCommand extends AbstractConsoleCommandExtension implements ConsoleCommandCompleter {

    private static final String TREE = "tree";
    private static final String SHOW = "show";
    private static final String WHY = "why";
    private static final String EVENTS = "events";
    private static final String VACATE = "vacate";
    private static final String LOCK = "lock";
    private static final String UNLOCK = "unlock";
    private static final String EXPORT = "export";
    private static final String REPLAY = "replay";

    private static final String ALL = "all";
    private static final String BELOW = "below";

    private static final List<String> COMMANDS = List.of(TREE, SHOW, WHY, EVENTS, VACATE, LOCK, UNLOCK, EXPORT, REPLAY);
    private static final Set<String> COMMANDS_WITH_PLACE = Set.of(SHOW, WHY, EVENTS, VACATE, LOCK, UNLOCK);
    private static final List<String> MODES = Arrays.stream(LockMode.values()).map(LockMode::name).toList();

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final long PATIENCE_SECONDS = 10;

    private final OccupancyService service;
    private final TimeZoneProvider zones;
    private volatile @Nullable HistoryReplay replay;

    @Activate
    public OccupancyConsoleCommand(final @Reference OccupancyService service, final @Reference TimeZoneProvider zones) {
        super(BINDING_ID, "Looks at the occupancy of places and tells them what a person would.");
        this.service = service;
        this.zones = zones;
    }

    /** @param replay is there as long as openHAB has persistence */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setReplay(HistoryReplay replay) {
        this.replay = replay;
    }

    void unsetReplay(HistoryReplay old) {
        if (replay == old) {
            replay = null;
        }
    }

    @Override
    public List<String> getUsages() {
        return List.of(buildCommandUsage(TREE, "lists all places with their state"),
                buildCommandUsage(SHOW + " ID", "shows all that is known of a place"),
                buildCommandUsage(WHY + " ID", "says why a place is occupied or vacant, and what would end it"),
                buildCommandUsage(EVENTS + " [ID]", "lists the latest changes"),
                buildCommandUsage(VACATE + " ID", "says that nobody is there, nor in any place inside"),
                buildCommandUsage(LOCK + " ID [MODE] [DURATION] [below]",
                        "sets your lock; MODE is " + String.join(", ", MODES)
                                + ", DURATION such as 2h, below locks the places inside too"),
                buildCommandUsage(UNLOCK + " ID [OWNER|all]", "removes your lock, or that of another owner, or all"),
                buildCommandUsage(EXPORT, "prints all that is known as JSON"),
                buildCommandUsage(REPLAY + " [SERVICE] [DAYS]",
                        "replays what a persistence service (not given: the default one) keeps of the last days (not "
                                + "given: " + HistoryReplay.DEFAULT_DAYS
                                + ") with the settings of now; changes nothing"));
    }

    @Override
    public @Nullable ConsoleCommandCompleter getCompleter() {
        return this;
    }

    @Override
    public boolean complete(String[] args, int cursorArgumentIndex, int cursorPosition, List<String> candidates) {
        List<String> words;
        if (cursorArgumentIndex <= 0) {
            words = COMMANDS;
        } else if (cursorArgumentIndex == 1 && COMMANDS_WITH_PLACE.contains(args[0])) {
            words = names();
        } else if (cursorArgumentIndex == 2 && LOCK.equals(args[0])) {
            words = MODES;
        } else if (cursorArgumentIndex > 2 && LOCK.equals(args[0])) {
            words = List.of(BELOW);
        } else if (cursorArgumentIndex == 2 && UNLOCK.equals(args[0])) {
            words = owners(args[1]);
        } else if (cursorArgumentIndex == 1 && REPLAY.equals(args[0])) {
            HistoryReplay history = replay;
            words = history == null ? List.of() : history.services();
        } else {
            return false;
        }
        return new StringsCompleter(words, false).complete(args, cursorArgumentIndex, cursorPosition, candidates);
    }

    @Override
    public void execute(String[] args, Console console) {
        try {
            if (args.length == 1 && TREE.equals(args[0])) {
                tree(console);
            } else if (args.length == 1 && EXPORT.equals(args[0])) {
                console.println(await(service.export()));
            } else if (args.length <= 2 && args.length > 0 && EVENTS.equals(args[0])) {
                events(args.length == 1 ? null : find(args[1]), console);
            } else if (args.length == 2 && SHOW.equals(args[0])) {
                show(find(args[1]), console);
            } else if (args.length == 2 && WHY.equals(args[0])) {
                console.println(service.describe(await(service.explain(find(args[1]).id()))));
            } else if (args.length == 2 && VACATE.equals(args[0])) {
                LocationView place = find(args[1]);
                tell(place, console, () -> service.handle(now -> OccupancyEvent.vacate(place.id(), SOURCE_USER, now)));
            } else if (args.length >= 2 && LOCK.equals(args[0])) {
                lock(find(args[1]), List.of(args).subList(2, args.length), console);
            } else if (args.length >= 2 && args.length <= 3 && UNLOCK.equals(args[0])) {
                unlock(find(args[1]), args.length == 2 ? LOCK_OWNER_USER : args[2], console);
            } else if (args.length >= 1 && args.length <= 3 && REPLAY.equals(args[0])) {
                replay(List.of(args).subList(1, args.length), console);
            } else {
                printUsage(console);
            }
        } catch (RejectedException | InputException e) {
            console.println(String.valueOf(e.getMessage()));
        }
    }

    private void tree(Console console) {
        List<LocationView> places = service.locations();
        if (places.isEmpty()) {
            console.println("There are no places: add a home in the settings under Things.");
            return;
        }
        Map<String, Integer> depths = new HashMap<>();
        List<String> names = new ArrayList<>();
        for (LocationView place : places) {
            String parent = place.parent();
            int depth = parent == null ? 0 : depths.getOrDefault(parent, -1) + 1;
            depths.put(place.id(), depth);
            names.add("  ".repeat(depth) + place.label());
        }
        int width = names.stream().mapToInt(String::length).max().orElse(0);
        for (int i = 0; i < places.size(); i++) {
            String name = names.get(i);
            console.println(name + " ".repeat(width - name.length()) + "  " + summary(places.get(i)));
        }
    }

    private String summary(LocationView place) {
        LocationState state = place.state();
        StringBuilder text = new StringBuilder(status(state));
        if (!state.occupants().isEmpty()) {
            text.append(", ").append(String.join(", ", state.occupants()));
        }
        LockMode mode = place.lockMode();
        if (mode != null) {
            text.append(", locked ").append(mode);
        }
        if (!place.problems().isEmpty()) {
            text.append(", see the status of the thing");
        }
        return text.toString();
    }

    private String status(LocationState state) {
        Instant until = state.occupiedUntil();
        return !state.occupied() ? "vacant" : until == null ? "occupied" : "occupied until " + time(until);
    }

    private void show(LocationView place, Console console) {
        LocationState state = place.state();
        console.println(place.label() + " (" + place.id() + ")");
        line(console, "parent", place.parent());
        line(console, "group", place.item());
        line(console, "state", summary(place));
        line(console, "last change", timeOrNull(place.lastChange()));
        line(console, "last activity", timeOrNull(place.lastActivity()));
        for (Lock lock : state.locks()) {
            Instant until = lock.until();
            line(console, "lock", lock.owner() + " " + lock.mode() + (lock.scope() == Scope.SUBTREE ? " and below" : "")
                    + (until == null ? "" : " until " + time(until)));
        }
        Map<String, SourceState> evidence = state.sources().stream()
                .collect(Collectors.toMap(SourceState::source, source -> source));
        Set<String> ids = new TreeSet<>(place.sources().keySet());
        ids.addAll(evidence.keySet());
        for (String id : ids) {
            SourceState source = evidence.get(id);
            String label = place.sources().getOrDefault(id, id);
            line(console, "source", (label.equals(id) ? id : id + " (" + label + ")") + ": "
                    + (source == null ? "reports nobody" : describe(source)));
        }
        place.problems().forEach(problem -> line(console, "problem", service.describe(problem)));
    }

    private String describe(SourceState source) {
        Instant until = source.until();
        String occupant = source.occupant();
        return (source.hold() ? "holds" : "counts") + (until == null ? "" : " until " + time(until))
                + (occupant == null ? "" : ", " + occupant) + (source.sustainOnly() ? ", sustains only" : "") + ", "
                + source.trust().name().toLowerCase(Locale.ROOT);
    }

    private void events(@Nullable LocationView place, Console console) {
        List<Transition> history = service.history(place == null ? null : place.id());
        if (history.isEmpty()) {
            console.println("Nothing has changed since the start.");
            return;
        }
        Map<String, String> labels = service.locations().stream()
                .collect(Collectors.toMap(LocationView::id, LocationView::label));
        for (Transition transition : history) {
            LocationState after = transition.after();
            String people = after.occupants().isEmpty() ? "" : ", " + String.join(", ", after.occupants());
            console.println(
                    time(transition.at()) + "  " + labels.getOrDefault(transition.location(), transition.location())
                            + ": " + status(after) + people + " (" + describe(transition.cause(), labels) + ")");
        }
    }

    private static String describe(Cause cause, Map<String, String> labels) {
        if (cause instanceof Cause.Event event) {
            return event.type() + " of " + event.source();
        } else if (cause instanceof Cause.Timer timer) {
            return "time of " + timer.source() + " is over";
        } else if (cause instanceof Cause.Child child) {
            return "by " + labels.getOrDefault(child.location(), child.location());
        } else if (cause instanceof Cause.Parent parent) {
            return "follows " + labels.getOrDefault(parent.location(), parent.location());
        } else if (cause instanceof Cause.Locking lock) {
            return "lock of " + lock.owner();
        } else if (cause instanceof Cause.Restore) {
            return "read back after the start";
        }
        return "settings";
    }

    private void lock(LocationView place, List<String> options, Console console) {
        LockMode mode = LockMode.FREEZE;
        Scope scope = Scope.SELF;
        @Nullable
        Duration duration = null;
        for (String option : options) {
            String upper = option.toUpperCase(Locale.ROOT);
            if (MODES.contains(upper)) {
                mode = LockMode.valueOf(upper);
            } else if (BELOW.equalsIgnoreCase(option)) {
                scope = Scope.SUBTREE;
            } else {
                duration = Durations.parse("DURATION", option);
            }
        }
        LockMode what = mode;
        Scope reach = scope;
        Duration time = duration;
        tell(place, console, () -> service.handle(now -> OccupancyEvent.lock(place.id(), LOCK_OWNER_USER, what, now)
                .withScope(reach).withDuration(time)));
    }

    private void unlock(LocationView place, String owner, Console console) {
        tell(place, console,
                () -> service.handle(now -> ALL.equalsIgnoreCase(owner) ? OccupancyEvent.unlockAll(place.id(), now)
                        : OccupancyEvent.unlock(place.id(), owner, now)));
    }

    private void replay(List<String> options, Console console) {
        HistoryReplay history = replay;
        if (history == null) {
            console.println("openHAB has no persistence: there is no history to replay.");
            return;
        }
        history.replay(options, await(service.settings()), service.locations()).forEach(console::println);
    }

    private interface Telling {
        CompletableFuture<@Nullable Void> tell();
    }

    private void tell(LocationView place, Console console, Telling telling) {
        awaitDone(telling.tell());
        LocationView now = service.location(place.id());
        console.println(place.label() + ": " + summary(now == null ? place : now));
    }

    private LocationView find(String name) {
        List<LocationView> places = service.locations();
        for (LocationView place : places) {
            if (place.id().equals(name)) {
                return place;
            }
        }
        List<LocationView> found = places.stream()
                .filter(place -> lastPart(place.id()).equals(name) || place.label().equalsIgnoreCase(name)).toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        throw new RejectedException(RejectionCode.UNKNOWN_LOCATION, "ID",
                found.isEmpty() ? "There is no place \"" + name + "\"; the command tree lists them."
                        : "\"" + name + "\" can be "
                                + found.stream().map(LocationView::id).collect(Collectors.joining(" or ")) + ".");
    }

    /** {@return the shortest unique name of every place that has no blanks} */
    private List<String> names() {
        List<LocationView> places = service.locations();
        Map<String, Long> count = places.stream()
                .collect(Collectors.groupingBy(place -> lastPart(place.id()), Collectors.counting()));
        return places.stream().map(LocationView::id)
                .map(id -> count.getOrDefault(lastPart(id), 0L) == 1 ? lastPart(id) : id).toList();
    }

    private List<String> owners(String name) {
        List<String> owners = new ArrayList<>(List.of(ALL));
        try {
            find(name).state().locks().forEach(lock -> owners.add(lock.owner()));
        } catch (RejectedException e) {
            // somebody is still typing
        }
        return owners;
    }

    private static String lastPart(String id) {
        return id.substring(id.lastIndexOf(':') + 1);
    }

    private static void line(Console console, String name, @Nullable String text) {
        if (text != null) {
            console.println("  " + name + ": " + text);
        }
    }

    private String time(Instant instant) {
        return TIME.format(instant.atZone(zones.getTimeZone()));
    }

    private @Nullable String timeOrNull(@Nullable Instant instant) {
        return instant == null ? null : time(instant);
    }

    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw refused(e);
        } catch (TimeoutException e) {
            throw refused("The add-on does not answer; try again in a moment.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused("Interrupted.");
        }
    }

    private static void awaitDone(CompletableFuture<@Nullable Void> future) {
        await(future.thenApply(nothing -> true));
    }

    private static RejectedException refused(ExecutionException e) {
        Throwable cause = e.getCause();
        return cause instanceof RejectedException rejected ? rejected
                : refused(cause == null ? String.valueOf(e.getMessage()) : cause.toString());
    }

    private static RejectedException refused(String sentence) {
        return new RejectedException(RejectionCode.INVALID_VALUE, "ID", sentence);
    }
}
