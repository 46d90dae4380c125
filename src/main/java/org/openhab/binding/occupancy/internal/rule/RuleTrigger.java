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
package org.openhab.binding.occupancy.internal.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.HistoryEntry;
import org.openhab.binding.occupancy.internal.service.api.Happening;
import org.openhab.binding.occupancy.internal.service.api.LocationView;
import org.openhab.binding.occupancy.internal.service.api.OccupancyListener;
import org.openhab.binding.occupancy.internal.service.api.OccupancyService;
import org.openhab.core.automation.ModuleHandlerCallback;
import org.openhab.core.automation.Trigger;
import org.openhab.core.automation.handler.BaseTriggerModuleHandler;
import org.openhab.core.automation.handler.TriggerHandlerCallback;

/**
 * Starts a rule when something happens in a location, or when it has lasted for a time.
 */
@NonNullByDefault
final class RuleTrigger extends BaseTriggerModuleHandler implements OccupancyListener {

    static final String OUTPUT_LOCATION = "location";
    static final String OUTPUT_LABEL = "label";
    static final String OUTPUT_PERSON = "person";

    /** The person of a trigger that is not about a certain person. */
    static final String ANYBODY = "";

    private final ModuleKind kind;
    private final OccupancyService service;
    private final ScheduledExecutorService scheduler;
    private final Supplier<Instant> clock;
    private final @Nullable String location;
    private final boolean inside;
    private final @Nullable String person;
    private final Duration lasting;
    /** What has begun but not lasted long enough yet, with the task that will start the rule. Guarded by this. */
    private final Map<Key, ScheduledFuture<?>> pending = new HashMap<>();
    private boolean listening;

    /** The location and the person that a pending task is about. */
    private record Key(String location, String person) {
    }

    RuleTrigger(Trigger module, ModuleKind kind, OccupancyService service, ModuleSettings settings,
            ScheduledExecutorService scheduler, Supplier<Instant> clock) {
        super(module);
        this.kind = kind;
        this.service = service;
        this.scheduler = scheduler;
        this.clock = clock;
        location = settings.text(Parameter.LOCATION);
        inside = settings.flag(Parameter.INSIDE);
        person = settings.text(Parameter.PERSON);
        lasting = settings.duration(Parameter.FOR_AT_LEAST);
    }

    @Override
    public void setCallback(ModuleHandlerCallback newCallback) {
        super.setCallback(newCallback);
        synchronized (this) {
            if (listening) {
                return;
            }
            listening = true;
        }
        service.addListener(this);
        service.locations().stream().filter(this::concerns).forEach(this::resume);
    }

    @Override
    public void dispose() {
        service.removeListener(this);
        synchronized (this) {
            listening = false;
            pending.values().forEach(future -> future.cancel(false));
            pending.clear();
        }
        super.dispose();
    }

    @Override
    public void happened(LocationView view, Happening happening) {
        if (!concerns(view)) {
            return;
        }
        if (happening.kind() == Happening.Kind.KNOWN) {
            resume(view);
            return;
        }
        String who = begun(view, happening);
        if (who != null) {
            begin(view, who, lasting);
        }
        ended(view, happening);
    }

    /** {@return the person whom a happening is about, or {@code null} if it is not what the rule waits for} */
    private @Nullable String begun(LocationView view, Happening happening) {
        return switch (kind) {
            case OCCUPIED -> happening.kind() == Happening.Kind.OCCUPIED ? ANYBODY : null;
            case VACANT -> happening.kind() == Happening.Kind.VACANT ? ANYBODY : null;
            case VACANT_SOON -> happening.kind() == Happening.Kind.VACANT_SOON ? ANYBODY : null;
            case STAYS -> happening.kind() == Happening.Kind.STAYS ? ANYBODY : null;
            case ARRIVES ->
                happening.kind() == Happening.Kind.OCCUPIED && person == null && view.state().occupants().isEmpty()
                        ? ANYBODY
                        : named(happening, Happening.Kind.ARRIVED);
            case LEAVES -> named(happening, Happening.Kind.LEFT);
            default -> null;
        };
    }

    private @Nullable String named(Happening happening, Happening.Kind wanted) {
        String name = happening.person();
        return happening.kind() == wanted && name != null && isWanted(name) ? name : null;
    }

    private boolean isWanted(String name) {
        return person == null || name.equalsIgnoreCase(person);
    }

    /** Cancels the pending task of whatever a happening ends: it has not lasted long enough. */
    private void ended(LocationView view, Happening happening) {
        String name = happening.person();
        switch (happening.kind()) {
            case OCCUPIED -> {
                if (kind == ModuleKind.VACANT) {
                    cancel(view.id(), ANYBODY);
                }
            }
            case VACANT -> {
                if (kind == ModuleKind.OCCUPIED || kind == ModuleKind.ARRIVES) {
                    cancel(view.id(), ANYBODY);
                }
            }
            case ARRIVED -> {
                if (kind == ModuleKind.LEAVES && name != null) {
                    cancel(view.id(), name);
                }
            }
            case LEFT -> {
                if (kind == ModuleKind.ARRIVES && name != null) {
                    cancel(view.id(), name);
                }
            }
            default -> {
                // ends nothing
            }
        }
    }

    private boolean concerns(LocationView view) {
        String wanted = location;
        if (wanted == null) {
            return view.parent() == null;
        }
        if (wanted.equals(view.id())) {
            return true;
        }
        if (!inside) {
            return false;
        }
        Set<String> seen = new HashSet<>();
        String parent = view.parent();
        while (parent != null && seen.add(parent)) {
            if (parent.equals(wanted)) {
                return true;
            }
            LocationView above = service.location(parent);
            parent = above == null ? null : above.parent();
        }
        return false;
    }

    /** Goes on waiting for what had begun before openHAB was restarted or the rule was saved. */
    private void resume(LocationView view) {
        if (lasting.isZero()) {
            return;
        }
        if (kind == ModuleKind.ARRIVES || kind == ModuleKind.LEAVES) {
            // the history is in files, and whoever calls must not wait
            scheduler.schedule(() -> resumePeople(view.id()), 0, TimeUnit.MILLISECONDS);
            return;
        }
        Instant since = view.lastChange();
        boolean fits = kind == ModuleKind.OCCUPIED && view.state().occupied()
                || kind == ModuleKind.VACANT && !view.state().occupied();
        if (since != null && fits) {
            resume(view, ANYBODY, since, clock.get());
        }
    }

    /**
     * Looks up in the history when somebody came or left. What is not in it happened longer ago than a rule can ask.
     */
    private void resumePeople(String id) {
        Instant now = clock.get();
        Map<String, Instant> came = new HashMap<>();
        Map<String, Instant> went = new HashMap<>();
        Set<String> before = new HashSet<>();
        for (HistoryEntry entry : service.history(id, null)) {
            Set<String> after = Set.copyOf(entry.occupants());
            for (String name : after) {
                if (!before.contains(name)) {
                    came.put(name, entry.at());
                }
                went.remove(name);
            }
            before.stream().filter(name -> !after.contains(name)).forEach(name -> {
                came.remove(name);
                went.put(name, entry.at());
            });
            before = after;
        }
        LocationView view = service.location(id);
        if (view == null) {
            return;
        }
        Set<String> here = view.state().occupants();
        boolean arrives = kind == ModuleKind.ARRIVES;
        (arrives ? came : went).forEach((name, since) -> {
            if (isWanted(name) && here.contains(name) == arrives) {
                resume(view, name, since, now);
            }
        });
    }

    private void resume(LocationView view, String who, Instant since, Instant now) {
        Duration left = Duration.between(now, since.plus(lasting));
        if (!left.isNegative() && !left.isZero()) {
            begin(view, who, left);
        }
    }

    private void begin(LocationView view, String who, Duration delay) {
        if (delay.isZero()) {
            fire(view, who);
            return;
        }
        Key key = new Key(view.id(), who);
        synchronized (this) {
            if (listening && !pending.containsKey(key)) {
                pending.put(key, scheduler.schedule(() -> lasted(key), delay.toMillis(), TimeUnit.MILLISECONDS));
            }
        }
    }

    private synchronized void cancel(String id, String who) {
        ScheduledFuture<?> future = pending.remove(new Key(id, who));
        if (future != null) {
            future.cancel(false);
        }
    }

    private void lasted(Key key) {
        synchronized (this) {
            if (pending.remove(key) == null) {
                return;
            }
        }
        LocationView view = service.location(key.location());
        if (view != null) {
            fire(view, key.person());
        }
    }

    private void fire(LocationView view, String who) {
        if (callback instanceof TriggerHandlerCallback rule) {
            rule.triggered(module, outputs(view, who));
        }
    }

    /** {@return what a trigger tells the rule} */
    static Map<String, String> outputs(LocationView view, String who) {
        return Map.of(OUTPUT_LOCATION, view.id(), OUTPUT_LABEL, view.label(), OUTPUT_PERSON, who);
    }
}
