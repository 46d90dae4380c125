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
package org.openhab.binding.occupancy.internal.service;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.OccupancyBindingConstants;
import org.openhab.binding.occupancy.internal.engine.model.Explanation;
import org.openhab.binding.occupancy.internal.engine.model.HistoryEntry;
import org.openhab.binding.occupancy.internal.engine.model.LearnedWay;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.RejectedException;
import org.openhab.binding.occupancy.internal.engine.model.RejectionCode;
import org.openhab.binding.occupancy.internal.service.api.Health;
import org.openhab.binding.occupancy.internal.service.api.HomeSettings;
import org.openhab.binding.occupancy.internal.service.api.LocationListener;
import org.openhab.binding.occupancy.internal.service.api.LocationProblem;
import org.openhab.binding.occupancy.internal.service.api.LocationRegistry;
import org.openhab.binding.occupancy.internal.service.api.LocationSetup;
import org.openhab.binding.occupancy.internal.service.api.LocationView;
import org.openhab.binding.occupancy.internal.service.api.OccupancyListener;
import org.openhab.binding.occupancy.internal.service.api.OccupancyService;
import org.openhab.binding.occupancy.internal.service.api.PersonListener;
import org.openhab.binding.occupancy.internal.service.api.PersonSetup;
import org.openhab.binding.occupancy.internal.service.home.Board;
import org.openhab.binding.occupancy.internal.service.home.OccupancyHost;
import org.openhab.binding.occupancy.internal.service.item.SourceItems;
import org.openhab.binding.occupancy.internal.service.runtime.Alarm;
import org.openhab.binding.occupancy.internal.service.runtime.EngineClock;
import org.openhab.binding.occupancy.internal.service.runtime.HistoryFiles;
import org.openhab.binding.occupancy.internal.service.runtime.Progress;
import org.openhab.binding.occupancy.internal.service.runtime.SerialWorker;
import org.openhab.binding.occupancy.internal.service.runtime.SnapshotStore;
import org.openhab.binding.occupancy.internal.service.text.ProblemText;
import org.openhab.binding.occupancy.internal.service.text.ReasonText;
import org.openhab.binding.occupancy.internal.service.text.Texts;
import org.openhab.core.OpenHAB;
import org.openhab.core.common.ThreadPoolManager;
import org.openhab.core.events.Event;
import org.openhab.core.events.EventSubscriber;
import org.openhab.core.i18n.LocaleProvider;
import org.openhab.core.i18n.TimeZoneProvider;
import org.openhab.core.i18n.TranslationProvider;
import org.openhab.core.items.ItemRegistry;
import org.openhab.core.items.events.GroupItemStateChangedEvent;
import org.openhab.core.items.events.GroupStateUpdatedEvent;
import org.openhab.core.items.events.ItemStateChangedEvent;
import org.openhab.core.items.events.ItemStateUpdatedEvent;
import org.openhab.core.service.ReadyService;
import org.openhab.core.storage.StorageService;
import org.openhab.core.thing.Thing;
import org.openhab.core.thing.ThingRegistry;
import org.openhab.core.thing.ThingStatus;
import org.openhab.core.thing.ThingStatusDetail;
import org.openhab.core.thing.ThingUID;
import org.openhab.core.thing.link.ItemChannelLinkRegistry;
import org.openhab.core.types.State;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The component that owns the model: it takes calls and events of openHAB on any thread and hands them to the worker.
 * Apart from reading the history and stopping, nothing here blocks, and nothing computes.
 */
@NonNullByDefault
@Component(immediate = true, service = { OccupancyService.class, LocationRegistry.class, EventSubscriber.class })
public class OccupancyComponent implements OccupancyService, LocationRegistry, EventSubscriber {

    private static final Set<String> EVENT_TYPES = Set.of(ItemStateChangedEvent.TYPE, GroupItemStateChangedEvent.TYPE,
            ItemStateUpdatedEvent.TYPE, GroupStateUpdatedEvent.TYPE);

    /** Why a thing can be without a handler until the user changes something. */
    private static final Set<ThingStatusDetail> REFUSALS = Set.of(ThingStatusDetail.HANDLER_CONFIGURATION_PENDING,
            ThingStatusDetail.HANDLER_INITIALIZING_ERROR, ThingStatusDetail.HANDLER_REGISTERING_ERROR,
            ThingStatusDetail.DISABLED);

    private final ThingRegistry thingRegistry;
    private final EngineClock clock;
    private final Texts texts;
    private final ReasonText reasons;
    private final ProblemText problems;
    private final Board board = new Board();
    private final HistoryFiles history;
    private final SnapshotStore store;
    private final OccupancyHost host;
    private final SerialWorker worker;
    private final ScheduledExecutorService pool;
    /** Questions that are not answered yet. */
    private final Set<CompletableFuture<?>> unanswered = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;
    private final Alarm alarm;
    private final RegistryWatch watch;

    @Activate
    public OccupancyComponent(@Reference ItemRegistry itemRegistry, @Reference ItemChannelLinkRegistry linkRegistry,
            @Reference ThingRegistry thingRegistry, @Reference StorageService storageService,
            @Reference ReadyService readyService, @Reference TranslationProvider translationProvider,
            @Reference LocaleProvider localeProvider, @Reference TimeZoneProvider timeZoneProvider,
            BundleContext bundleContext) {
        this(itemRegistry, linkRegistry, thingRegistry, storageService, readyService,
                new Texts(translationProvider, localeProvider, timeZoneProvider, bundleContext.getBundle()),
                ThreadPoolManager.getScheduledPool(ThreadPoolManager.THREAD_POOL_NAME_COMMON), EngineClock.SYSTEM,
                Path.of(OpenHAB.getUserDataFolder(), OccupancyBindingConstants.BINDING_ID));
    }

    OccupancyComponent(ItemRegistry itemRegistry, ItemChannelLinkRegistry linkRegistry, ThingRegistry thingRegistry,
            StorageService storageService, ReadyService readyService, Texts texts, ScheduledExecutorService scheduler,
            EngineClock.Ticks ticks, @Nullable Path folder) {
        pool = scheduler;
        history = new HistoryFiles(folder, scheduler);
        this.thingRegistry = thingRegistry;
        this.texts = texts;
        reasons = new ReasonText(texts);
        problems = new ProblemText(texts);
        clock = new EngineClock(ticks);
        store = new SnapshotStore(storageService.getStorage(OccupancyBindingConstants.STORAGE_NAME,
                OccupancyComponent.class.getClassLoader()), clock::now);
        Progress progress = new Progress();
        host = new OccupancyHost(clock, store, new SourceItems(itemRegistry, linkRegistry), reasons, problems, board,
                history, progress, new HostContext());
        worker = new SerialWorker(scheduler, clock::nanos, progress, host::settle);
        alarm = new Alarm(scheduler, clock, () -> worker.execute("what is due", "", host::wake));
        watch = new RegistryWatch(itemRegistry, linkRegistry, thingRegistry, readyService, host, worker);
        watch.open();
    }

    @Deactivate
    void deactivate() {
        watch.close();
        boolean done = worker.close(host::stop, host::rescue);
        host.abandon();
        history.close();
        alarm.cancel();
        stopped = true;
        if (done) {
            refuseAll();
        } else {
            // a refusal is told to the handler that commanded, which may be the one that the worker hangs in
            try {
                pool.execute(this::refuseAll);
            } catch (RejectedExecutionException e) {
                // the pool was shut down, and with it openHAB; who waits does so for a limited time
            }
        }
    }

    private void refuseAll() {
        unanswered.forEach(OccupancyComponent::refuse);
    }

    // ------------------------------------------------------------------------------------------------- event bus

    @Override
    public Set<String> getSubscribedEventTypes() {
        return EVENT_TYPES;
    }

    @Override
    public void receive(Event event) {
        long nanos = clock.nanos();
        if (event instanceof ItemStateChangedEvent changed) {
            String item = changed.getItemName();
            if (board.listensTo(item)) {
                State state = changed.getItemState();
                worker.execute("the change of the item", item, () -> host.itemChanged(item, state, nanos));
            }
        } else if (event instanceof ItemStateUpdatedEvent updated) {
            String item = updated.getItemName();
            if (board.listensToRepeats(item)) {
                State state = updated.getItemState();
                worker.execute("the repetition of the item", item, () -> host.itemRepeated(item, state, nanos));
            }
        }
    }

    // -------------------------------------------------------------------------------------------------- handlers

    @Override
    public void put(LocationSetup setup, LocationListener listener) {
        worker.execute("the settings of", setup.id(), () -> host.put(setup, listener));
    }

    @Override
    public void release(String id, LocationListener listener) {
        worker.execute("the release of", id, () -> host.release(id, listener));
    }

    @Override
    public void remove(String id) {
        worker.execute("the removal of", id, () -> host.remove(id));
    }

    @Override
    public void refresh(String id) {
        worker.execute("the states of", id, () -> host.refresh(id));
    }

    @Override
    public void putPerson(PersonSetup setup, PersonListener listener) {
        worker.execute("the settings of", setup.id(), () -> host.putPerson(setup, listener));
    }

    @Override
    public void releasePerson(String id, PersonListener listener) {
        worker.execute("the release of", id, () -> host.releasePerson(id, listener));
    }

    // ------------------------------------------------------------------------- actions, console, discovery, pages

    @Override
    public boolean isRunning() {
        return board.isRunning();
    }

    @Override
    public List<LocationView> locations() {
        return board.views();
    }

    @Override
    public @Nullable LocationView location(String id) {
        return board.view(id);
    }

    @Override
    public CompletableFuture<@Nullable Void> handle(Function<Instant, OccupancyEvent> event) {
        CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
        answer("a command", "", done, () -> host.handle(event, done));
        return done;
    }

    @Override
    public CompletableFuture<Explanation> explain(String id) {
        CompletableFuture<Explanation> done = new CompletableFuture<>();
        answer("a question about", id, done, () -> host.explain(id, done));
        return done;
    }

    @Override
    public CompletableFuture<List<LearnedWay>> leadsTo(String id) {
        CompletableFuture<List<LearnedWay>> done = new CompletableFuture<>();
        answer("a question about", id, done, () -> host.leadsTo(id, done));
        return done;
    }

    @Override
    public ZoneId timeZone() {
        return texts.timeZone();
    }

    @Override
    public String describe(Explanation explanation) {
        return reasons.longText(explanation, board::name, board.lockOwners(explanation.location()), clock.now());
    }

    @Override
    public String summarise(Explanation explanation) {
        return reasons.shortText(explanation, board::name, board.lockOwners(explanation.location()), clock.now());
    }

    @Override
    public String text(String key, String... arguments) {
        return texts.text(key, arguments);
    }

    @Override
    public String describe(LocationProblem problem) {
        return problems.of(problem);
    }

    @Override
    public List<HistoryEntry> history(@Nullable String id, @Nullable Instant from) {
        return history.read(id, from);
    }

    @Override
    public void addListener(OccupancyListener listener) {
        board.addListener(listener);
    }

    @Override
    public void removeListener(OccupancyListener listener) {
        board.removeListener(listener);
    }

    @Override
    public Health health() {
        SerialWorker.Load load = worker.load();
        return new Health(
                new Health.Worker(load.waiting(), load.worstDelay(), load.worstTask(),
                        load.worstTask().isEmpty() ? null : clock.at(load.worstAt()), load.busyWith(), load.busyFor()),
                store.health());
    }

    @Override
    public CompletableFuture<Health.Sources> sourceHealth() {
        CompletableFuture<Health.Sources> done = new CompletableFuture<>();
        answer("a question about the sources", "", done, () -> host.sourceHealth(done));
        return done;
    }

    @Override
    public CompletableFuture<HomeSettings> settings() {
        CompletableFuture<HomeSettings> done = new CompletableFuture<>();
        answer("a question for the settings", "", done, () -> host.settings(done));
        return done;
    }

    @Override
    public CompletableFuture<String> export() {
        CompletableFuture<String> done = new CompletableFuture<>();
        answer("a question for all that is known", "", done, () -> done.complete(host.export()));
        return done;
    }

    /**
     * Hands a question to the worker. Its future fails, rather than waiting for ever, if the worker cannot answer any
     * more.
     */
    private void answer(String what, String subject, CompletableFuture<?> done, Runnable task) {
        unanswered.add(done);
        done.whenComplete((answer, refusal) -> unanswered.remove(done));
        if (stopped) {
            refuse(done);
            return;
        }
        worker.execute(what, subject, () -> {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                done.completeExceptionally(e);
                throw e;
            }
        });
    }

    private static void refuse(CompletableFuture<?> done) {
        done.completeExceptionally(
                new RejectedException(RejectionCode.INVALID_VALUE, "service", "The add-on was stopped meanwhile."));
    }

    private final class HostContext implements OccupancyHost.HostContext {

        @Override
        public boolean hasThing(String uid) {
            try {
                return thingRegistry.get(new ThingUID(uid)) != null;
            } catch (IllegalArgumentException e) {
                return false;
            }
        }

        @Override
        public Map<String, String> servedLocations() {
            Map<String, String> locations = new HashMap<>();
            for (Thing thing : thingRegistry.getAll()) {
                if (thing.isEnabled()
                        && OccupancyBindingConstants.LOCATION_THING_TYPES.contains(thing.getThingTypeUID())) {
                    ThingUID parent = thing.getBridgeUID();
                    locations.put(thing.getUID().getAsString(), parent == null ? "" : parent.getAsString());
                }
            }
            return locations;
        }

        @Override
        public Map<String, String> awaitedLocations() {
            Map<String, String> all = servedLocations();
            Map<String, String> awaited = new HashMap<>(all);
            awaited.keySet().removeIf(id -> {
                Set<String> seen = new HashSet<>();
                for (String each = id; all.containsKey(each) && seen.add(each); each = all.getOrDefault(each, "")) {
                    if (isRefused(each)) {
                        return true;
                    }
                }
                return false;
            });
            return awaited;
        }

        /** {@return whether only the user can make openHAB start the handler of a thing} */
        private boolean isRefused(String uid) {
            Thing thing = thingRegistry.get(new ThingUID(uid));
            return thing != null && thing.getStatus() == ThingStatus.UNINITIALIZED
                    && REFUSALS.contains(thing.getStatusInfo().getStatusDetail());
        }

        @Override
        public void wakeIn(Duration delay) {
            alarm.set(delay);
        }
    }
}
