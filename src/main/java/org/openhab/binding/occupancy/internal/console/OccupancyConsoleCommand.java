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

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Durations;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.Printable;
import org.openhab.binding.occupancy.internal.engine.model.RejectedException;
import org.openhab.binding.occupancy.internal.engine.model.RejectionCode;
import org.openhab.binding.occupancy.internal.engine.model.Scope;
import org.openhab.binding.occupancy.internal.replay.InputException;
import org.openhab.binding.occupancy.internal.replay.PastTime;
import org.openhab.binding.occupancy.internal.service.api.ItemCreator;
import org.openhab.binding.occupancy.internal.service.api.LocationView;
import org.openhab.binding.occupancy.internal.service.api.OccupancyService;
import org.openhab.core.i18n.TimeZoneProvider;
import org.openhab.core.io.console.Console;
import org.openhab.core.io.console.ConsoleCommandCompleter;
import org.openhab.core.io.console.StringsCompleter;
import org.openhab.core.io.console.extensions.AbstractConsoleCommandExtension;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * {@code openhab:occupancy}: looks at the locations and tells them what a person would.
 */
@NonNullByDefault
@Component(service = OccupancyConsoleCommand.class)
public final class OccupancyConsoleCommand extends AbstractConsoleCommandExtension implements ConsoleCommandCompleter {

    static final String DESCRIPTION = "Shows which locations are occupied and why, and takes your word that somebody or nobody is there.";

    private static final String TREE = "tree";
    private static final String SHOW = "show";
    private static final String WHY = "why";
    private static final String EVENTS = "events";
    private static final String VACATE = "vacate";
    private static final String LOCK = "lock";
    private static final String UNLOCK = "unlock";
    private static final String EXPORT = "export";
    private static final String REPLAY = "replay";
    private static final String REPORT = "report";
    private static final String TUNE = "tune";
    private static final String HEALTH = "health";
    private static final String HOME = "home";

    private static final String ITEMS = "items";
    private static final String CREATE = "create";
    private static final String REMOVE = "remove";

    private static final String ALL = "all";
    private static final String MORE = "more";
    private static final String BELOW = "below";

    private static final List<String> COMMANDS = List.of(TREE, SHOW, WHY, EVENTS, VACATE, LOCK, UNLOCK, EXPORT, REPLAY,
            REPORT, TUNE, ITEMS, HEALTH);
    private static final Map<String, HistoryReplay.Kind> OF_HISTORY = Map.of(REPLAY, HistoryReplay.Kind.REPLAY, REPORT,
            HistoryReplay.Kind.REPORT, TUNE, HistoryReplay.Kind.TUNE);
    private static final Set<String> COMMANDS_WITH_LOCATION = Set.of(SHOW, WHY, EVENTS, VACATE, LOCK, UNLOCK);
    /** Proposals for a time in the past; any other can be typed, too. */
    private static final List<String> TIMES = List.of("00:00", "1h", "12h", "24h");
    private static final List<String> DAYS = List.of("1", "7", "30");
    private static final List<String> MODES = Arrays.stream(LockMode.values()).map(LockMode::name).toList();

    private static final long PATIENCE_SECONDS = 10;

    private final OccupancyService service;
    private final ItemCreator items;
    private final LocationFinder names;
    private final TimeZoneProvider zones;
    private final Clock clock;
    private final LocationPrinter printer;
    private final HealthPrinter health;
    private volatile @Nullable HistoryReplay replay;

    @Activate
    public OccupancyConsoleCommand(final @Reference OccupancyService service, final @Reference ItemCreator items,
            final @Reference TimeZoneProvider zones) {
        this(service, items, zones, Clock.systemUTC());
    }

    OccupancyConsoleCommand(OccupancyService service, ItemCreator items, TimeZoneProvider zones, Clock clock) {
        super(BINDING_ID, DESCRIPTION);
        this.service = service;
        this.items = items;
        names = new LocationFinder(service);
        this.zones = zones;
        this.clock = clock;
        printer = new LocationPrinter(service, zones);
        health = new HealthPrinter(service, zones);
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
        return List.of(buildCommandUsage(TREE, "lists all locations with their state"),
                buildCommandUsage(SHOW + " ID", "shows all that is known of a location"),
                buildCommandUsage(WHY + " ID", "says why a location is occupied or vacant, and what would end it"),
                buildCommandUsage(WHY + " ID TIME",
                        "says why it was so in the past, and what ended it; TIME such as 00:30, 2026-03-01T22:15 or 12h"),
                buildCommandUsage(EVENTS + " [ID [FROM]]", "lists what happened in the last eight days, or since FROM"),
                buildCommandUsage(VACATE + " ID", "says that nobody is there, nor in any location inside"),
                buildCommandUsage(LOCK + " ID [MODE] [DURATION] [below]",
                        "sets your lock; MODE is " + String.join(", ", MODES)
                                + ", DURATION such as 2h, below locks the locations inside too"),
                buildCommandUsage(UNLOCK + " ID [OWNER|all]", "removes your lock, or that of another owner, or all"),
                buildCommandUsage(EXPORT, "prints all that is known as JSON"),
                buildCommandUsage(EXPORT + " " + HOME + " [ID]",
                        "prints locations and sources, with the settings of now, as a home file for the command line; "
                                + "with ID only that location and all inside"),
                buildCommandUsage(HEALTH,
                        "tells how busy the add-on is, when it stored its state, and which sources are silent, lost, "
                                + "stuck or unconfirmed"),
                buildCommandUsage(REPLAY + " [SERVICE] [DAYS]",
                        "replays what a persistence service (not given: the default one) keeps of the last days (not "
                                + "given: " + HistoryReplay.DEFAULT_DAYS
                                + ") with the settings of now; changes nothing"),
                buildCommandUsage(REPORT + " [SERVICE] [DAYS]",
                        "makes a page for the browser of the same: every location over time, and why"),
                buildCommandUsage(TUNE + " [SERVICE] [DAYS]",
                        "tries other settings on the same, and says what each would have changed; changes nothing"),
                buildCommandUsage(ITEMS + " " + CREATE + " ID [" + MORE + "]",
                        "adds items that show a location and all inside; " + MORE
                                + ": also since when, who is there and whether it is locked"),
                buildCommandUsage(ITEMS + " " + REMOVE + " ID", "removes what was added so, and nothing else"));
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
        } else if (cursorArgumentIndex == 1 && COMMANDS_WITH_LOCATION.contains(args[0])) {
            words = names.all();
        } else if (cursorArgumentIndex == 2 && (WHY.equals(args[0]) || EVENTS.equals(args[0]))) {
            words = TIMES;
        } else if (cursorArgumentIndex == 2 && OF_HISTORY.containsKey(args[0])) {
            words = DAYS;
        } else if (cursorArgumentIndex == 2 && LOCK.equals(args[0])) {
            words = MODES;
        } else if (cursorArgumentIndex > 2 && LOCK.equals(args[0])) {
            words = List.of(BELOW);
        } else if (cursorArgumentIndex == 2 && UNLOCK.equals(args[0])) {
            words = owners(args[1]);
        } else if (cursorArgumentIndex == 1 && EXPORT.equals(args[0])) {
            words = List.of(HOME);
        } else if (cursorArgumentIndex == 2 && EXPORT.equals(args[0])) {
            words = names.all();
        } else if (cursorArgumentIndex == 1 && ITEMS.equals(args[0])) {
            words = List.of(CREATE, REMOVE);
        } else if (cursorArgumentIndex == 2 && ITEMS.equals(args[0])) {
            words = names.all();
        } else if (cursorArgumentIndex == 3 && ITEMS.equals(args[0]) && CREATE.equals(args[1])) {
            words = List.of(MORE);
        } else if (cursorArgumentIndex == 1 && OF_HISTORY.containsKey(args[0])) {
            HistoryReplay history = replay;
            words = history == null ? List.of() : history.services();
        } else {
            return false;
        }
        return new StringsCompleter(words, false).complete(args, cursorArgumentIndex, cursorPosition, candidates);
    }

    @Override
    public void execute(String[] args, Console screen) {
        PlainConsole console = new PlainConsole(screen);
        try {
            if (args.length == 1 && TREE.equals(args[0])) {
                printer.tree(console);
            } else if (args.length == 1 && EXPORT.equals(args[0])) {
                console.println(await(service.export()));
            } else if (args.length >= 2 && args.length <= 3 && EXPORT.equals(args[0]) && HOME.equals(args[1])) {
                LocationView top = args.length == 3 ? names.find(args[2]) : null;
                new HomeExport(service.locations()).write(await(service.settings()), top).lines()
                        .forEach(console::println);
            } else if (args.length == 1 && HEALTH.equals(args[0])) {
                health.addOn(console);
                health.sources(await(service.sourceHealth()), console);
            } else if (args.length <= 4 && args.length > 0 && EVENTS.equals(args[0])) {
                printer.events(args.length == 1 ? null : names.find(args[1]), args.length > 2 ? past(args) : null,
                        console);
            } else if (args.length == 2 && SHOW.equals(args[0])) {
                LocationView location = names.find(args[1]);
                // all else is known without the worker: it is shown also while that is busy
                printer.show(location,
                        await(service.leadsTo(location.id()).completeOnTimeout(List.of(), 500, TimeUnit.MILLISECONDS)),
                        console);
            } else if (args.length == 2 && WHY.equals(args[0])) {
                console.println(service.describe(await(service.explain(names.find(args[1]).id()))));
            } else if (args.length >= 3 && args.length <= 4 && WHY.equals(args[0])) {
                printer.why(names.find(args[1]), past(args), console);
            } else if (args.length == 2 && VACATE.equals(args[0])) {
                LocationView location = names.find(args[1]);
                tell(location, console,
                        () -> service.handle(now -> OccupancyEvent.vacate(location.id(), SOURCE_USER, now)));
            } else if (args.length >= 2 && LOCK.equals(args[0])) {
                lock(names.find(args[1]), List.of(args).subList(2, args.length), console);
            } else if (args.length >= 2 && args.length <= 3 && UNLOCK.equals(args[0])) {
                unlock(names.find(args[1]), args.length == 2 ? LOCK_OWNER_USER : args[2], console);
            } else if (args.length == 3 && ITEMS.equals(args[0]) && REMOVE.equals(args[1])) {
                console.println(items.remove(names.find(args[2]).id()));
            } else if (args.length >= 3 && ITEMS.equals(args[0]) && CREATE.equals(args[1])
                    && (args.length == 3 || args.length == 4 && MORE.equals(args[3]))) {
                console.println(items.create(names.find(args[2]).id(), args.length == 4));
            } else if (args.length >= 1 && args.length <= 3 && OF_HISTORY.containsKey(args[0])) {
                replay(OF_HISTORY.getOrDefault(args[0], HistoryReplay.Kind.REPLAY),
                        List.of(args).subList(1, args.length), console);
            } else {
                printUsage(screen);
            }
        } catch (RejectedException | InputException e) {
            console.println(String.valueOf(e.getMessage()));
        }
    }

    /** Joins what was typed as the time: a date and a time of day are two words. */
    private Instant past(String[] args) {
        String text = String.join(" ", List.of(args).subList(2, args.length));
        ZonedDateTime now = ZonedDateTime.now(clock.withZone(zones.getTimeZone()));
        Instant instant = PastTime.parse(text, now);
        if (instant.isAfter(now.toInstant())) {
            throw new InputException("The time \"" + Printable.brief(text) + "\" is still to come.");
        }
        return instant;
    }

    private void lock(LocationView location, List<String> options, PlainConsole console) {
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
        tell(location, console, () -> service.handle(now -> OccupancyEvent
                .lock(location.id(), LOCK_OWNER_USER, what, now).withScope(reach).withDuration(time)));
    }

    private void unlock(LocationView location, String owner, PlainConsole console) {
        tell(location, console,
                () -> service.handle(now -> ALL.equalsIgnoreCase(owner) ? OccupancyEvent.unlockAll(location.id(), now)
                        : OccupancyEvent.unlock(location.id(), owner, now)));
    }

    private void replay(HistoryReplay.Kind kind, List<String> options, PlainConsole console) {
        HistoryReplay history = replay;
        if (history == null) {
            console.println("openHAB has no persistence: there is no history to replay.");
            return;
        }
        history.replay(kind, options, await(service.settings()), service.locations(), console::println)
                .forEach(console::println);
    }

    private interface Telling {
        CompletableFuture<@Nullable Void> tell();
    }

    private void tell(LocationView location, PlainConsole console, Telling telling) {
        awaitDone(telling.tell());
        LocationView now = service.location(location.id());
        console.println(location.label() + ": " + printer.summary(now == null ? location : now));
    }

    private List<String> owners(String name) {
        List<String> owners = new ArrayList<>(List.of(ALL));
        try {
            names.find(name).state().locks().forEach(lock -> owners.add(lock.owner()));
        } catch (RejectedException e) {
            // the name is not typed to its end yet
        }
        return owners;
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
