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
package org.openhab.binding.occupancy.internal.handler;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

import org.openhab.binding.occupancy.internal.action.OccupancyActions;
import org.openhab.binding.occupancy.internal.action.OccupancyServiceProvider;
import org.openhab.binding.occupancy.internal.console.OccupancyConsoleCommand;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.Strategy;
import org.openhab.binding.occupancy.internal.service.TestOpenHab;
import org.openhab.binding.occupancy.internal.service.api.ItemCreator;
import org.openhab.binding.occupancy.internal.service.api.LocationView;
import org.openhab.binding.occupancy.internal.service.api.OccupancyService;
import org.openhab.core.io.console.Console;
import org.openhab.core.items.GroupItem;
import org.openhab.core.items.Item;
import org.openhab.core.library.types.OnOffType;
import org.openhab.core.library.types.StringType;
import org.openhab.core.thing.Bridge;
import org.openhab.core.thing.ThingStatus;
import org.openhab.core.thing.ThingStatusDetail;
import org.openhab.core.thing.ThingUID;
import org.openhab.core.thing.binding.ThingHandler;
import org.openhab.core.types.Command;
import org.openhab.core.types.RefreshType;
import org.openhab.core.types.State;
import org.openhab.core.types.UnDefType;

/**
 * openHAB with the add-on and one or two homes, to which the steps of a script happen, and what has to be true after
 * each of them. What is expected is worked out here from what was done, in the simplest way, and from nothing that the
 * add-on says of itself.
 */
final class AddOnWorld {

    /**
     * After so long without a word a source says nothing any more: the longest timeout that is drawn here (10 min), or
     * the grace of what was restored (15 min), one after the other, and some time to wake.
     */
    private static final Duration LONGEST_MEMORY = Duration.ofMinutes(31);
    /** As long where somebody stays until they are seen leaving: the longest stay. */
    private static final Duration LONGEST_STAY = Duration.ofHours(13);
    /** So long openHAB may take to start all handlers. */
    private static final Duration ARRIVAL = Duration.ofMinutes(2);
    /** How old the reason may be that a channel shows. */
    private static final Duration WORDS_LAST = Duration.ofSeconds(10);
    /** How long a location whose handler or thing is gone may still be shown. */
    private static final Duration GIVEN_UP = Duration.ofMinutes(2);

    private static final List<String> ITEM_TYPES = List.of("Switch", "Contact", "String", "Number", "Dimmer",
            "Number:Temperature", "Player", "DateTime", "Switch", "Color", "Group:Switch", "Rollershutter");
    private static final Map<String, List<String>> STATES = Map.ofEntries(Map.entry("Switch", List.of("ON", "OFF")),
            Map.entry("Contact", List.of("OPEN", "CLOSED")),
            Map.entry("String", List.of("home", "away", "detected", "1234", "30", "junk", "OPEN")),
            Map.entry("Number", List.of("0", "3", "15", "30")), Map.entry("Dimmer", List.of("0", "40", "100")),
            Map.entry("Number:Temperature", List.of("0 °C", "12 °C", "25 °C")),
            Map.entry("Player", List.of("PLAY", "PAUSE")),
            Map.entry("DateTime", List.of("2026-03-02T08:00:00.000+0000", "2026-03-02T09:00:00.000+0000")),
            Map.entry("Color", List.of("0,0,0", "120,50,80")), Map.entry("Group:Switch", List.of("ON", "OFF")),
            Map.entry("Rollershutter", List.of("0", "100")), Map.entry("Image", List.of("raw")));
    /** The semantic tags of items, by the number in their name. */
    private static final Map<String, Set<String>> TAGS = Map.of("0", Set.of("Status", "Presence"), "1",
            Set.of("Status", "Opening"), "8", Set.of("Status", "Motion"), "9", Set.of("Measurement", "Temperature"));
    private static final Set<String> ACTIVE = Set.of("ON", "OPEN", "PLAY", "home", "detected");
    private static final List<String> SOURCE_TYPES = List.of("motion", "presence", "motion", "presence", "door",
            "activity", "level", "person", "count");

    /**
     * What this world meets: what is known to go wrong is left out until it is mended.
     *
     * @param whoIsThere whether a restart and a switch off and on again have to leave everybody where they are
     * @param sharedItems whether an item may be a source of several locations
     * @param knownHolds whether all that holds is an item whose state is known: after a restart another hold has a
     *            grace to report, and no end before
     */
    record Limits(boolean whoIsThere, boolean sharedItems, boolean knownHolds) {

        Limits(boolean whoIsThere, boolean sharedItems) {
            this(whoIsThere, sharedItems, false);
        }

        /** {@return the same, with nothing that a restart has to wait for} */
        Limits withKnownHolds() {
            return new Limits(whoIsThere, sharedItems, true);
        }

        /** {@return the same, with each item a source of one location at most} */
        Limits withoutSharedItems() {
            return new Limits(whoIsThere, false, knownHolds);
        }
    }

    private static final class ThingOf {
        final String id;
        final int home;
        String parent;
        TestThing thing;
        boolean exists;
        boolean enabled = true;
        boolean served;
        long servedAt;
        String label;
        /** What whoever asks why has been told since then. */
        String asked = "";
        long askedSince;
        long shownWhereNobodyServes;
        final Map<String, String> wrong = new TreeMap<>();
        final Map<String, Object> settings = new TreeMap<>();
        final Map<String, SourceOf> sources = new LinkedHashMap<>();

        ThingOf(String id, int home, String parent) {
            this.id = id;
            this.home = home;
            this.parent = parent;
        }

        boolean isPerson() {
            return id.contains(":person:");
        }
    }

    private static final class SourceOf {
        final String id;
        final String type;
        final String item;
        final Map<String, Object> settings = new LinkedHashMap<>();
        /** Why it cannot work, or {@code null}. */
        String wrong;
        long lastWord;

        SourceOf(String id, String type, String item) {
            this.id = id;
            this.type = type;
            this.item = item;
        }
    }

    private static final class ItemOf {
        final String name;
        String type;
        String state;
        boolean exists = true;
        String channel;
        /** What is in it, if it is a group. */
        String member;
        /** The step with which it became active or inactive. */
        int since;

        ItemOf(String name, String type, String state) {
            this.name = name;
            this.type = type;
            this.state = state;
        }
    }

    final TestOpenHab openHab = new TestOpenHab();
    /** What was done, for whoever has to find out what went wrong. */
    final List<String> log = new ArrayList<>();
    private final Limits limits;
    /** Whether the time zone may have been another before. */
    private boolean zoned;
    private final Map<String, ThingOf> places = new LinkedHashMap<>();
    private final Map<String, ItemOf> items = new LinkedHashMap<>();
    private final OccupancyService service;
    private final OccupancyConsoleCommand console;
    private final List<Map<String, String>> trace = new ArrayList<>();
    private final Console screen = mock(Console.class, withSettings().stubOnly());
    private final List<String> holdsOfRules = new ArrayList<>();
    private int clockSetAt = -1;
    private final int rooms;
    private final List<String> itemTypes;
    private final int atRest;
    private int step;
    private final int[] sourceNumbers = new int[2];
    private int vacatedAt = -1;
    private boolean storageWorks = true;
    private Map<String, String> olderCopy = Map.of();

    AddOnWorld(int homes, Limits limits) {
        this(homes, 6, ITEM_TYPES, limits);
    }

    /**
     * @param homes how many homes there are
     * @param rooms how many rooms a home has; the first three lie in it, the others three by three in those
     * @param itemTypes the types of the items that there are for a home
     * @param limits what it meets
     */
    AddOnWorld(int homes, int rooms, List<String> itemTypes, Limits limits) {
        this.limits = limits;
        this.rooms = rooms;
        this.itemTypes = itemTypes;
        openHab.activateRunning();
        atRest = ObjectGraph.entries(openHab.registry());
        service = openHab.answering();
        console = new OccupancyConsoleCommand(service, mock(ItemCreator.class, withSettings().stubOnly()),
                () -> ZoneOffset.UTC);
        for (int home = 0; home < homes; home++) {
            for (int i = 0; i < itemTypes.size(); i++) {
                String type = itemTypes.get(i);
                ItemOf item = new ItemOf(itemName(home, i), type, idle(type));
                items.put(item.name, item);
                put(item);
            }
            putGroup(home, Set.of());
            place(homeId(home), home, null);
            for (int i = 0; i < rooms; i++) {
                place(roomId(home, i), home, i < 3 ? homeId(home) : roomId(home, i - 3));
            }
            for (String who : people(home)) {
                place("occupancy:person:" + who.toLowerCase(), home, homeId(home));
            }
        }
        places.values().forEach(this::create);
        serveAll();
    }

    private static String homeId(int home) {
        return "occupancy:home:h" + home;
    }

    private static String roomId(int home, int i) {
        return "occupancy:location:h" + home + ":r" + i;
    }

    private static String itemName(int home, int i) {
        return (home == 0 ? "I" : "J") + i;
    }

    private static List<String> people(int home) {
        return List.of("Mike" + home, "Marla" + home);
    }

    private static String idle(String type) {
        List<String> states = STATES.get(type);
        return switch (type) {
            case "String" -> "away";
            case "Switch", "Contact", "Player", "Group:Switch" -> states.get(1);
            default -> states.get(0);
        };
    }

    // ------------------------------------------------------------------------------------------------------ things

    private void place(String id, int home, String parent) {
        places.put(id, new ThingOf(id, home, parent));
    }

    private void create(ThingOf place) {
        place.exists = true;
        place.enabled = true;
        place.wrong.clear();
        place.settings.clear();
        place.sources.clear();
        place.thing = new TestThing(openHab, place.id, place.parent);
        place.label = place.id.substring(place.id.lastIndexOf(':') + 1).toUpperCase();
        lenient().when(place.thing.callback.getBridge(any())).thenAnswer(call -> {
            ThingOf parent = places.get(call.<ThingUID> getArgument(0).getAsString());
            return parent != null && parent.exists ? mock(Bridge.class, withSettings().stubOnly()) : null;
        });
        if (place.isPerson()) {
            people(place.home).stream().filter(name -> place.id.endsWith(":" + name.toLowerCase()))
                    .forEach(name -> place.thing.set("name", name));
        }
        place.thing.announced();
    }

    private List<ThingOf> below(ThingOf top) {
        List<ThingOf> below = new ArrayList<>();
        for (ThingOf each : places.values()) {
            if (each != top && top.id.equals(each.parent)) {
                below.add(each);
            }
        }
        return below;
    }

    /** openHAB starts the handlers of all things that may have one: of a bridge before those of what is in it. */
    private void serveAll() {
        boolean again = true;
        while (again) {
            again = false;
            for (ThingOf place : places.values()) {
                ThingOf parent = place.parent == null ? null : places.get(place.parent);
                if (place.exists && place.enabled && !place.served
                        && (place.parent == null || parent != null && parent.exists && parent.served)) {
                    place.thing.start();
                    place.served = true;
                    place.servedAt = openHab.nanos();
                    // what its items said meanwhile is heard only now
                    place.sources.values().forEach(source -> source.lastWord = openHab.nanos());
                    again = true;
                }
            }
        }
    }

    /** openHAB stops a handler, and those of all that is in it before. */
    private void stop(ThingOf place, ThingStatusDetail why, Set<ThingOf> seen) {
        if (!seen.add(place)) {
            return;
        }
        below(place).forEach(each -> stop(each, ThingStatusDetail.BRIDGE_UNINITIALIZED, seen));
        if (place.served) {
            place.served = false;
            place.thing.stop();
            place.thing.refused(why);
        }
    }

    private List<ThingOf> served(int home) {
        return places.values().stream().filter(place -> place.served && place.home == home).toList();
    }

    private List<ThingOf> servedPlaces(int home) {
        return served(home).stream().filter(place -> !place.isPerson()).toList();
    }

    private static <T> T pick(List<T> list, Random random) {
        return list.isEmpty() ? null : list.get(random.nextInt(list.size()));
    }

    private boolean isInCircle(ThingOf place) {
        Set<String> seen = new HashSet<>();
        for (ThingOf each = place; each != null; each = each.parent == null ? null : places.get(each.parent)) {
            if (!seen.add(each.id)) {
                return true;
            }
        }
        return false;
    }

    // ------------------------------------------------------------------------------------------------------- items

    private void put(ItemOf item) {
        item.exists = true;
        if (item.type.startsWith("Group:")) {
            GroupItem group = mock(GroupItem.class, withSettings().stubOnly());
            Item base = mock(Item.class, withSettings().stubOnly());
            when(base.getType()).thenReturn(item.type.substring(6));
            when(group.getName()).thenReturn(item.name);
            when(group.getUID()).thenReturn(item.name);
            when(group.getType()).thenReturn("Group");
            when(group.getBaseItem()).thenReturn(base);
            when(group.getMembers())
                    .thenAnswer(call -> item.member == null || openHab.get(item.member) == null ? Set.of()
                            : Set.of(openHab.get(item.member)));
            when(group.getTags()).thenReturn(Set.of());
            when(group.getState()).thenAnswer(call -> state(item.state));
            openHab.add(group);
        } else {
            Item plain = mock(Item.class, withSettings().stubOnly());
            when(plain.getName()).thenReturn(item.name);
            when(plain.getUID()).thenReturn(item.name);
            when(plain.getType()).thenReturn(item.type);
            when(plain.getTags()).thenReturn(TAGS.getOrDefault(item.name.substring(1), Set.of()));
            when(plain.getState()).thenAnswer(call -> state(item.state));
            openHab.add(plain);
        }
    }

    /** The group of a room in the semantic model, with some items in it. */
    private void putGroup(int home, Set<String> members) {
        GroupItem group = new GroupItem(groupName(home));
        members.stream().map(openHab::get).filter(Objects::nonNull).forEach(group::addMember);
        openHab.add(group);
    }

    private static String groupName(int home) {
        return "Group" + home;
    }

    private static State state(String text) {
        return switch (text) {
            case "ON" -> OnOffType.ON;
            case "OFF" -> OnOffType.OFF;
            case "NULL" -> UnDefType.NULL;
            case "UNDEF" -> UnDefType.UNDEF;
            default -> new StringType(text);
        };
    }

    private ItemOf item(Random random, int home) {
        List<ItemOf> own = items.values().stream().filter(item -> belongsTo(item, home)).toList();
        return own.get(random.nextInt(own.size()));
    }

    private String draw(ItemOf item, Random random) {
        if (random.nextInt(12) == 0 && !limits.knownHolds()) {
            return random.nextBoolean() ? "NULL" : "UNDEF";
        }
        if (item.type.equals("String") && random.nextInt(8) == 0) {
            return roomId(0, random.nextInt(rooms));
        }
        return pick(STATES.get(item.type), random);
    }

    /** @param quietly whether the worker is not given any time for it */
    private void send(ItemOf item, String state, boolean quietly) {
        if (!item.exists) {
            return;
        }
        if (!state.equals(item.state)) {
            word(item);
            changed(item);
        }
        item.state = state;
        openHab.tell(item.name, item.type.startsWith("Group:"), state(state));
        if (!quietly) {
            openHab.run();
        }
        word(item);
    }

    private void changed(ItemOf item) {
        item.since = step;
    }

    /** The item has said something until now: what was true of it before counts from now on. */
    private void word(ItemOf item) {
        for (ThingOf place : places.values()) {
            for (SourceOf source : place.sources.values()) {
                if (source.item.equals(item.name)) {
                    source.lastWord = openHab.nanos();
                }
            }
        }
    }

    /** {@return whether an item says now that somebody is there, or might; from the contract alone} */
    private boolean saysSo(SourceOf source) {
        ItemOf item = items.get(source.item);
        if (item == null || !item.exists || item.state.equals("NULL") || item.state.equals("UNDEF")) {
            return false;
        }
        String text = item.state;
        boolean invert = Boolean.TRUE.equals(source.settings.get("invert"));
        return switch (source.type) {
            case "motion", "presence" -> usuallyActive(text) != invert;
            case "level" -> {
                String number = text.split(" ")[0];
                yield !number.matches("\\d+") || Integer.parseInt(number) >= 10 || invert;
            }
            case "count" -> {
                String number = text.split(" ")[0];
                yield number.matches("\\d+") && Integer.parseInt(number) > 0;
            }
            case "person" -> source.settings.containsKey("map") ? text.equals("1234") || text.equals("home")
                    : usuallyActive(text) || text.startsWith("occupancy:");
            default -> false;
        };
    }

    private static boolean usuallyActive(String text) {
        return ACTIVE.contains(text) || text.matches("[1-9]\\d*( .*)?") || text.matches("\\d+,\\d+,[1-9]\\d*");
    }

    // ------------------------------------------------------------------------------------------------------- steps

    /** Does a step, and checks that everything is as it has to be. */
    void run(AddOnScript.Step each) {
        step++;
        Random random = new Random(each.seed());
        String before = each.kind() + " ";
        log.add(before);
        String what = act(each, random);
        log.set(log.size() - 1, before + what);
        check();
        if (each.kind().isGlobal() || each.home() == 1) {
            trace.add(shown(1));
        }
    }

    /** {@return what the second home showed after each step that concerned it} */
    List<Map<String, String>> trace() {
        return trace;
    }

    private String act(AddOnScript.Step each, Random random) {
        int home = each.home();
        // drawn apart, so that what else there is to choose from does not change the rest
        Random choice = new Random(~each.seed());
        ItemOf item = item(choice, home);
        ThingOf any = pick(places.values().stream().filter(p -> p.home == home).toList(), choice);
        ThingOf place = pick(servedPlaces(home), choice);
        switch (each.kind()) {
            case SEND -> {
                String state = draw(item, random);
                if (!state.equals(item.state)) {
                    send(item, state, false);
                }
                return item.name + " " + state;
            }
            case POST -> {
                String state = draw(item, random);
                if (!state.equals(item.state)) {
                    send(item, state, true);
                }
                return item.name + " " + state;
            }
            case DOUBLED -> {
                send(item, item.state, false);
                if (item.exists) {
                    openHab.repeat(item.name);
                }
                return item.name + " " + item.state;
            }
            case LATE -> {
                // the event of a change that another has overtaken
                String last = item.state;
                send(item, draw(item, random), true);
                send(item, last, true);
                return item.name + " " + last;
            }
            case BURST -> {
                int count = random.nextInt(20) == 0 ? 10_000 : 300;
                String last = item.state;
                String other = draw(item, random);
                for (int i = 0; i < count; i++) {
                    send(item, i % 2 == 0 ? other : last, true);
                }
                openHab.run();
                return item.name + " " + count + " times " + other + ", " + last;
            }
            case PASS -> {
                return pass(Duration.ofMillis(random.nextInt(400_000)));
            }
            case PASS_LONG -> {
                return pass(Duration.ofSeconds(random.nextInt(random.nextInt(4) == 0 ? 100_000 : 5_000)));
            }
            case ADD_SOURCE -> {
                return place == null ? "" : addSource(place, random, item);
            }
            case REMOVE_SOURCE -> {
                SourceOf source = place == null ? null : pick(List.copyOf(place.sources.values()), random);
                if (source != null) {
                    place.sources.remove(source.id);
                    place.thing.removeSource(source.id).edited();
                }
                return source == null ? "" : place.id + " " + source.id;
            }
            case SETTING -> {
                return place == null ? "" : setting(place, random);
            }
            case WRONG_SETTING -> {
                return place == null ? "" : wrongSetting(place, random);
            }
            case CLEAR_SETTINGS -> {
                if (place != null) {
                    Set.copyOf(place.wrong.keySet()).forEach(key -> place.thing.set(key, null));
                    place.settings.keySet().forEach(key -> place.thing.set(key, null));
                    place.wrong.clear();
                    place.settings.clear();
                    place.thing.edited();
                }
                return place == null ? "" : place.id;
            }
            case MOVE, MOVE_IN_CIRCLES -> {
                return place == null || place.id.equals(homeId(home)) ? "" : move(place, each.kind(), random);
            }
            case RENAME -> {
                if (place != null) {
                    place.label = List.of("Room", "Küche", "a,b [c] \"d\"", "R" + random.nextInt(9))
                            .get(random.nextInt(4));
                    when(place.thing.thing.getLabel()).thenReturn(place.label);
                    place.thing.edited();
                }
                return place == null ? "" : place.id + " " + place.label;
            }
            case COMMAND -> {
                return place == null ? "" : command(place, random);
            }
            case ACTION -> {
                return place == null ? "" : action(place, random);
            }
            case CONSOLE -> {
                return any == null ? "" : type(any, random);
            }
            case REMOVE_ITEM -> {
                if (item.exists) {
                    word(item);
                    item.exists = false;
                    changed(item);
                    openHab.removeItem(item.name);
                }
                return item.name;
            }
            case ADD_ITEM -> {
                word(item);
                item.type = random.nextInt(3) == 0 ? random.nextInt(6) == 0 ? "Image" : pick(ITEM_TYPES, random)
                        : item.type;
                item.state = random.nextBoolean() ? "NULL" : pick(STATES.get(item.type), random);
                changed(item);
                put(item);
                word(item);
                return item.name + " " + item.type + " " + item.state;
            }
            case SEMANTICS -> {
                return place == null ? "" : semantics(place, random);
            }
            case GROUP -> {
                ItemOf group = items.get(itemName(home, itemTypes.indexOf("Group:Switch")));
                if (group != null && group.exists && group.type.startsWith("Group:") && group != item) {
                    word(group);
                    group.member = choice.nextBoolean() ? item.name : null;
                    changed(group);
                    put(group);
                    word(group);
                }
                return group == null ? "" : group.name + " " + group.member;
            }
            case LINK -> {
                if (place != null && item.channel == null) {
                    item.channel = place.id + ":occupancy";
                    word(item);
                    openHab.link(item.name, item.channel);
                }
                return item.name + " " + item.channel;
            }
            case UNLINK -> {
                items.values().stream().filter(linked -> linked.channel != null && belongsTo(linked, home))
                        .forEach(linked -> {
                            openHab.unlink(linked.name);
                            linked.channel = null;
                            changed(linked);
                        });
                return "";
            }
            case DISABLE -> {
                if (any.exists && any.enabled) {
                    any.enabled = false;
                    stop(any, ThingStatusDetail.DISABLED, new HashSet<>());
                    any.thing.disabled();
                    any.thing.refused(ThingStatusDetail.DISABLED);
                }
                return any.id;
            }
            case ENABLE -> {
                places.values().stream().filter(p -> p.home == home && p.exists && !p.enabled).forEach(p -> {
                    p.enabled = true;
                    p.thing.enable();
                });
                serveAll();
                return "";
            }
            case TOGGLE -> {
                return toggle(any);
            }
            case REMOVE_THING -> {
                if (any.exists && !any.id.equals(homeId(home))) {
                    below(any).forEach(
                            child -> stop(child, ThingStatusDetail.BRIDGE_UNINITIALIZED, new HashSet<>(Set.of(any))));
                    if (any.served) {
                        any.thing.handler().handleRemoval();
                        openHab.run();
                        any.thing.stop();
                    }
                    any.served = false;
                    any.exists = false;
                    openHab.removeThing(any.id);
                }
                return any.id;
            }
            case ADD_THING -> {
                StringBuilder added = new StringBuilder();
                places.values().stream().filter(p -> p.home == home && !p.exists).forEach(p -> {
                    p.parent = homeId(home);
                    create(p);
                    added.append(p.id).append(' ');
                });
                serveAll();
                return added.toString();
            }
            case CLOCK -> {
                return clock(Duration.ofSeconds(random.nextInt(8_000) - 4_000), random);
            }
            case CLOCK_FAR -> {
                return clock(Duration.ofDays(365L * (random.nextInt(40) - 20)), random);
            }
            case SUSPEND -> {
                return clock(Duration.ofSeconds(random.nextInt(100_000)), random);
            }
            case RESTART, KILL, STORAGE_TRUNCATED, STORAGE_OLDER -> {
                return restart(each.kind(), random);
            }
            case STORAGE_FAILS -> {
                storageWorks = false;
                openHab.breakStorage(new IllegalStateException("no space left on device"));
                return "";
            }
            case STORAGE_WORKS -> {
                openHab.breakStorage(null);
                openHab.stallStorage(Duration.ZERO);
                return "";
            }
            case STORAGE_STALLS -> {
                Duration stall = Duration.ofSeconds(random.nextInt(90));
                openHab.stallStorage(stall);
                return stall.toString();
            }
        }
        throw new IllegalStateException(each.kind().toString());
    }

    private boolean belongsTo(ItemOf item, int home) {
        return item.name.startsWith(itemName(home, 0).substring(0, 1));
    }

    private String pass(Duration duration) {
        words();
        openHab.pass(duration);
        words();
        return duration.toString();
    }

    private String clock(Duration jump, Random random) {
        Instant wall = openHab.wall().plus(jump);
        openHab.setWall(wall);
        clockSetAt = step;
        openHab.setZone(ZoneId.of(pick(List.of("UTC", "Europe/Berlin", "Asia/Kathmandu"), random)));
        zoned = true;
        if (random.nextBoolean()) {
            openHab.run();
        }
        return jump + " to " + wall;
    }

    private String addSource(ThingOf place, Random random, ItemOf item) {
        if (!limits.sharedItems() && places.values().stream().filter(other -> other != place)
                .flatMap(other -> other.sources.values().stream()).anyMatch(other -> other.item.equals(item.name))) {
            return "";
        }
        String type = pick(SOURCE_TYPES, random);
        SourceOf source = new SourceOf("s" + sourceNumbers[place.home]++, type, item.name);
        Map<String, Object> settings = source.settings;
        settings.put("item", item.name);
        List<String> people = people(place.home);
        if (type.equals("level")) {
            settings.put("on", "20");
            settings.put("minDuration", random.nextInt(60));
            if (random.nextBoolean()) {
                settings.put("off", "10");
            }
        }
        if (type.equals("person")) {
            if (random.nextBoolean()) {
                settings.put("occupant", pick(people, random));
            } else {
                settings.put("map", "1234=" + people.get(0) + ",home=" + people.get(1));
            }
        } else if (random.nextInt(4) == 0) {
            settings.put("occupant", pick(people, random));
        }
        if (type.equals("motion") && random.nextInt(3) == 0) {
            settings.put("pulseOnly", true);
        }
        if (type.equals("motion") && random.nextInt(3) == 0) {
            settings.put("maxActive", 600);
        }
        if (type.equals("presence") && random.nextInt(3) == 0) {
            settings.put("lostTimeout", random.nextInt(600));
        }
        if (!settings.containsKey("pulseOnly") && Set.of("motion", "presence", "person", "count").contains(type)
                && random.nextInt(4) == 0) {
            settings.put("minDuration", random.nextInt(120));
        }
        if ((type.equals("motion") || type.equals("activity")) && random.nextInt(4) == 0) {
            settings.put("confirm", random.nextInt(120));
        }
        if (random.nextInt(6) == 0) {
            settings.put("sustainOnly", true);
        }
        if (random.nextInt(5) == 0) {
            settings.put("timeout", random.nextInt(600));
        }
        if ((type.equals("motion") || type.equals("presence")) && random.nextInt(12) == 0) {
            settings.put("invert", true);
        }
        if (random.nextInt(14) == 0) {
            wrongSource(source, random);
        }
        source.lastWord = openHab.nanos();
        place.sources.put(source.id, source);
        List<Object> pairs = new ArrayList<>();
        settings.forEach((key, value) -> pairs.addAll(List.of(key, value)));
        place.thing.source(source.id, type, pairs.toArray());
        place.thing.edited();
        return place.id + " " + source.id + " " + type + " " + settings + (source.wrong == null ? "" : " wrong");
    }

    private static void wrongSource(SourceOf source, Random random) {
        switch (random.nextInt(3)) {
            case 0 -> {
                source.settings.remove("item");
                source.wrong = source.id;
            }
            case 1 -> {
                source.settings.put("timeout", "soon");
                source.wrong = "soon";
            }
            default -> {
                source.settings.put("sustainOnly", "perhaps");
                source.wrong = "perhaps";
            }
        }
    }

    private String setting(ThingOf place, Random random) {
        String key = pick(List.of("vacancy", "strategy", "linger", "timeout", "motionTimeout", "passage",
                "contributesToParent", "identityHolds", "headCount", "adjacent", "timeouts", "stayTimeout"), random);
        Object value = switch (key) {
            case "vacancy" -> pick(List.of("DEPARTURE", "TIMEOUT"), random);
            case "strategy" -> pick(List.of("FOLLOW_PARENT", "INDEPENDENT"), random);
            case "linger", "timeout", "motionTimeout" -> random.nextInt(600);
            case "stayTimeout" -> 600 + random.nextInt(20_000);
            case "headCount" -> pick(List.of("persons", "1", "2"), random);
            case "adjacent" -> roomId(place.home, random.nextInt(rooms));
            case "timeouts" -> "door=5m,activity=9m";
            default -> random.nextBoolean();
        };
        place.sources.values().forEach(source -> source.lastWord = openHab.nanos());
        place.wrong.remove(key);
        place.settings.put(key, value);
        place.thing.set(key, value).edited();
        return place.id + " " + key + "=" + value;
    }

    private String semantics(ThingOf place, Random random) {
        if (!limits.sharedItems()) {
            return "";
        }
        Set<String> members = new TreeSet<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            members.add(item(random, place.home).name);
        }
        putGroup(place.home, members);
        place.settings.put("item", groupName(place.home));
        place.settings.put("autoSources", true);
        place.thing.set("item", groupName(place.home)).set("autoSources", true).edited();
        return place.id + " " + members;
    }

    private String toggle(ThingOf place) {
        if (place.exists && place.enabled && place.served) {
            openHab.run();
            Map<String, String> before = summary();
            stop(place, ThingStatusDetail.DISABLED, new HashSet<>());
            place.thing.disabled();
            place.thing.refused(ThingStatusDetail.DISABLED);
            openHab.run();
            place.thing.enable();
            serveAll();
            openHab.run();
            compare(before, "being disabled and enabled");
        }
        return place.id;
    }

    private String wrongSetting(ThingOf place, Random random) {
        List<String> keys = new ArrayList<>(List.of("vacancy", "linger", "timeout", "kind", "stayTimeout"));
        if (place.parent != null) {
            // a home has no settings for what is around it
            keys.addAll(List.of("strategy", "passage"));
        }
        String key = pick(keys, random);
        String value = switch (key) {
            case "linger", "timeout", "stayTimeout" -> pick(List.of("soon", "banana", "12 parsecs"), random);
            default -> pick(List.of("SOMETIMES", "perhaps"), random);
        };
        place.settings.remove(key);
        place.wrong.put(key, value);
        place.thing.set(key, value).edited();
        return place.id + " " + key + "=" + value;
    }

    private String move(ThingOf place, AddOnScript.Kind kind, Random random) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < rooms; i++) {
            ids.add(roomId(place.home, i));
        }
        ids.add(homeId(place.home));
        String before = place.parent;
        place.parent = pick(ids, random);
        boolean exists = places.get(place.parent).exists;
        if (!exists || isInCircle(place) && kind == AddOnScript.Kind.MOVE) {
            place.parent = before;
        }
        place.thing.parent(place.parent);
        place.thing.edited();
        return place.id + " to " + place.parent;
    }

    private String command(ThingOf place, Random random) {
        int which = random.nextInt(6);
        String mode = pick(List.of("FREEZE", "KEEP_VACANT", "KEEP_OCCUPIED", "UNLOCKED", "junk"), random);
        switch (which) {
            case 0 -> place.thing.command("occupancy", OnOffType.ON);
            case 1 -> {
                vacatedAt = step;
                place.thing.command("occupancy", OnOffType.OFF);
            }
            case 2 -> place.thing.command("locked", OnOffType.ON);
            case 3 -> place.thing.command("locked", OnOffType.OFF);
            case 4 -> place.thing.command("lock-mode", new StringType(mode));
            default -> place.thing.command("reason", RefreshType.REFRESH);
        }
        return place.id + " " + which + " " + mode;
    }

    private OccupancyActions actions(ThingOf place) {
        OccupancyActions actions = new OccupancyActions();
        ThingHandler handler = mock(ThingHandler.class,
                withSettings().stubOnly().extraInterfaces(OccupancyServiceProvider.class));
        when(handler.getThing()).thenReturn(place.thing.thing);
        when(((OccupancyServiceProvider) handler).occupancyService()).thenReturn(service);
        actions.setThingHandler(handler);
        return actions;
    }

    private String action(ThingOf place, Random random) {
        OccupancyActions actions = actions(place);
        String source = pick(List.of("rule", "tv"), random);
        String who = pick(people(place.home), random);
        int which = random.nextInt(12);
        switch (which) {
            case 0 -> actions.trigger(source, "motion", "5m");
            case 1 -> {
                if (!limits.knownHolds()) {
                    holdsOfRules.add(place.id);
                    actions.hold(source, "presence");
                }
            }
            case 2 -> actions.release(source, "presence", "1m");
            case 3 -> {
                vacatedAt = step;
                actions.vacate(random.nextBoolean());
            }
            case 4 -> actions.lock(source, pick(List.of("FREEZE", "KEEP_VACANT", "never"), random), "10m",
                    random.nextBoolean());
            case 5 -> actions.lock(source, null, "one year and a bit", false);
            case 6 -> actions.unlock(source);
            case 7 -> actions.unlockAll();
            case 8 -> {
                if (!limits.knownHolds()) {
                    holdsOfRules.add(place.id);
                    actions.arrive(who);
                }
            }
            case 9 -> actions.depart(who);
            case 10 -> actions.state();
            default -> actions.explain();
        }
        openHab.run();
        return place.id + " " + which + " " + source + " " + who;
    }

    private String type(ThingOf place, Random random) {
        String[] arguments = pick(List.of(new String[] { "tree" }, new String[] { "show", place.id },
                new String[] { "why", place.id }, new String[] { "events", place.id }, new String[] { "export" },
                new String[] { "health" }, new String[] { "export", "home" },
                new String[] { "export", "home", place.id }, new String[] { "why", place.id, "12h" },
                new String[] { "show", "nowhere" }, new String[] { "lock", place.id, "FREEZE", "5m" },
                new String[] { "unlock", place.id, "all" }, new String[] { "nonsense" }), random);
        console.execute(arguments, screen);
        openHab.run();
        return String.join(" ", arguments);
    }

    // -------------------------------------------------------------------------------------------- an ordinary life

    /** Somebody adds a source to a room, as the forms have it. */
    void furnish(int room, String id, String type, int item, Object... settings) {
        ThingOf place = places.get(room < 0 ? homeId(0) : roomId(0, room));
        SourceOf source = new SourceOf(id, type, itemName(0, item));
        source.settings.put("item", source.item);
        for (int i = 0; i < settings.length; i += 2) {
            source.settings.put((String) settings[i], settings[i + 1]);
        }
        source.lastWord = openHab.nanos();
        place.sources.put(id, source);
        List<Object> pairs = new ArrayList<>();
        source.settings.forEach((key, value) -> pairs.addAll(List.of(key, value)));
        place.thing.source(id, type, pairs.toArray());
        place.thing.edited();
    }

    /** Somebody edits a setting. */
    void set(int room, String key, Object value) {
        places.get(roomId(0, room)).thing.set(key, value).edited();
    }

    /** Somebody sends a command. */
    void command(int room, String channel, Command command) {
        places.get(roomId(0, room)).thing.command(channel, command);
    }

    /** {@return what a room shows, but for the reason: that may be ten seconds old} */
    Map<String, String> channels(int room) {
        TestThing thing = places.get(roomId(0, room)).thing;
        Map<String, String> shown = new TreeMap<>();
        List.copyOf(thing.states.keySet()).forEach(channel -> shown.put(channel, thing.state(channel)));
        shown.remove("reason");
        return shown;
    }

    /** {@return what whoever asks is told of a room} */
    String why(int room) {
        return asked(roomId(0, room));
    }

    /** An item changes, and nobody checks anything. */
    void live(int number, String state) {
        ItemOf item = items.get(itemName(0, number));
        if (item.exists && !item.state.equals(state)) {
            send(item, state, false);
        }
    }

    void pass(long seconds) {
        openHab.pass(Duration.ofSeconds(seconds));
    }

    /** Everything is as it has to be. */
    void look() {
        check();
    }

    boolean occupied(int room) {
        return places.get(room < 0 ? homeId(0) : roomId(0, room)).thing.occupied();
    }

    boolean isWhole(int room) {
        ThingOf place = places.get(roomId(0, room));
        return place.exists && place.served && place.thing.status() == ThingStatus.ONLINE;
    }

    /** Settings, labels, parents, items and locks are as they were at first. */
    void putRight() {
        int number = 0;
        for (ItemOf item : items.values()) {
            String type = itemTypes.get(number++ % itemTypes.size());
            if (!item.exists || !item.type.equals(type)) {
                item.type = type;
                item.state = idle(type);
                word(item);
                put(item);
            }
        }
        for (ThingOf place : places.values()) {
            if (place.isPerson()) {
                continue;
            }
            place.wrong.keySet().forEach(key -> place.thing.set(key, null));
            place.settings.keySet().forEach(key -> place.thing.set(key, null));
            place.wrong.clear();
            place.settings.clear();
            if (place.parent != null) {
                int room = Integer.parseInt(place.id.substring(place.id.lastIndexOf('r') + 1));
                place.parent = room < 3 ? homeId(place.home) : roomId(place.home, room - 3);
                place.thing.parent(place.parent);
            }
        }
        serveAll();
        places.values().stream().filter(place -> place.served && !place.isPerson())
                .forEach(place -> place.thing.edited());
        for (ThingOf place : places.values()) {
            if (!place.isPerson()) {
                service.handle(now -> OccupancyEvent.unlockAll(place.id, now));
                if (holdsOfRules.contains(place.id)) {
                    OccupancyActions actions = actions(place);
                    actions.release("rule", "presence", "1m");
                    actions.release("tv", "presence", "1m");
                    people(place.home).forEach(actions::depart);
                }
            }
        }
        holdsOfRules.clear();
    }

    /** {@return how often a channel was updated since the last time} */
    int updates() {
        int count = 0;
        for (ThingOf place : places.values()) {
            count += place.thing.updates.size();
            place.thing.updates.clear();
            place.thing.events.clear();
            place.thing.statuses.clear();
        }
        return count;
    }

    /** {@return how many entries the maps, queues and lists of the add-on have} */
    int entries() {
        return ObjectGraph.entries(openHab.registry());
    }

    /** {@return how many characters are stored} */
    int stored() {
        return openHab.stored().values().stream().mapToInt(String::length).sum();
    }

    /** {@return which rooms were removed, so that whoever lives there furnishes them again} */
    List<Integer> bare() {
        List<Integer> bare = new ArrayList<>();
        for (int room = -1; room < rooms; room++) {
            ThingOf place = places.get(room < 0 ? homeId(0) : roomId(0, room));
            if (place.exists && place.sources.isEmpty()) {
                bare.add(room);
            }
        }
        return bare;
    }

    // ---------------------------------------------------------------------------------------------------- restarts

    private String restart(AddOnScript.Kind kind, Random random) {
        words();
        openHab.run();
        boolean clean = kind == AddOnScript.Kind.RESTART;
        boolean stored = clean || random.nextBoolean();
        if (!clean && stored) {
            // what matters is stored a second later at the latest
            openHab.pass(Duration.ofMillis(1_100));
        }
        boolean sameStore = clean || kind == AddOnScript.Kind.KILL;
        // that the clock was set is noticed with the next report or timer: a process that is killed before knows
        // nothing
        boolean noticed = clean || clockSetAt < step - 1;
        Map<String, String> before = storageWorks && stored && sameStore && noticed ? summary() : Map.of();
        long stopping = openHab.nanos();
        if (clean) {
            openHab.deactivate();
        } else {
            openHab.kill();
        }
        boolean stalled = openHab.nanos() != stopping;
        Map<String, String> copy = Map.copyOf(openHab.stored());
        if (kind == AddOnScript.Kind.STORAGE_TRUNCATED) {
            openHab.stored().replaceAll((key, text) -> text.substring(0, random.nextInt(text.length() + 1)));
        } else if (kind == AddOnScript.Kind.STORAGE_OLDER) {
            openHab.stored().clear();
            openHab.stored().putAll(olderCopy);
        }
        olderCopy = copy;
        places.values().forEach(place -> place.served = false);
        places.values().stream().filter(place -> place.exists)
                .forEach(place -> place.thing.refused(ThingStatusDetail.BRIDGE_UNINITIALIZED));
        boolean early = random.nextBoolean();
        openHab.startAgain(early ? 20 : 100);
        openHab.activate();
        serveAll();
        openHab.startLevel(100);
        openHab.pass(Duration.ofMillis(10));
        words();
        if (!clean) {
            // what is stored may be from before
            items.values().forEach(this::word);
        }
        storageWorks = openHab.storageWorks();
        // while a storage stalls life goes on
        compare(stalled ? Map.of() : before, "the restart");
        return early ? "before the states of items are restored" : "";
    }

    /** As much time passes as a restart takes, and there is none. */
    void restartNot() {
        step++;
        words();
        openHab.run();
        openHab.pass(Duration.ofMillis(10));
        check();
    }

    /** {@return what is known of the locations: occupied, until, who, locks, since when, and the latest activity} */
    Map<String, String> known() {
        Map<String, String> all = new TreeMap<>();
        for (LocationView view : openHab.service().locations()) {
            all.put(view.id(),
                    (view.state().occupied() ? "occupied until " + view.state().occupiedUntil() : "vacant") + " "
                            + view.state().occupants() + " " + view.lockMode() + ", changed " + view.lastChange()
                            + ", active " + view.lastActivity());
        }
        return all;
    }

    private void compare(Map<String, String> before, String what) {
        Map<String, String> after = summary();
        before.forEach((id, state) -> {
            String now = after.getOrDefault(id, state);
            that(state.equals(now), id + " was " + state + " before " + what + " and is " + now + " after it: "
                    + places.get(id).thing.state("reason"));
        });
    }

    /** {@return what the locations show, of homes that are all there} */
    private Map<String, String> summary() {
        Map<String, String> all = new TreeMap<>();
        Set<Integer> partly = new HashSet<>();
        for (ThingOf place : places.values()) {
            if (place.exists && !place.served) {
                partly.add(place.home);
            }
        }
        for (ThingOf place : places.values()) {
            LocationView view = place.served && !place.isPerson() ? openHab.service().location(place.id) : null;
            if (view != null && !partly.contains(place.home)) {
                all.put(place.id, (view.state().occupied() ? "occupied" : "vacant")
                        + (limits.whoIsThere() ? " " + view.state().occupants() : "") + " " + view.lockMode());
            }
        }
        return all;
    }

    // ------------------------------------------------------------------------------------------------------ checks

    /** What says that somebody is there says so until now. */
    private void words() {
        for (ThingOf place : places.values()) {
            for (SourceOf source : place.sources.values()) {
                if (saysSo(source)) {
                    source.lastWord = openHab.nanos();
                }
            }
        }
    }

    private static void that(boolean condition, String what) {
        if (!condition) {
            throw new AssertionError(what);
        }
    }

    private void check() {
        openHab.run();
        words();
        that(answer(openHab.service().settings()), "no answer to what the settings are");
        for (ThingOf place : places.values()) {
            if (!place.exists) {
                that(openHab.service().location(place.id) == null || place.thing == null
                        || !place.thing.statuses.isEmpty(), "something is shown of " + place.id);
            } else if (place.served && place.isPerson()) {
                checkPerson(place);
            } else if (place.served) {
                checkPlace(place);
            }
        }
    }

    private boolean answer(CompletableFuture<?> future) {
        openHab.run();
        return future.isDone();
    }

    /** {@return a reason; without its times where they may have been told in another time zone} */
    private String words(String reason) {
        return zoned ? reason.replaceAll(
                "\\b\\d+:\\d\\d(:\\d\\d)?( [AP]M)?|\\b[A-Z][a-z]{2} \\d+, \\d{4}(, )?|\\b\\d+/\\d+/\\d+(, )?", "")
                : reason;
    }

    /** {@return the reason that whoever asks for it is told} */
    private String asked(String id) {
        CompletableFuture<String> asked = openHab.service().explain(id).thenApply(openHab.service()::summarise);
        openHab.run();
        return asked.getNow("");
    }

    private void checkPlace(ThingOf place) {
        String id = place.id;
        TestThing thing = place.thing;
        LocationView view = openHab.service().location(id);
        that(answer(openHab.service().explain(id)), "no answer to why " + id);
        if (view == null) {
            boolean waits = openHab.nanos() - place.servedAt < ARRIVAL.toNanos() || isInCircle(place);
            that(waits, id + " is served and not at work");
            that(thing.status() == ThingStatus.UNKNOWN || isInCircle(place),
                    id + " is not at work and its status is " + thing.status());
            return;
        }
        boolean occupied = view.state().occupied();
        that(thing.occupied() == occupied,
                id + ": the channel says " + thing.state("occupancy") + ", the service " + occupied);
        that(thing.state("occupants").equals(String.join(", ", view.state().occupants())),
                id + ": the channel says that " + thing.state("occupants") + " are there, the service "
                        + view.state().occupants());
        that(thing.state("locked").equals(view.locked() ? "ON" : "OFF"), id + ": the channel locked is wrong");
        that(thing.state("lock-mode").equals(view.lockMode() == null ? "UNLOCKED" : view.lockMode().name()),
                id + ": the channel lock-mode is wrong");
        that(occupied || view.state().occupants().isEmpty(), id + " is vacant with somebody in it");
        that(occupied || view.state().occupiedUntil() == null, id + " is vacant until");
        that(occupied || "UNDEF".equals(thing.state("occupied-until")), id + " is vacant and shows an end");
        String reason = thing.state("reason");
        that(reason.chars().noneMatch(Character::isISOControl) && !reason.isBlank(), id + ": the reason is " + reason);
        String asked = asked(id);
        if (!asked.equals(place.asked)) {
            place.asked = asked;
            place.askedSince = openHab.nanos();
        }
        that(words(reason).equals(words(asked)) || openHab.nanos() - place.askedSince <= WORDS_LAST.toNanos(),
                id + ": the channel says " + reason + " and whoever asks hears " + asked);
        that(view.label().equals(place.label), id + " is called " + view.label() + " instead of " + place.label);
        checkStatus(place);
        for (SourceOf source : place.sources.values()) {
            checkSource(place, view, source);
        }
        ThingOf parent = place.parent == null ? null : places.get(place.parent);
        LocationView above = parent == null ? null : openHab.service().location(parent.id);
        if (occupied && !view.locked() && above != null && parent.served && !above.locked() && !isInCircle(place)
                && !Boolean.FALSE.equals(place.settings.get("contributesToParent"))
                && !Strategy.FOLLOW_PARENT.name().equals(place.settings.get("strategy"))) {
            that(above.state().occupied(), id + " is occupied and " + parent.id + " is not");
        }
    }

    private void checkSource(ThingOf place, LocationView view, SourceOf source) {
        boolean on = "ON".equals(place.thing.state(source.id));
        long silent = openHab.nanos() - source.lastWord;
        Duration memory = "TIMEOUT".equals(place.settings.get("vacancy")) ? LONGEST_MEMORY : LONGEST_STAY;
        that(!on || saysSo(source) || silent < memory.toNanos(),
                place.id + ": " + source.id + " contributes, though its item says " + items.get(source.item).state
                        + " for " + Duration.ofNanos(silent));
        ItemOf item = items.get(source.item);
        boolean plain = (source.type.equals("motion") || source.type.equals("presence")) && source.wrong == null
                && Set.of("item", "timeout", "lostTimeout").containsAll(source.settings.keySet());
        if (plain && saysSo(source) && item.exists && item.channel == null && problem(source) == null
                && item.since > vacatedAt && vacatedAt < 0 && !view.locked() && source.type.equals("presence")) {
            that(view.state().occupied(),
                    place.id + " is vacant, though " + source.id + " reports somebody: " + place.thing.state("reason"));
        }
    }

    /** {@return what the status has to name of a source, or {@code null} if nothing} */
    private String problem(SourceOf source) {
        if (source.wrong != null) {
            return source.wrong;
        }
        ItemOf item = items.get(source.item);
        String type = item.type.startsWith("Group:") ? item.type.substring(6) : item.type;
        boolean number = source.type.equals("level") || source.type.equals("count");
        boolean unfit = number && Set.of("Switch", "Contact", "Player", "DateTime").contains(type)
                || source.type.equals("count")
                        && Set.of("Dimmer", "Rollershutter", "Color", "Number:Temperature").contains(type);
        return !item.exists || item.channel != null || holdsOwn(item) || type.equals("Image") || unfit ? item.name
                : null;
    }

    private boolean holdsOwn(ItemOf item) {
        ItemOf member = item.type.startsWith("Group:") && item.member != null ? items.get(item.member) : null;
        return member != null && member.exists && member.channel != null;
    }

    private void checkStatus(ThingOf place) {
        Set<String> wrong = new TreeSet<>(place.wrong.values());
        place.sources.values().stream().map(this::problem).filter(Objects::nonNull).forEach(wrong::add);
        // a home takes no neighbours
        Object neighbour = place.parent == null ? null : place.settings.get("adjacent");
        if (neighbour != null && (neighbour.equals(place.id) || !places.get(neighbour).exists)) {
            wrong.add("adjacent");
        }
        ThingStatus status = place.thing.status();
        String sentence = place.thing.sentence();
        if (wrong.isEmpty() && !isInCircle(place)) {
            that(status == ThingStatus.ONLINE, place.id + " is " + status + " though nothing is wrong: " + sentence);
        } else if (!wrong.isEmpty()) {
            that(status == ThingStatus.OFFLINE, place.id + " is " + status + " though " + wrong + " are wrong");
            if (wrong.size() == 1 && !wrong.contains("adjacent")) {
                that(sentence.contains(wrong.iterator().next()),
                        place.id + " says \"" + sentence + "\" but not " + wrong);
            }
        }
    }

    private void checkPerson(ThingOf person) {
        TestThing thing = person.thing;
        if (thing.status() != ThingStatus.ONLINE) {
            return;
        }
        String name = people(person.home).stream().filter(each -> person.id.endsWith(":" + each.toLowerCase()))
                .findFirst().orElseThrow();
        Set<String> labels = new TreeSet<>();
        for (LocationView view : openHab.service().locations()) {
            if (view.state().occupants().contains(name) && view.id().contains(":h" + person.home)) {
                labels.add(view.label());
            }
        }
        boolean home = "ON".equals(thing.state("home"));
        // of a location whose parent is gone or disabled nobody can say whether it is in the home
        boolean homeless = places.values().stream()
                .anyMatch(place -> place.home == person.home && (!place.exists || !place.enabled || isInCircle(place)));
        that(home == !labels.isEmpty() || homeless, name + " is at home: " + home + ", and in " + labels);
        if (!home || labels.contains(thing.state("location"))) {
            person.shownWhereNobodyServes = openHab.nanos();
        }
        // a location without a handler is given up after ten seconds, or a minute if its thing is gone: it may be back
        boolean servedNoMore = homeless && places.values().stream().anyMatch(place -> place.home == person.home
                && (!place.exists || !place.enabled) && place.label.equals(thing.state("location")));
        that(servedNoMore && openHab.nanos() - person.shownWhereNobodyServes < GIVEN_UP.toNanos() || !home
                || labels.contains(thing.state("location")),
                name + " is in " + labels + " and shown in " + thing.state("location"));
    }

    // --------------------------------------------------------------------------------------------------- traces

    /** {@return what the things of a home show now} */
    private Map<String, String> shown(int home) {
        Map<String, String> all = new TreeMap<>();
        for (ThingOf place : served(home)) {
            all.put(place.id, place.thing.status() + " " + place.thing.sentence() + " " + new TreeMap<>(texts(place)));
        }
        return all;
    }

    private Map<String, String> texts(ThingOf place) {
        Map<String, String> texts = new HashMap<>();
        place.thing.states.keySet().forEach(channel -> texts.put(channel, place.thing.state(channel)));
        // both are worked out every ten seconds at most, and what made it be done just now may be another home
        texts.computeIfPresent("reason", (channel, reason) -> asked(place.id));
        texts.remove("probability");
        return texts;
    }

    // --------------------------------------------------------------------------------------------------------- end

    /** Everything is put right and everybody goes: nothing may be left. */
    void end() {
        step++;
        log.add("END");
        openHab.breakStorage(null);
        openHab.stallStorage(Duration.ZERO);
        for (ThingOf place : places.values()) {
            if (place.parent != null) {
                place.parent = homeId(place.home);
                if (place.exists) {
                    place.thing.parent(place.parent);
                }
            }
            if (place.exists) {
                place.enabled = true;
                place.thing.enable();
            } else {
                create(place);
            }
        }
        serveAll();
        for (ThingOf place : places.values()) {
            place.sources.values().stream().filter(source -> source.settings.containsKey("invert"))
                    .forEach(source -> place.thing.removeSource(source.id));
            place.sources.values().removeIf(source -> source.settings.containsKey("invert"));
            place.thing.edited();
        }
        for (ItemOf item : items.values()) {
            if (!item.exists) {
                item.state = idle(item.type);
                put(item);
            } else {
                send(item, item.type.equals("Image") ? "UNDEF" : idle(item.type), false);
            }
        }
        for (ThingOf place : places.values()) {
            if (!place.isPerson()) {
                openHab.service().handle(now -> OccupancyEvent.unlockAll(place.id, now));
                OccupancyActions actions = actions(place);
                if (holdsOfRules.contains(place.id)) {
                    actions.release("rule", "presence", "1m");
                    actions.release("tv", "presence", "1m");
                }
                if (holdsOfRules.contains(place.id) || Boolean.TRUE.equals(place.settings.get("identityHolds"))) {
                    people(place.home).forEach(actions::depart);
                }
            }
        }
        pass(Duration.ofDays(2));
        check();
        for (ThingOf place : places.values()) {
            if (place.isPerson()) {
                that("OFF".equals(place.thing.state("home")), place.id + " is still at home");
            } else {
                that(!place.thing.occupied(), place.id + " is still occupied: " + place.thing.state("reason"));
            }
        }
        leave();
    }

    private void leave() {
        log.add("ALL THINGS ARE REMOVED");
        List<ThingOf> all = new ArrayList<>(places.values());
        for (int i = all.size() - 1; i >= 0; i--) {
            ThingOf place = all.get(i);
            place.thing.handler().handleRemoval();
            openHab.run();
            place.thing.stop();
            openHab.removeThing(place.id);
        }
        openHab.pass(Duration.ofHours(1));
        that(openHab.service().locations().isEmpty(), "places are left");
        String left = openHab.stored().getOrDefault("snapshot", "");
        that(!left.contains(":location:") && !left.contains(":home:"), "stored for nothing: " + left);
        int entries = ObjectGraph.entries(openHab.registry());
        that(entries <= atRest, "of " + entries + " entries there were " + atRest + " at the start: "
                + ObjectGraph.describe(openHab.registry()));
        openHab.deactivate();
        that(openHab.held() == 0, openHab.held() + " listeners or timers are left");
    }
}
