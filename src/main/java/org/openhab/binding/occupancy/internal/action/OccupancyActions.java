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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.OccupancyBindingConstants;
import org.openhab.binding.occupancy.internal.engine.model.LocationState;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.RejectedException;
import org.openhab.binding.occupancy.internal.engine.model.RejectionCode;
import org.openhab.binding.occupancy.internal.engine.model.Scope;
import org.openhab.binding.occupancy.internal.service.api.LocationView;
import org.openhab.binding.occupancy.internal.service.api.OccupancyService;
import org.openhab.binding.occupancy.internal.source.Durations;
import org.openhab.binding.occupancy.internal.source.SourceType;
import org.openhab.core.automation.annotation.ActionInput;
import org.openhab.core.automation.annotation.ActionOutput;
import org.openhab.core.automation.annotation.RuleAction;
import org.openhab.core.thing.binding.ThingActions;
import org.openhab.core.thing.binding.ThingActionsScope;
import org.openhab.core.thing.binding.ThingHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What rules can tell and ask of a location. An action returns when its outcome can be seen, and never fails the rule:
 * what cannot be done is one sentence in the log.
 */
@NonNullByDefault
@ThingActionsScope(name = OccupancyBindingConstants.BINDING_ID)
public final class OccupancyActions implements ThingActions {

    /** The source and the owner of whoever does not name one. */
    static final String DEFAULT_SOURCE = "rule";

    private static final long PATIENCE_SECONDS = 5;

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
    public void trigger(
            @ActionInput(name = "source", label = "@text/action.source.label", description = "@text/action.source.description") @Nullable String source,
            @ActionInput(name = "category", label = "@text/action.category.label", description = "@text/action.category.description") @Nullable String category,
            @ActionInput(name = "duration", label = "@text/action.duration.label", description = "@text/action.duration.description") @Nullable String duration) {
        report("trigger", OccupancyEvent::momentary, source, category, SourceType.ACTIVITY, duration);
    }

    /** As {@link #trigger(String, String, String)}, with the timeout of the location. */
    public void trigger(@Nullable String source, @Nullable String category) {
        trigger(source, category, null);
    }

    /** As {@link #trigger(String, String)}, as activity. */
    public void trigger(@Nullable String source) {
        trigger(source, null, null);
    }

    /** As {@link #trigger(String)}, without a name. */
    public void trigger() {
        trigger(DEFAULT_SOURCE);
    }

    @RuleAction(label = "@text/action.hold.label", description = "@text/action.hold.description")
    public void hold(
            @ActionInput(name = "source", label = "@text/action.source.label", description = "@text/action.source.description") @Nullable String source,
            @ActionInput(name = "category", label = "@text/action.category.label", description = "@text/action.category.description") @Nullable String category) {
        report("hold", OccupancyEvent::holdStart, source, category, SourceType.PRESENCE, null);
    }

    /** As {@link #hold(String, String)}, as presence. */
    public void hold(@Nullable String source) {
        hold(source, null);
    }

    /** As {@link #hold(String)}, without a name. */
    public void hold() {
        hold(DEFAULT_SOURCE);
    }

    @RuleAction(label = "@text/action.release.label", description = "@text/action.release.description")
    public void release(
            @ActionInput(name = "source", label = "@text/action.source.label", description = "@text/action.source.description") @Nullable String source,
            @ActionInput(name = "category", label = "@text/action.category.label", description = "@text/action.category.description") @Nullable String category,
            @ActionInput(name = "duration", label = "@text/action.duration.label", description = "@text/action.duration.description") @Nullable String duration) {
        report("release", OccupancyEvent::holdEnd, source, category, SourceType.PRESENCE, duration);
    }

    /** As {@link #release(String, String, String)}, with the timeout of the location. */
    public void release(@Nullable String source, @Nullable String category) {
        release(source, category, null);
    }

    /** As {@link #release(String, String)}, as presence. */
    public void release(@Nullable String source) {
        release(source, null, null);
    }

    /** As {@link #release(String)}, without a name. */
    public void release() {
        release(DEFAULT_SOURCE);
    }

    @RuleAction(label = "@text/action.vacate.label", description = "@text/action.vacate.description")
    public void vacate(
            @ActionInput(name = "only", label = "@text/action.only.label", description = "@text/action.only.description") @Nullable Boolean only) {
        Scope scope = Boolean.TRUE.equals(only) ? Scope.SELF : Scope.SUBTREE;
        tell("vacate", id -> now -> OccupancyEvent.vacate(id, DEFAULT_SOURCE, now).withScope(scope));
    }

    /** As {@link #vacate(Boolean)}, with all that is in the location. */
    public void vacate() {
        vacate(false);
    }

    @RuleAction(label = "@text/action.lock.label", description = "@text/action.lock.description")
    public void lock(
            @ActionInput(name = "owner", label = "@text/action.owner.label", description = "@text/action.owner.description") @Nullable String owner,
            @ActionInput(name = "mode", label = "@text/action.mode.label", description = "@text/action.mode.description", defaultValue = "FREEZE") @Nullable String mode,
            @ActionInput(name = "duration", label = "@text/action.lock-duration.label", description = "@text/action.lock-duration.description") @Nullable String duration,
            @ActionInput(name = "below", label = "@text/action.below.label", description = "@text/action.below.description") @Nullable Boolean below) {
        Scope scope = Boolean.TRUE.equals(below) ? Scope.SUBTREE : Scope.SELF;
        tell("lock", id -> {
            LockMode what = mode(mode);
            Duration time = duration(duration);
            return now -> OccupancyEvent.lock(id, orElse(owner, DEFAULT_SOURCE), what, now).withScope(scope)
                    .withDuration(time);
        });
    }

    /** As {@link #lock(String, String, String, Boolean)}, this location only. */
    public void lock(@Nullable String owner, @Nullable String mode, @Nullable String duration) {
        lock(owner, mode, duration, false);
    }

    /** As {@link #lock(String, String, String)}, with no end. */
    public void lock(@Nullable String owner, @Nullable String mode) {
        lock(owner, mode, null, false);
    }

    /** As {@link #lock(String, String)}: freezes what the location shows. */
    public void lock(@Nullable String owner) {
        lock(owner, null, null, false);
    }

    /** As {@link #lock(String)}, in the name of rules. */
    public void lock() {
        lock(DEFAULT_SOURCE);
    }

    @RuleAction(label = "@text/action.unlock.label", description = "@text/action.unlock.description")
    public void unlock(
            @ActionInput(name = "owner", label = "@text/action.owner.label", description = "@text/action.owner.description") @Nullable String owner) {
        tell("unlock", id -> now -> OccupancyEvent.unlock(id, orElse(owner, DEFAULT_SOURCE), now));
    }

    /** As {@link #unlock(String)}: the lock that was set in the name of rules. */
    public void unlock() {
        unlock(DEFAULT_SOURCE);
    }

    @RuleAction(label = "@text/action.unlock-all.label", description = "@text/action.unlock-all.description")
    public void unlockAll() {
        tell("unlockAll", id -> now -> OccupancyEvent.unlockAll(id, now));
    }

    @RuleAction(label = "@text/action.arrive.label", description = "@text/action.arrive.description")
    public void arrive(
            @ActionInput(name = "person", label = "@text/action.person.label", description = "@text/action.person.description", required = true) @Nullable String person) {
        personal("arrive", OccupancyEvent::holdStart, person);
    }

    @RuleAction(label = "@text/action.depart.label", description = "@text/action.depart.description")
    public void depart(
            @ActionInput(name = "person", label = "@text/action.person.label", description = "@text/action.person.description", required = true) @Nullable String person) {
        personal("depart", OccupancyEvent::holdEnd, person);
    }

    @RuleAction(label = "@text/action.state.label", description = "@text/action.state.description")
    @ActionOutput(name = "occupied", type = "java.lang.Boolean", label = "@text/action.occupied.label", description = "@text/action.occupied.description")
    @ActionOutput(name = "occupiedUntil", type = "java.time.ZonedDateTime", label = "@text/action.occupied-until.label", description = "@text/action.occupied-until.description")
    @ActionOutput(name = "held", type = "java.lang.Boolean", label = "@text/action.held.label", description = "@text/action.held.description")
    @ActionOutput(name = "occupants", type = "java.util.List<java.lang.String>", label = "@text/action.occupants.label", description = "@text/action.occupants.description")
    @ActionOutput(name = "lockMode", type = "java.lang.String", label = "@text/action.lock-mode.label", description = "@text/action.lock-mode.description")
    @ActionOutput(name = "lastChange", type = "java.time.ZonedDateTime", label = "@text/action.last-change.label", description = "@text/action.last-change.description")
    @ActionOutput(name = "lastActivity", type = "java.time.ZonedDateTime", label = "@text/action.last-activity.label", description = "@text/action.last-activity.description")
    public Map<String, Object> state() {
        OccupancyService service = service();
        String id = location();
        LocationView view = service == null || id == null ? null : service.location(id);
        if (service == null || view == null) {
            warn("state", "the location is not known yet");
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

    @RuleAction(label = "@text/action.explain.label", description = "@text/action.explain.description")
    @ActionOutput(type = "java.lang.String", label = "@text/action.explanation.label", description = "@text/action.explanation.description")
    public String explain() {
        OccupancyService service = service();
        String id = location();
        if (service == null || id == null) {
            warn("explain", "the location is not known yet");
            return "";
        }
        try {
            return service.explain(id).thenApply(service::describe).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            warn("explain", reason(e));
        } catch (TimeoutException e) {
            warn("explain", "there is no answer after " + PATIENCE_SECONDS + " seconds");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "";
    }

    @RuleAction(label = "@text/action.create-items.label", description = "@text/action.create-items.description")
    @ActionOutput(type = "java.lang.String", label = "@text/action.answer.label", description = "@text/action.answer.description")
    public String createItems(
            @ActionInput(name = "everything", label = "@text/action.everything.label", description = "@text/action.everything.description") @Nullable Boolean everything) {
        String id = location();
        if (id == null || !(handler instanceof OccupancyServiceProvider provider)) {
            warn("createItems", "the location is not known yet");
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

    public static void trigger(ThingActions actions) {
        of(actions).trigger();
    }

    public static void trigger(ThingActions actions, @Nullable String source) {
        of(actions).trigger(source);
    }

    public static void trigger(ThingActions actions, @Nullable String source, @Nullable String category) {
        of(actions).trigger(source, category);
    }

    public static void trigger(ThingActions actions, @Nullable String source, @Nullable String category,
            @Nullable String duration) {
        of(actions).trigger(source, category, duration);
    }

    public static void hold(ThingActions actions) {
        of(actions).hold();
    }

    public static void hold(ThingActions actions, @Nullable String source) {
        of(actions).hold(source);
    }

    public static void hold(ThingActions actions, @Nullable String source, @Nullable String category) {
        of(actions).hold(source, category);
    }

    public static void release(ThingActions actions) {
        of(actions).release();
    }

    public static void release(ThingActions actions, @Nullable String source) {
        of(actions).release(source);
    }

    public static void release(ThingActions actions, @Nullable String source, @Nullable String category) {
        of(actions).release(source, category);
    }

    public static void release(ThingActions actions, @Nullable String source, @Nullable String category,
            @Nullable String duration) {
        of(actions).release(source, category, duration);
    }

    public static void vacate(ThingActions actions) {
        of(actions).vacate();
    }

    public static void vacate(ThingActions actions, @Nullable Boolean only) {
        of(actions).vacate(only);
    }

    public static void lock(ThingActions actions) {
        of(actions).lock();
    }

    public static void lock(ThingActions actions, @Nullable String owner) {
        of(actions).lock(owner);
    }

    public static void lock(ThingActions actions, @Nullable String owner, @Nullable String mode) {
        of(actions).lock(owner, mode);
    }

    public static void lock(ThingActions actions, @Nullable String owner, @Nullable String mode,
            @Nullable String duration) {
        of(actions).lock(owner, mode, duration);
    }

    public static void lock(ThingActions actions, @Nullable String owner, @Nullable String mode,
            @Nullable String duration, @Nullable Boolean below) {
        of(actions).lock(owner, mode, duration, below);
    }

    public static void unlock(ThingActions actions) {
        of(actions).unlock();
    }

    public static void unlock(ThingActions actions, @Nullable String owner) {
        of(actions).unlock(owner);
    }

    public static void unlockAll(ThingActions actions) {
        of(actions).unlockAll();
    }

    public static void arrive(ThingActions actions, @Nullable String person) {
        of(actions).arrive(person);
    }

    public static void depart(ThingActions actions, @Nullable String person) {
        of(actions).depart(person);
    }

    public static Map<String, Object> state(ThingActions actions) {
        return of(actions).state();
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

    /** One of the factories of events that tell of people. */
    @FunctionalInterface
    private interface Report {
        OccupancyEvent of(String location, String source, String category, Instant at);
    }

    private void report(String action, Report report, @Nullable String source, @Nullable String category,
            SourceType usual, @Nullable String duration) {
        tell(action, id -> {
            Duration time = duration(duration);
            return now -> report.of(id, orElse(source, DEFAULT_SOURCE), orElse(category, usual.id()), now)
                    .withDuration(time);
        });
    }

    /** Everybody is a source of their own: one who leaves takes nobody along. */
    private void personal(String action, Report report, @Nullable String person) {
        tell(action, id -> {
            String name = name(person);
            return now -> report.of(id, DEFAULT_SOURCE + ":" + name, SourceType.PERSON.id(), now).withOccupant(name);
        });
    }

    /**
     * @param making reads what the rule gave, and refuses what cannot be read, before the location is told
     */
    private void tell(String action, Function<String, Function<Instant, OccupancyEvent>> making) {
        OccupancyService service = service();
        String id = location();
        if (service == null || id == null) {
            warn(action, "the location is not known yet");
            return;
        }
        try {
            service.handle(making.apply(id)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (RejectedException e) {
            warn(action, e.getMessage());
        } catch (ExecutionException e) {
            warn(action, reason(e));
        } catch (TimeoutException e) {
            logger.warn(
                    "The action {} of {} is not done after {} seconds; it will be as soon as the location is at work.",
                    action, location(), PATIENCE_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String reason(ExecutionException e) {
        Throwable cause = e.getCause();
        return String.valueOf(cause instanceof RejectedException ? cause.getMessage() : cause);
    }

    private static String name(@Nullable String person) {
        if (person == null || person.isBlank()) {
            throw new RejectedException(RejectionCode.MISSING_FIELD, "person", "the person is missing");
        }
        return person.strip();
    }

    private static @Nullable Duration duration(@Nullable String text) {
        return text == null || text.isBlank() ? null : Durations.parse("duration", text);
    }

    private static LockMode mode(@Nullable String text) {
        String name = orElse(text, LockMode.FREEZE.name()).strip().toUpperCase(Locale.ROOT);
        return Arrays.stream(LockMode.values()).filter(mode -> mode.name().equals(name)).findFirst()
                .orElseThrow(() -> new RejectedException(RejectionCode.INVALID_VALUE, "mode",
                        "the mode is \"" + text + "\"; it can be " + Arrays.toString(LockMode.values())));
    }

    private static String orElse(@Nullable String text, String otherwise) {
        return text == null || text.isBlank() ? otherwise : text.strip();
    }

    private static void put(Map<String, Object> result, String key, @Nullable Instant instant, ZoneId zone) {
        if (instant != null) {
            result.put(key, instant.atZone(zone));
        }
    }

    private @Nullable OccupancyService service() {
        return handler instanceof OccupancyServiceProvider provider ? provider.occupancyService() : null;
    }

    private @Nullable String location() {
        ThingHandler current = handler;
        return current == null ? null : current.getThing().getUID().getAsString();
    }

    private void warn(String action, @Nullable String why) {
        logger.warn("The action {} of {} did nothing: {}", action, location(), why);
    }
}
