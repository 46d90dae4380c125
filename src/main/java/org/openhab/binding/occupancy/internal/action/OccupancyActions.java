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
package org.openhab.binding.occupancy.internal.action;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.OccupancyBindingConstants;
import org.openhab.binding.occupancy.internal.engine.model.Durations;
import org.openhab.binding.occupancy.internal.engine.model.Explanation;
import org.openhab.binding.occupancy.internal.engine.model.LocationState;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.Printable;
import org.openhab.binding.occupancy.internal.engine.model.RejectedException;
import org.openhab.binding.occupancy.internal.engine.model.Scope;
import org.openhab.binding.occupancy.internal.service.api.LocationView;
import org.openhab.binding.occupancy.internal.service.api.OccupancyService;
import org.openhab.binding.occupancy.internal.source.SourceType;
import org.openhab.core.automation.Visibility;
import org.openhab.core.automation.annotation.ActionInput;
import org.openhab.core.automation.annotation.ActionOutput;
import org.openhab.core.automation.annotation.RuleAction;
import org.openhab.core.thing.binding.ThingActions;
import org.openhab.core.thing.binding.ThingActionsScope;
import org.openhab.core.thing.binding.ThingHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What rules and people can tell and ask of a location. An action returns when its outcome can be seen. Its answer is a
 * sentence: what the location shows now, or what was not done and why; a rule never fails by it.
 */
@NonNullByDefault
@ThingActionsScope(name = OccupancyBindingConstants.BINDING_ID)
public final class OccupancyActions implements ThingActions {

    /** The source and the owner of a lock if none is named. */
    static final String DEFAULT_SOURCE = OccupancyBindingConstants.SOURCE_RULE;

    private static final long PATIENCE_SECONDS = 5;
    /** How many characters of a line fit on a phone. */
    private static final int LONGEST_LINE = 40;
    private static final int MOST_LINES = 12;
    /** The most characters of a refusal, which quotes what the rule gave. */
    private static final int LONGEST_REFUSAL = 300;
    private static final String NOT_KNOWN = "the location is not known yet";
    /** As openHAB's own REST interface writes times, which scripts and people can read. */
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);

    private final Logger logger = LoggerFactory.getLogger(OccupancyActions.class);
    private volatile @Nullable ThingHandler handler;

    @Override
    public void setThingHandler(ThingHandler handler) {
        this.handler = handler;
    }

    @Override
    public @Nullable ThingHandler getThingHandler() {
        return handler;
    }

    @RuleAction(label = "@text/action.trigger.label", description = "@text/action.trigger.description")
    @ActionOutput(name = "result", type = "java.lang.String", label = "@text/action.answer.label", description = "@text/action.answer.description")
    public String trigger(
            @ActionInput(name = "source", label = "@text/action.source.label", description = "@text/action.source.description") @Nullable String source,
            @ActionInput(name = "category", label = "@text/action.category.label", description = "@text/action.category.description") @Nullable String category,
            @ActionInput(name = "duration", label = "@text/action.duration.label", description = "@text/action.duration.description") @Nullable String duration) {
        return report("trigger", OccupancyEvent::momentary, source, category, SourceType.ACTIVITY, duration);
    }

    /** As {@link #trigger(String, String, String)}, with the timeout of the location. */
    public String trigger(@Nullable String source, @Nullable String category) {
        return trigger(source, category, null);
    }

    /** As {@link #trigger(String, String)}, as activity. */
    public String trigger(@Nullable String source) {
        return trigger(source, null, null);
    }

    /** As {@link #trigger(String)}, without a name. */
    public String trigger() {
        return trigger(DEFAULT_SOURCE);
    }

    @RuleAction(label = "@text/action.hold.label", description = "@text/action.hold.description")
    @ActionOutput(name = "result", type = "java.lang.String", label = "@text/action.answer.label", description = "@text/action.answer.description")
    public String hold(
            @ActionInput(name = "source", label = "@text/action.source.label", description = "@text/action.source.description") @Nullable String source,
            @ActionInput(name = "category", label = "@text/action.category.label", description = "@text/action.category.description") @Nullable String category) {
        return report("hold", OccupancyEvent::holdStart, source, category, SourceType.PRESENCE, null);
    }

    /** As {@link #hold(String, String)}, as presence. */
    public String hold(@Nullable String source) {
        return hold(source, null);
    }

    /** As {@link #hold(String)}, without a name. */
    public String hold() {
        return hold(DEFAULT_SOURCE);
    }

    @RuleAction(label = "@text/action.release.label", description = "@text/action.release.description")
    @ActionOutput(name = "result", type = "java.lang.String", label = "@text/action.answer.label", description = "@text/action.answer.description")
    public String release(
            @ActionInput(name = "source", label = "@text/action.source.label", description = "@text/action.source.description") @Nullable String source,
            @ActionInput(name = "category", label = "@text/action.category.label", description = "@text/action.category.description") @Nullable String category,
            @ActionInput(name = "duration", label = "@text/action.duration.label", description = "@text/action.duration.description") @Nullable String duration) {
        return report("release", OccupancyEvent::holdEnd, source, category, SourceType.PRESENCE, duration);
    }

    /** As {@link #release(String, String, String)}, with the timeout of the location. */
    public String release(@Nullable String source, @Nullable String category) {
        return release(source, category, null);
    }

    /** As {@link #release(String, String)}, as presence. */
    public String release(@Nullable String source) {
        return release(source, null, null);
    }

    /** As {@link #release(String)}, without a name. */
    public String release() {
        return release(DEFAULT_SOURCE);
    }

    @RuleAction(label = "@text/action.vacate.label", description = "@text/action.vacate.description")
    @ActionOutput(name = "result", type = "java.lang.String", label = "@text/action.answer.label", description = "@text/action.answer.description")
    public String vacate(
            @ActionInput(name = "only", label = "@text/action.only.label", description = "@text/action.only.description") @Nullable Boolean only) {
        Scope scope = Boolean.TRUE.equals(only) ? Scope.SELF : Scope.SUBTREE;
        return tell("vacate", id -> now -> OccupancyEvent.vacate(id, DEFAULT_SOURCE, now).withScope(scope));
    }

    /** As {@link #vacate(Boolean)}, with all that is in the location. */
    public String vacate() {
        return vacate(false);
    }

    @RuleAction(label = "@text/action.lock.label", description = "@text/action.lock.description")
    @ActionOutput(name = "result", type = "java.lang.String", label = "@text/action.answer.label", description = "@text/action.answer.description")
    public String lock(
            @ActionInput(name = "owner", label = "@text/action.owner.label", description = "@text/action.owner.description") @Nullable String owner,
            @ActionInput(name = "mode", label = "@text/action.mode.label", description = "@text/action.mode.description", defaultValue = "FREEZE") @Nullable String mode,
            @ActionInput(name = "duration", label = "@text/action.lock-duration.label", description = "@text/action.lock-duration.description") @Nullable String duration,
            @ActionInput(name = "below", label = "@text/action.below.label", description = "@text/action.below.description") @Nullable Boolean below) {
        Scope scope = Boolean.TRUE.equals(below) ? Scope.SUBTREE : Scope.SELF;
        return tell("lock", id -> {
            LockMode what = mode(mode);
            Duration time = duration(duration);
            return now -> OccupancyEvent.lock(id, orElse(owner, DEFAULT_SOURCE), what, now).withScope(scope)
                    .withDuration(time);
        });
    }

    /** As {@link #lock(String, String, String, Boolean)}, this location only. */
    public String lock(@Nullable String owner, @Nullable String mode, @Nullable String duration) {
        return lock(owner, mode, duration, false);
    }

    /** As {@link #lock(String, String, String)}, with no end. */
    public String lock(@Nullable String owner, @Nullable String mode) {
        return lock(owner, mode, null, false);
    }

    /** As {@link #lock(String, String)}: freezes what the location shows. */
    public String lock(@Nullable String owner) {
        return lock(owner, null, null, false);
    }

    /** As {@link #lock(String)}, in the name of rules. */
    public String lock() {
        return lock(DEFAULT_SOURCE);
    }

    @RuleAction(label = "@text/action.keep-occupied.label", description = "@text/action.keep-occupied.description")
    @ActionOutput(name = "result", type = "java.lang.String", label = "@text/action.answer.label", description = "@text/action.answer.description")
    public String keepOccupied(
            @ActionInput(name = "duration", label = "@text/action.lock-duration.label", description = "@text/action.lock-duration.description") @Nullable String duration,
            @ActionInput(name = "below", label = "@text/action.below.label", description = "@text/action.below.description") @Nullable Boolean below) {
        return lock(DEFAULT_SOURCE, LockMode.KEEP_OCCUPIED.name(), duration, below);
    }

    /** As {@link #keepOccupied(String, Boolean)}, this location only. */
    public String keepOccupied(@Nullable String duration) {
        return keepOccupied(duration, false);
    }

    /** As {@link #keepOccupied(String)}, with no end. */
    public String keepOccupied() {
        return keepOccupied(null, false);
    }

    @RuleAction(label = "@text/action.keep-vacant.label", description = "@text/action.keep-vacant.description")
    @ActionOutput(name = "result", type = "java.lang.String", label = "@text/action.answer.label", description = "@text/action.answer.description")
    public String keepVacant(
            @ActionInput(name = "duration", label = "@text/action.lock-duration.label", description = "@text/action.lock-duration.description") @Nullable String duration,
            @ActionInput(name = "below", label = "@text/action.below.label", description = "@text/action.below.description") @Nullable Boolean below) {
        return lock(DEFAULT_SOURCE, LockMode.KEEP_VACANT.name(), duration, below);
    }

    /** As {@link #keepVacant(String, Boolean)}, this location only. */
    public String keepVacant(@Nullable String duration) {
        return keepVacant(duration, false);
    }

    /** As {@link #keepVacant(String)}, with no end. */
    public String keepVacant() {
        return keepVacant(null, false);
    }

    @RuleAction(label = "@text/action.unlock.label", description = "@text/action.unlock.description")
    @ActionOutput(name = "result", type = "java.lang.String", label = "@text/action.answer.label", description = "@text/action.answer.description")
    public String unlock(
            @ActionInput(name = "owner", label = "@text/action.owner.label", description = "@text/action.owner.description") @Nullable String owner) {
        String name = orElse(owner, DEFAULT_SOURCE);
        return tell("unlock", id -> now -> OccupancyEvent.unlock(id, name, now),
                location -> location.state().locks().stream().anyMatch(lock -> lock.owner().equals(name)) ? ""
                        : noLock(location, "action.refused.no-lock", name));
    }

    /** As {@link #unlock(String)}: the lock that was set in the name of rules. */
    public String unlock() {
        return unlock(DEFAULT_SOURCE);
    }

    @RuleAction(label = "@text/action.unlock-all.label", description = "@text/action.unlock-all.description")
    @ActionOutput(name = "result", type = "java.lang.String", label = "@text/action.answer.label", description = "@text/action.answer.description")
    public String unlockAll() {
        return tell("unlockAll", id -> now -> OccupancyEvent.unlockAll(id, now),
                location -> location.state().locks().isEmpty() ? noLock(location, "action.refused.no-locks", "") : "");
    }

    @RuleAction(label = "@text/action.arrive.label", description = "@text/action.arrive.description")
    @ActionOutput(name = "result", type = "java.lang.String", label = "@text/action.answer.label", description = "@text/action.answer.description")
    public String arrive(
            @ActionInput(name = "person", label = "@text/action.person.label", description = "@text/action.person.description", required = true) @Nullable String person) {
        return personal("arrive", OccupancyEvent::holdStart, person, location -> "");
    }

    @RuleAction(label = "@text/action.depart.label", description = "@text/action.depart.description")
    @ActionOutput(name = "result", type = "java.lang.String", label = "@text/action.answer.label", description = "@text/action.answer.description")
    public String depart(
            @ActionInput(name = "person", label = "@text/action.person.label", description = "@text/action.person.description", required = true) @Nullable String person) {
        return personal("depart", OccupancyEvent::holdEnd, person, location -> {
            String name = name(person);
            return isAnywhereIn(location.id(), name) ? "" : refusal("action.refused.not-here", name);
        });
    }

    @RuleAction(label = "@text/action.state.label", description = "@text/action.state.description")
    @ActionOutput(name = "occupied", type = "java.lang.Boolean", label = "@text/action.occupied.label", description = "@text/action.occupied.description")
    @ActionOutput(name = "occupiedUntil", type = "java.lang.String", label = "@text/action.occupied-until.label", description = "@text/action.occupied-until.description")
    @ActionOutput(name = "held", type = "java.lang.Boolean", label = "@text/action.held.label", description = "@text/action.held.description")
    @ActionOutput(name = "occupants", type = "java.util.List<java.lang.String>", label = "@text/action.occupants.label", description = "@text/action.occupants.description")
    @ActionOutput(name = "lockMode", type = "java.lang.String", label = "@text/action.lock-mode.label", description = "@text/action.lock-mode.description")
    @ActionOutput(name = "lastChange", type = "java.lang.String", label = "@text/action.last-change.label", description = "@text/action.last-change.description")
    @ActionOutput(name = "lastActivity", type = "java.lang.String", label = "@text/action.last-activity.label", description = "@text/action.last-activity.description")
    public Map<String, Object> state() {
        OccupancyService service = service();
        String id = location();
        LocationView view = service == null || id == null ? null : service.location(id);
        if (service == null || view == null) {
            warn("state", NOT_KNOWN);
            return Map.of();
        }
        LocationState state = view.state();
        LockMode mode = view.lockMode();
        ZoneId zone = service.timeZone();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("occupied", state.occupied());
        put(result, "occupiedUntil", state.occupiedUntil(), zone);
        result.put("held", state.held());
        result.put("occupants", List.copyOf(state.occupants()));
        result.put("lockMode", mode == null ? OccupancyBindingConstants.LOCK_MODE_UNLOCKED : mode.name());
        put(result, "lastChange", view.lastChange(), zone);
        put(result, "lastActivity", view.lastActivity(), zone);
        return result;
    }

    /**
     * As {@link #explain()}, in short numbered lines: the main UI shows an output on one line, and cuts it off.
     *
     * @return the lines by their numbers
     */
    @RuleAction(label = "@text/action.why.label", description = "@text/action.why.description")
    @ActionOutput(name = "1", type = "java.lang.String", label = "1")
    @ActionOutput(name = "2", type = "java.lang.String", label = "2")
    @ActionOutput(name = "3", type = "java.lang.String", label = "3")
    @ActionOutput(name = "4", type = "java.lang.String", label = "4")
    @ActionOutput(name = "5", type = "java.lang.String", label = "5")
    @ActionOutput(name = "6", type = "java.lang.String", label = "6")
    @ActionOutput(name = "7", type = "java.lang.String", label = "7")
    @ActionOutput(name = "8", type = "java.lang.String", label = "8")
    @ActionOutput(name = "9", type = "java.lang.String", label = "9")
    @ActionOutput(name = "10", type = "java.lang.String", label = "10")
    @ActionOutput(name = "11", type = "java.lang.String", label = "11")
    @ActionOutput(name = "12", type = "java.lang.String", label = "12")
    public Map<String, Object> why() {
        Map<String, Object> lines = new LinkedHashMap<>();
        for (String line : Lines.of(explain(), LONGEST_LINE)) {
            // openHAB passes on the outputs that are declared, and no others
            if (lines.size() < MOST_LINES) {
                lines.put(Integer.toString(lines.size() + 1), line);
            } else {
                lines.merge(Integer.toString(MOST_LINES), line, (before, more) -> before + " " + more);
            }
        }
        return lines;
    }

    @RuleAction(label = "@text/action.explain.label", description = "@text/action.explain.description", visibility = Visibility.EXPERT)
    @ActionOutput(type = "java.lang.String", label = "@text/action.explanation.label", description = "@text/action.explanation.description")
    public String explain() {
        return ask("explain", (service, id) -> service.describe(await(service.explain(id))), "");
    }

    @RuleAction(label = "@text/action.create-items.label", description = "@text/action.create-items.description")
    @ActionOutput(type = "java.lang.String", label = "@text/action.answer.label", description = "@text/action.answer.description")
    public String createItems(
            @ActionInput(name = "everything", label = "@text/action.everything.label", description = "@text/action.everything.description") @Nullable Boolean everything) {
        String id = location();
        if (id == null || !(handler instanceof OccupancyServiceProvider provider)) {
            warn("createItems", NOT_KNOWN);
            return "";
        }
        return provider.itemCreator().create(id, Boolean.TRUE.equals(everything));
    }

    /** As {@link #createItems(Boolean)}, what everybody wants to see. */
    public String createItems() {
        return createItems(false);
    }

    // Rules DSL calls static methods with the actions as the first argument. Each is there with every number of
    // arguments, as the methods above are: a rule leaves out the last ones, and never has to choose by a null.

    public static String trigger(ThingActions actions) {
        return of(actions).trigger();
    }

    public static String trigger(ThingActions actions, @Nullable String source) {
        return of(actions).trigger(source);
    }

    public static String trigger(ThingActions actions, @Nullable String source, @Nullable String category) {
        return of(actions).trigger(source, category);
    }

    public static String trigger(ThingActions actions, @Nullable String source, @Nullable String category,
            @Nullable String duration) {
        return of(actions).trigger(source, category, duration);
    }

    public static String hold(ThingActions actions) {
        return of(actions).hold();
    }

    public static String hold(ThingActions actions, @Nullable String source) {
        return of(actions).hold(source);
    }

    public static String hold(ThingActions actions, @Nullable String source, @Nullable String category) {
        return of(actions).hold(source, category);
    }

    public static String release(ThingActions actions) {
        return of(actions).release();
    }

    public static String release(ThingActions actions, @Nullable String source) {
        return of(actions).release(source);
    }

    public static String release(ThingActions actions, @Nullable String source, @Nullable String category) {
        return of(actions).release(source, category);
    }

    public static String release(ThingActions actions, @Nullable String source, @Nullable String category,
            @Nullable String duration) {
        return of(actions).release(source, category, duration);
    }

    public static String vacate(ThingActions actions) {
        return of(actions).vacate();
    }

    public static String vacate(ThingActions actions, @Nullable Boolean only) {
        return of(actions).vacate(only);
    }

    public static String lock(ThingActions actions) {
        return of(actions).lock();
    }

    public static String lock(ThingActions actions, @Nullable String owner) {
        return of(actions).lock(owner);
    }

    public static String lock(ThingActions actions, @Nullable String owner, @Nullable String mode) {
        return of(actions).lock(owner, mode);
    }

    public static String lock(ThingActions actions, @Nullable String owner, @Nullable String mode,
            @Nullable String duration) {
        return of(actions).lock(owner, mode, duration);
    }

    public static String lock(ThingActions actions, @Nullable String owner, @Nullable String mode,
            @Nullable String duration, @Nullable Boolean below) {
        return of(actions).lock(owner, mode, duration, below);
    }

    public static String keepOccupied(ThingActions actions) {
        return of(actions).keepOccupied();
    }

    public static String keepOccupied(ThingActions actions, @Nullable String duration) {
        return of(actions).keepOccupied(duration);
    }

    public static String keepOccupied(ThingActions actions, @Nullable String duration, @Nullable Boolean below) {
        return of(actions).keepOccupied(duration, below);
    }

    public static String keepVacant(ThingActions actions) {
        return of(actions).keepVacant();
    }

    public static String keepVacant(ThingActions actions, @Nullable String duration) {
        return of(actions).keepVacant(duration);
    }

    public static String keepVacant(ThingActions actions, @Nullable String duration, @Nullable Boolean below) {
        return of(actions).keepVacant(duration, below);
    }

    public static String unlock(ThingActions actions) {
        return of(actions).unlock();
    }

    public static String unlock(ThingActions actions, @Nullable String owner) {
        return of(actions).unlock(owner);
    }

    public static String unlockAll(ThingActions actions) {
        return of(actions).unlockAll();
    }

    public static String arrive(ThingActions actions, @Nullable String person) {
        return of(actions).arrive(person);
    }

    public static String depart(ThingActions actions, @Nullable String person) {
        return of(actions).depart(person);
    }

    public static Map<String, Object> state(ThingActions actions) {
        return of(actions).state();
    }

    public static Map<String, Object> why(ThingActions actions) {
        return of(actions).why();
    }

    public static String explain(ThingActions actions) {
        return of(actions).explain();
    }

    public static String createItems(ThingActions actions) {
        return of(actions).createItems();
    }

    public static String createItems(ThingActions actions, @Nullable Boolean everything) {
        return of(actions).createItems(everything);
    }

    private static OccupancyActions of(ThingActions actions) {
        if (actions instanceof OccupancyActions own) {
            return own;
        }
        throw new IllegalArgumentException("These are not the actions of a location: " + actions);
    }

    /** Makes an event of what a rule gave, such as {@link OccupancyEvent#holdStart}. */
    @FunctionalInterface
    private interface Report {
        OccupancyEvent of(String location, String source, String category, Instant at);
    }

    private String report(String action, Report report, @Nullable String source, @Nullable String category,
            SourceType usual, @Nullable String duration) {
        return tell(action, id -> {
            Duration time = duration(duration);
            return now -> report.of(id, orElse(source, DEFAULT_SOURCE), orElse(category, usual.id()), now)
                    .withDuration(time);
        });
    }

    /**
     * Tells of a person. Each person is a source of their own, so that one who leaves does not end what another
     * began.
     */
    private String personal(String action, Report report, @Nullable String person,
            Function<LocationView, String> missing) {
        return tell(action, id -> {
            String name = name(person);
            return now -> report.of(id, DEFAULT_SOURCE + ":" + name, SourceType.PERSON.id(), now).withOccupant(name);
        }, missing);
    }

    /** {@return whether anything is known that puts a person in a location or in one that lies in it} */
    private boolean isAnywhereIn(String top, String person) {
        OccupancyService service = service();
        Set<String> within = new HashSet<>(Set.of(top));
        // parents come before their children
        for (LocationView location : service == null ? List.<LocationView> of() : service.locations()) {
            String parent = location.parent();
            if (location.id().equals(top) || parent != null && within.contains(parent)) {
                within.add(location.id());
                LocationState state = location.state();
                // a lock may hide who is there
                if (state.occupants().contains(person)
                        || state.sources().stream().anyMatch(source -> person.equals(source.occupant()))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** As {@link #tell(String, Function, Function)}, of what is never in vain. */
    private String tell(String action, Function<String, Function<Instant, OccupancyEvent>> making) {
        return tell(action, making, location -> "");
    }

    /**
     * Tells the service what a rule or a person said.
     *
     * @param making reads what the rule gave, and refuses what cannot be read, before the location is told
     * @param missing why this changes nothing, of what the location shows; empty if it does. The location is told all
     *            the same, as what it shows may be of a moment ago
     * @return a sentence: what the location shows now, or what was not done and why
     */
    private String tell(String action, Function<String, Function<Instant, OccupancyEvent>> making,
            Function<LocationView, String> missing) {
        return ask(action, (service, id) -> {
            LocationView before = service.location(id);
            String inVain = before == null ? "" : missing.apply(before);
            CompletableFuture<@Nullable Void> done = service.handle(making.apply(id));
            // both are queued before waiting, so that a rule waits only once
            CompletableFuture<Explanation> after = service.explain(id);
            await(done.thenApply(nothing -> true));
            if (!inVain.isEmpty()) {
                return service.text("action.not-done", inVain);
            }
            LocationView view = service.location(id);
            return service.text("action.done", view == null ? id : view.label(), service.summarise(await(after)));
        }, null);
    }

    /**
     * {@return why there is no lock to be removed from a location: the next lock around it, or as the key says}
     *
     * @param key the key of the sentence if no location around it has a lock
     * @param owner the owner whose lock is missing
     */
    private String noLock(LocationView location, String key, String owner) {
        OccupancyService service = service();
        boolean inherited = location.locked() && location.state().locks().isEmpty();
        String around = inherited && service != null ? lockedAround(service, location) : null;
        return around == null ? refusal(key, owner) : refusal("action.refused.lock-around", around);
    }

    /** {@return the label of the next location around one that has a lock, or {@code null} if none has} */
    private static @Nullable String lockedAround(OccupancyService service, LocationView location) {
        String parent = location.parent();
        // a circle of parents never gets this far: its locations are not served
        LocationView around = parent == null ? null : service.location(parent);
        return around == null ? null
                : around.state().locks().isEmpty() ? lockedAround(service, around) : around.label();
    }

    private String refusal(String key, String given) {
        OccupancyService service = service();
        return service == null ? "" : service.text(key, Printable.brief(given));
    }

    /** What is asked of the service, or told to it, by an action of a location. */
    @FunctionalInterface
    private interface Asking {
        String ask(OccupancyService service, String id)
                throws InterruptedException, ExecutionException, TimeoutException;
    }

    /**
     * Asks or tells the service.
     *
     * @param silent what to answer when there is no answer, or {@code null} for a sentence that says why
     * @return the answer
     */
    private String ask(String action, Asking asking, @Nullable String silent) {
        OccupancyService service = service();
        String id = location();
        if (service == null || id == null) {
            warn(action, NOT_KNOWN);
            return silent == null ? NOT_KNOWN : silent;
        }
        String sentence;
        try {
            return asking.ask(service, id);
        } catch (Refusal | RejectedException e) {
            sentence = refused(service, action, e);
        } catch (ExecutionException e) {
            sentence = refused(service, action, e.getCause());
        } catch (TimeoutException e) {
            sentence = late(service, action, silent != null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            sentence = service.text("action.later");
        }
        return silent == null ? sentence : silent;
    }

    private String late(OccupancyService service, String action, boolean isQuestion) {
        if (isQuestion) {
            warn(action, "there is no answer after " + PATIENCE_SECONDS + " seconds");
        } else {
            logger.warn(
                    "The action {} of {} is not done after {} seconds; it will be as soon as the location is online.",
                    action, location(), PATIENCE_SECONDS);
        }
        return service.text("action.later");
    }

    private static <T> T await(CompletableFuture<T> answer)
            throws InterruptedException, ExecutionException, TimeoutException {
        return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /**
     * {@return that nothing was done and why, for whoever pressed the button; the log has it for whoever wrote a rule}
     */
    private String refused(OccupancyService service, String action, @Nullable Throwable cause) {
        String why = cause instanceof Refusal refusal ? service.text(refusal.key, refusal.value)
                : cause instanceof RejectedException rejected ? String.valueOf(rejected.getMessage())
                        : String.valueOf(cause);
        String line = Printable.brief(why, LONGEST_REFUSAL);
        warn(action, line);
        return service.text("action.not-done", line);
    }

    private static String name(@Nullable String person) {
        if (person == null || person.isBlank()) {
            throw new Refusal("action.refused.person", "");
        }
        return person.strip();
    }

    private static @Nullable Duration duration(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return Durations.parse("duration", text);
        } catch (RejectedException e) {
            throw new Refusal("action.refused.duration", text);
        }
    }

    /** Reads a mode as people write it: {@code keep occupied} means {@code KEEP_OCCUPIED}. */
    private static LockMode mode(@Nullable String text) {
        String given = orElse(text, LockMode.FREEZE.name());
        String name = given.toUpperCase(Locale.ROOT).replace(' ', '_').replace('-', '_');
        return Arrays.stream(LockMode.values()).filter(mode -> mode.name().equals(name)).findFirst()
                .orElseThrow(() -> new Refusal("action.refused.mode", given));
    }

    private static String orElse(@Nullable String text, String otherwise) {
        return text == null || text.isBlank() ? otherwise : text.strip();
    }

    private static void put(Map<String, Object> result, String key, @Nullable Instant instant, ZoneId zone) {
        if (instant != null) {
            result.put(key, ISO.format(instant.atZone(zone)));
        }
    }

    private @Nullable OccupancyService service() {
        return handler instanceof OccupancyServiceProvider provider ? provider.occupancyService() : null;
    }

    private @Nullable String location() {
        ThingHandler current = handler;
        return current == null ? null : current.getThing().getUID().getAsString();
    }

    /** What a rule or a person gave cannot be read: a key of the sentence that says so, and what was given. */
    private static final class Refusal extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String key;
        private final String value;

        Refusal(String key, String given) {
            super(key, null, false, false);
            this.key = key;
            this.value = Printable.brief(given);
        }
    }

    private void warn(String action, @Nullable String why) {
        logger.warn("The action {} of {} did nothing: {}", action, location(), why);
    }
}
