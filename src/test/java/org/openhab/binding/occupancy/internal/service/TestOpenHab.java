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

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;

import org.openhab.binding.occupancy.internal.engine.model.LockMode;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.service.api.LocationRegistry;
import org.openhab.binding.occupancy.internal.service.api.OccupancyService;
import org.openhab.binding.occupancy.internal.service.text.Texts;
import org.openhab.core.common.registry.RegistryChangeListener;
import org.openhab.core.events.Event;
import org.openhab.core.i18n.LocaleProvider;
import org.openhab.core.i18n.TimeZoneProvider;
import org.openhab.core.i18n.TranslationProvider;
import org.openhab.core.items.Item;
import org.openhab.core.items.ItemRegistry;
import org.openhab.core.items.ItemRegistryChangeListener;
import org.openhab.core.items.events.GroupItemStateChangedEvent;
import org.openhab.core.items.events.ItemStateChangedEvent;
import org.openhab.core.items.events.ItemStateUpdatedEvent;
import org.openhab.core.service.ReadyMarker;
import org.openhab.core.service.ReadyService;
import org.openhab.core.storage.Storage;
import org.openhab.core.storage.StorageService;
import org.openhab.core.thing.ChannelUID;
import org.openhab.core.thing.Thing;
import org.openhab.core.thing.ThingRegistry;
import org.openhab.core.thing.ThingStatus;
import org.openhab.core.thing.ThingStatusDetail;
import org.openhab.core.thing.ThingStatusInfo;
import org.openhab.core.thing.ThingTypeUID;
import org.openhab.core.thing.ThingUID;
import org.openhab.core.thing.link.ItemChannelLink;
import org.openhab.core.thing.link.ItemChannelLinkRegistry;
import org.openhab.core.types.State;

/**
 * As much of openHAB as the add-on meets, in one thread, with a clock that stands still unless told to go.
 */
public final class TestOpenHab {

    public static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

    private static final Map<Locale, Map<String, String>> TEXTS = new ConcurrentHashMap<>();
    /** Where the history is kept on disk; {@code null} for nowhere. */
    public Path historyFolder;

    private final FakeScheduler scheduler = new FakeScheduler(START);
    private final Map<String, Item> items = new LinkedHashMap<>();
    private final Map<String, Set<ChannelUID>> links = new HashMap<>();
    private final Map<String, Long> lookUps = new HashMap<>();
    private final Map<ThingUID, Thing> things = new HashMap<>();
    private final Map<String, String> stored = new HashMap<>();
    private final List<RegistryChangeListener<Item>> itemListeners = new ArrayList<>();
    private final List<RegistryChangeListener<ItemChannelLink>> linkListeners = new ArrayList<>();
    private final List<RegistryChangeListener<Thing>> thingListeners = new ArrayList<>();
    private final List<ReadyService.ReadyTracker> trackers = new ArrayList<>();
    private final ItemRegistry itemRegistry = mock(ItemRegistry.class, withSettings().stubOnly());
    private final ItemChannelLinkRegistry linkRegistry = mock(ItemChannelLinkRegistry.class, withSettings().stubOnly());
    private final ThingRegistry thingRegistry = mock(ThingRegistry.class, withSettings().stubOnly());
    private final ReadyService readyService = mock(ReadyService.class, withSettings().stubOnly());
    @SuppressWarnings("unchecked")
    private final Storage<String> storage = mock(Storage.class, withSettings().stubOnly());
    private final StorageService storageService = mock(StorageService.class, withSettings().stubOnly());
    private final TranslationProvider translations = mock(TranslationProvider.class, withSettings().stubOnly());
    private Locale locale = Locale.ENGLISH;
    private int startLevel;
    private int writes;
    private RuntimeException storageFault;
    private Duration storageStall = Duration.ZERO;
    private ZoneId zoneId = ZoneOffset.UTC;
    private OccupancyComponent component;

    public TestOpenHab() {
        when(itemRegistry.get(anyString())).thenAnswer(call -> items.get(call.<String> getArgument(0)));
        keep(itemRegistry, itemListeners);
        when(linkRegistry.getBoundChannels(anyString())).thenAnswer(call -> {
            String item = call.getArgument(0);
            lookUps.merge(item, 1L, Long::sum);
            return links.getOrDefault(item, Set.of());
        });
        keep(linkRegistry, linkListeners);
        when(thingRegistry.getAll()).thenAnswer(call -> List.copyOf(things.values()));
        when(thingRegistry.get(any(ThingUID.class))).thenAnswer(call -> things.get(call.<ThingUID> getArgument(0)));
        keep(thingRegistry, thingListeners);
        doAnswer(call -> {
            ReadyService.ReadyTracker tracker = call.getArgument(0);
            trackers.add(tracker);
            for (int level = 10; level <= startLevel; level += 10) {
                tracker.onReadyMarkerAdded(new ReadyMarker("startlevel", Integer.toString(level)));
            }
            return null;
        }).when(readyService).registerTracker(any(), any());
        doAnswer(call -> trackers.remove(call.getArgument(0))).when(readyService).unregisterTracker(any());
        when(storageService.<String> getStorage(any(), any())).thenReturn(storage);
        when(storage.get(anyString())).thenAnswer(call -> {
            fail();
            return stored.get(call.<String> getArgument(0));
        });
        when(storage.put(anyString(), any())).thenAnswer(call -> {
            scheduler.letTimePass(storageStall);
            fail();
            writes++;
            return stored.put(call.getArgument(0), call.getArgument(1));
        });
        when(storage.remove(anyString())).thenAnswer(call -> {
            fail();
            return stored.remove(call.<String> getArgument(0));
        });
        when(translations.getText(any(), anyString(), any(), any()))
                .thenAnswer(call -> texts(call.getArgument(3)).get(call.getArgument(1)));
        when(translations.getText(any(), anyString(), any(), any(), any(Object[].class))).thenAnswer(call -> {
            String text = texts(call.getArgument(3)).get(call.getArgument(1));
            Object[] all = call.getArguments();
            return text == null ? null
                    : new MessageFormat(text, call.getArgument(3)).format(Arrays.copyOfRange(all, 4, all.length));
        });
    }

    private static <E extends org.openhab.core.common.registry.Identifiable<K>, K> void keep(
            org.openhab.core.common.registry.Registry<E, K> registry, List<RegistryChangeListener<E>> listeners) {
        doAnswer(call -> listeners.add(call.getArgument(0))).when(registry).addRegistryChangeListener(any());
        doAnswer(call -> listeners.remove(call.getArgument(0))).when(registry).removeRegistryChangeListener(any());
    }

    private void fail() {
        if (storageFault != null) {
            throw storageFault;
        }
    }

    // ------------------------------------------------------------------------------------------------- the add-on

    /** Starts the add-on. */
    public TestOpenHab activate() {
        component = new OccupancyComponent(itemRegistry, linkRegistry, thingRegistry, storageService, readyService,
                texts(), scheduler, scheduler, historyFolder);
        run();
        return this;
    }

    /** Starts the add-on in a system that is up, on real threads and in real time. */
    public TestOpenHab activateRunning(ScheduledExecutorService pool) {
        startLevel(100);
        component = new OccupancyComponent(itemRegistry, linkRegistry, thingRegistry, storageService, readyService,
                texts(), pool, org.openhab.binding.occupancy.internal.service.runtime.EngineClock.SYSTEM,
                historyFolder);
        return this;
    }

    /** Starts the add-on in a system that is up. */
    public TestOpenHab activateRunning() {
        startLevel(100);
        return activate();
    }

    public void deactivate() {
        scheduler.runsAtOnce = true;
        component.deactivate();
        scheduler.runsAtOnce = false;
        scheduler.runReady();
    }

    /** The process ends from one moment to the next. */
    public void kill() {
        itemListeners.clear();
        linkListeners.clear();
        thingListeners.clear();
        trackers.clear();
        scheduler.kill();
    }

    /** openHAB starts again, and has come to a start level. */
    public void startAgain(int level) {
        startLevel = level;
    }

    public LocationRegistry registry() {
        return component;
    }

    public OccupancyService service() {
        return component;
    }

    /** {@return what the add-on answers to who asks why a location is as it is} */
    public String explain(String id) {
        return service().describe(answering().explain(id).join());
    }

    /** {@return the service for whoever waits for its answer: the worker gets the time for it} */
    public OccupancyService answering() {
        return (OccupancyService) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] { OccupancyService.class }, (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(component, arguments);
                        run();
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    OccupancyComponent component() {
        return component;
    }

    FakeScheduler scheduler() {
        return scheduler;
    }

    // ------------------------------------------------------------------------------------------------ time, start

    /** Lets the worker do all that it can do now. */
    public void run() {
        scheduler.runReady();
    }

    public void pass(Duration duration) {
        scheduler.pass(duration);
    }

    /** {@return how many timers of the add-on have rung} */
    public int rings() {
        return scheduler.rings;
    }

    /** Time passes while something is done. */
    public void letTimePass(Duration duration) {
        scheduler.letTimePass(duration);
    }

    /** Time passes, and what has a time is done only after what is done next: the computer was busy. */
    public void beLate(Duration duration) {
        scheduler.beLate(duration);
    }

    public void setWall(Instant wall) {
        scheduler.setWall(wall);
    }

    /** {@return the monotonic clock} */
    public long nanos() {
        return scheduler.nanos();
    }

    public void setZone(ZoneId zone) {
        zoneId = zone;
    }

    public Instant wall() {
        return scheduler.wall();
    }

    public void startLevel(int level) {
        for (int each = startLevel + 10; each <= level; each += 10) {
            for (ReadyService.ReadyTracker tracker : List.copyOf(trackers)) {
                tracker.onReadyMarkerAdded(new ReadyMarker("startlevel", Integer.toString(each)));
            }
        }
        startLevel = level;
        run();
    }

    public void setLocale(Locale newLocale) {
        locale = newLocale;
    }

    // ------------------------------------------------------------------------------------------------------ items

    /** Adds or replaces an item. */
    public void item(String name, String type, State state) {
        Item item = mock(Item.class, withSettings().stubOnly());
        when(item.getName()).thenReturn(name);
        when(item.getUID()).thenReturn(name);
        when(item.getType()).thenReturn(type);
        when(item.getState()).thenReturn(state);
        when(item.getTags()).thenReturn(Set.of());
        add(item);
    }

    /** Adds or replaces an item. */
    public void add(Item item) {
        Item old = items.put(item.getName(), item);
        for (RegistryChangeListener<Item> listener : List.copyOf(itemListeners)) {
            if (old == null) {
                listener.added(item);
            } else {
                listener.updated(old, item);
            }
        }
        run();
    }

    public Item get(String name) {
        return items.get(name);
    }

    public void removeItem(String name) {
        Item item = items.remove(name);
        List.copyOf(itemListeners).forEach(listener -> listener.removed(item));
        run();
    }

    /** {@return how often the add-on asked what an item is linked to: once at least for each change that it handled} */
    public long lookUps(String item) {
        return lookUps.getOrDefault(item, 0L);
    }

    /** Changes the state of an item without telling anybody, as when states are restored. */
    public void setSilently(String name, State state) {
        when(items.get(name).getState()).thenReturn(state);
    }

    /** An item changes. */
    public void send(String name, State state) {
        post(name, state);
        run();
    }

    /** An item changes, and the worker is not given any time for it. */
    public void post(String name, State state) {
        setSilently(name, state);
        deliver(ItemStateChangedEvent.TYPE, changed(ItemStateChangedEvent.class, name, state));
    }

    /** An item that knows its state by itself changes, and the worker is not given any time for it. */
    public void tell(String name, boolean isGroup, State state) {
        if (isGroup) {
            deliver(GroupItemStateChangedEvent.TYPE, changed(GroupItemStateChangedEvent.class, name, state));
        } else {
            deliver(ItemStateChangedEvent.TYPE, changed(ItemStateChangedEvent.class, name, state));
        }
    }

    /** openHAB tells of events that were asked for only. */
    private void deliver(String type, Event event) {
        if (component.getSubscribedEventTypes().contains(type)) {
            component.receive(event);
        }
    }

    /** A group changes. */
    public void sendGroup(String name, State state) {
        tell(name, true, state);
        run();
    }

    static <E extends ItemStateChangedEvent> E changed(Class<E> type, String name, State state) {
        E event = mock(type, withSettings().stubOnly());
        when(event.getItemName()).thenReturn(name);
        when(event.getItemState()).thenReturn(state);
        return event;
    }

    /** An item is given the state that it has. */
    public void repeat(String name) {
        ItemStateUpdatedEvent event = mock(ItemStateUpdatedEvent.class);
        State state = items.get(name).getState();
        when(event.getItemName()).thenReturn(name);
        when(event.getItemState()).thenReturn(state);
        deliver(ItemStateUpdatedEvent.TYPE, event);
        run();
    }

    public void link(String item, String channel) {
        ChannelUID uid = new ChannelUID(channel);
        links.put(item, Set.of(uid));
        ItemChannelLink link = new ItemChannelLink(item, uid);
        List.copyOf(linkListeners).forEach(listener -> listener.added(link));
        run();
    }

    public void unlink(String item) {
        links.getOrDefault(item, Set.of()).forEach(uid -> {
            links.remove(item);
            List.copyOf(linkListeners).forEach(listener -> listener.removed(new ItemChannelLink(item, uid)));
        });
        run();
    }

    /** All items are read anew, as from a file. */
    public void reloadItems() {
        for (RegistryChangeListener<Item> listener : List.copyOf(itemListeners)) {
            ((ItemRegistryChangeListener) listener).allItemsChanged(Set.copyOf(items.keySet()));
        }
        run();
    }

    // ------------------------------------------------------------------------------------------------- rules

    /** A rule locks a location. */
    public void lock(String location, String owner, String mode) {
        service().handle(now -> OccupancyEvent.lock(location, owner, LockMode.valueOf(mode), now));
        run();
    }

    /** A rule takes its lock away. */
    public void unlock(String location, String owner) {
        service().handle(now -> OccupancyEvent.unlock(location, owner, now));
        run();
    }

    // ----------------------------------------------------------------------------------------------------- things

    public void addThing(Thing thing) {
        things.put(thing.getUID(), thing);
        List.copyOf(thingListeners).forEach(listener -> listener.added(thing));
        run();
    }

    public void addThing(String uid) {
        Thing thing = mock(Thing.class, withSettings().stubOnly());
        ThingUID thingUid = new ThingUID(uid);
        when(thing.getUID()).thenReturn(thingUid);
        when(thing.isEnabled()).thenReturn(true);
        when(thing.getStatus()).thenReturn(ThingStatus.UNINITIALIZED);
        when(thing.getStatusInfo())
                .thenReturn(new ThingStatusInfo(ThingStatus.UNINITIALIZED, ThingStatusDetail.NONE, null));
        String[] parts = uid.split(":");
        when(thing.getThingTypeUID()).thenReturn(new ThingTypeUID(parts[0], parts[1]));
        addThing(thing);
    }

    /** A thing went while the add-on was not running, or is not read from its file yet. */
    public void forgetThing(String uid) {
        things.remove(new ThingUID(uid));
    }

    public void removeThing(String uid) {
        Thing thing = things.remove(new ThingUID(uid));
        List.copyOf(thingListeners).forEach(listener -> listener.removed(thing));
        run();
    }

    // ---------------------------------------------------------------------------------------------------- storage

    public Map<String, String> stored() {
        return stored;
    }

    public int writes() {
        return writes;
    }

    public void breakStorage(RuntimeException fault) {
        storageFault = fault;
    }

    public boolean storageWorks() {
        return storageFault == null;
    }

    /** Whatever is stored takes so long. */
    public void stallStorage(Duration duration) {
        storageStall = duration;
    }

    /** {@return how many listeners, trackers and timers of the add-on there are} */
    public int held() {
        return itemListeners.size() + linkListeners.size() + thingListeners.size() + trackers.size()
                + scheduler.waiting() + scheduler.queued();
    }

    // ------------------------------------------------------------------------------------------------------ texts

    /** {@return the texts of the add-on, in the language that is set} */
    public Texts texts() {
        TimeZoneProvider zone = () -> zoneId;
        LocaleProvider language = () -> locale;
        return new Texts(translations, language, zone, null);
    }

    public LocaleProvider locales() {
        return () -> locale;
    }

    public TranslationProvider translations() {
        return translations;
    }

    public ItemRegistry items() {
        return itemRegistry;
    }

    public ThingRegistry things() {
        return thingRegistry;
    }

    /** {@return openHAB's scheduler} */
    public ScheduledExecutorService pool() {
        return scheduler;
    }

    /** {@return a status as openHAB shows it} @param description a text, or a reference to one with its arguments */
    public String translate(String description) {
        if (!description.startsWith("@text/")) {
            return description;
        }
        String[] parts = description.split("\\s+", 2);
        Map<String, String> texts = texts(locale);
        Object[] arguments = parts.length == 1 ? new Object[0]
                : Arrays.stream(parts[1].replaceAll("\\[|\\]|\"", "").split(",")).filter(s -> !s.trim().isEmpty())
                        .map(String::trim)
                        .map(s -> s.startsWith("@text/") ? texts.getOrDefault(s.substring("@text/".length()), s) : s)
                        .toArray();
        String text = texts.get(parts[0].substring("@text/".length()));
        return text == null ? description : new MessageFormat(text, locale).format(arguments);
    }

    private static Map<String, String> texts(Locale locale) {
        return TEXTS.computeIfAbsent(locale, TestOpenHab::read);
    }

    private static Map<String, String> read(Locale locale) {
        String name = "/OH-INF/i18n/occupancy" + (locale.equals(Locale.GERMAN) ? "_de" : "") + ".properties";
        Properties properties = new Properties();
        try (Reader reader = new InputStreamReader(TestOpenHab.class.getResourceAsStream(name),
                StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> texts = new HashMap<>();
        properties.forEach((key, text) -> texts.put(key.toString(), text.toString()));
        return texts;
    }
}
