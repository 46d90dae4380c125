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
package org.openhab.binding.occupancy.internal.discovery;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.stream.Collectors;

import org.openhab.binding.occupancy.internal.service.api.OccupancyService;
import org.openhab.core.common.registry.RegistryChangeListener;
import org.openhab.core.config.core.Configuration;
import org.openhab.core.config.discovery.DiscoveryListener;
import org.openhab.core.config.discovery.DiscoveryResult;
import org.openhab.core.config.discovery.DiscoveryResultFlag;
import org.openhab.core.config.discovery.inbox.Inbox;
import org.openhab.core.i18n.LocaleProvider;
import org.openhab.core.i18n.TranslationProvider;
import org.openhab.core.items.GenericItem;
import org.openhab.core.items.GroupItem;
import org.openhab.core.items.Item;
import org.openhab.core.items.ItemRegistry;
import org.openhab.core.thing.Thing;
import org.openhab.core.thing.ThingRegistry;
import org.openhab.core.thing.ThingTypeUID;
import org.openhab.core.thing.ThingUID;
import org.openhab.core.thing.link.ItemChannelLinkRegistry;

/**
 * An openHAB with a semantic model, an inbox and things, in which people change what they like, and the discovery that
 * looks on. What the inbox has to hold is worked out anew from the model after each step, in the simplest way.
 */
final class SemanticWorld {

    /** What can happen. The weight says how often it does. */
    enum Kind {
        ADD_GROUP(8),
        REMOVE_GROUP(3),
        TAG(6),
        LABEL(3),
        /** A group lies in another one, or in none, or in two, or in itself. */
        NEST(6),
        ADD_POINT(6),
        REMOVE_POINT(2),
        /** A point is part of another piece of equipment, or of none. */
        EQUIP(3),
        APPROVE(6),
        APPROVE_ALL(1),
        /** Somebody makes a thing by hand. */
        ADD_THING(3),
        REMOVE_THING(4),
        IGNORE(2),
        /** Somebody empties the inbox, and scans. */
        CLEAR_AND_SCAN(2),
        SCAN(2),
        /** openHAB starts again, and somebody has changed the model meanwhile. */
        RESTART(3);

        final int weight;

        Kind(int weight) {
            this.weight = weight;
        }
    }

    /** A step is what happens and a number from which the details are drawn. */
    record Step(Kind kind, long seed) {
    }

    private static final List<String> TAGS = List.of("House", "Floor", "Room", "Kitchen", "Garden", "Outdoor",
            "Corridor", "Entry", "Garage", "Villa", "");
    private static final Set<String> HOUSES = Set.of("House", "Villa");
    private static final List<String> EQUIPMENT = List.of("", "", "Door", "FrontDoor", "Window", "MotionDetector");
    private static final List<List<String>> POINTS = List.of(List.of("Switch", "Status", "Motion"),
            List.of("Switch", "Status", "Presence"), List.of("Contact", "Status", "Opening"),
            List.of("Number", "Measurement", "Temperature"), List.of("Switch", "Switch", "Light"));

    private static final class Group {
        final String name;
        String label;
        String tag;
        final List<String> parents = new ArrayList<>();
        final Map<String, Point> points = new TreeMap<>();

        Group(String name, String label, String tag) {
            this.name = name;
            this.label = label;
            this.tag = tag;
        }
    }

    private record Point(String name, List<String> kind, String equipment) {
    }

    private record Entry(DiscoveryResult result, boolean ignored) {
    }

    /** What has to be proposed, or what is. */
    record Shown(String parent, String label, Map<String, Object> properties) {
    }

    final List<String> log = new ArrayList<>();
    private final Map<String, Group> groups = new TreeMap<>();
    /** The things, with the group that each stands for, or nothing. */
    private final Map<String, String> things = new TreeMap<>();
    private final Map<String, Entry> inbox = new LinkedHashMap<>();

    private final ItemRegistry itemRegistry = mock(ItemRegistry.class, withSettings().stubOnly());
    private final ThingRegistry thingRegistry = mock(ThingRegistry.class, withSettings().stubOnly());
    private final ItemChannelLinkRegistry links = mock(ItemChannelLinkRegistry.class, withSettings().stubOnly());
    private final OccupancyService service = mock(OccupancyService.class, withSettings().stubOnly());
    private final Inbox inboxService = mock(Inbox.class, withSettings().stubOnly());
    private final TranslationProvider translations = mock(TranslationProvider.class,
            withSettings().stubOnly().defaultAnswer(call -> call.getArgument(2) + " Occupancy"));
    private final ScheduledExecutorService executor = mock(ScheduledExecutorService.class, withSettings().stubOnly());
    private final List<RegistryChangeListener<?>> itemListeners = new ArrayList<>();
    private final List<RegistryChangeListener<?>> thingListeners = new ArrayList<>();
    private final List<Runnable> scheduled = new ArrayList<>();
    private SemanticDiscoveryService discovery;
    private int number;

    SemanticWorld() {
        when(service.isRunning()).thenReturn(true);
        when(itemRegistry.getAll()).thenAnswer(call -> items());
        when(thingRegistry.getAll()).thenAnswer(call -> things.keySet().stream().map(this::thing).toList());
        when(links.getBoundChannels(anyString())).thenReturn(Set.of());
        when(inboxService.stream())
                .thenAnswer(call -> List.copyOf(inbox.values()).stream().map(SemanticWorld::flagged));
        doAnswer(call -> itemListeners.add(call.getArgument(0))).when(itemRegistry).addRegistryChangeListener(any());
        doAnswer(call -> itemListeners.remove(call.getArgument(0))).when(itemRegistry)
                .removeRegistryChangeListener(any());
        doAnswer(call -> thingListeners.add(call.getArgument(0))).when(thingRegistry).addRegistryChangeListener(any());
        doAnswer(call -> thingListeners.remove(call.getArgument(0))).when(thingRegistry)
                .removeRegistryChangeListener(any());
        when(executor.schedule(any(Runnable.class), anyLong(), any())).thenAnswer(call -> {
            Runnable task = call.getArgument(0);
            scheduled.add(task);
            ScheduledFuture<?> future = mock(ScheduledFuture.class, withSettings().stubOnly());
            when(future.cancel(false)).thenAnswer(cancel -> scheduled.remove(task));
            return future;
        });
        start();
    }

    // -------------------------------------------------------------------------------------------------- openHAB

    private void start() {
        discovery = new SemanticDiscoveryService(itemRegistry, thingRegistry, links, service, inboxService,
                translations, mock(LocaleProvider.class, withSettings().stubOnly()), executor) {
            @Override
            protected void thingDiscovered(DiscoveryResult result) {
                discovered(result);
            }
        };
        DiscoveryListener listener = mock(DiscoveryListener.class, withSettings().stubOnly());
        doAnswer(call -> {
            dropped(call.<ThingUID> getArgument(1).getAsString());
            return null;
        }).when(listener).thingRemoved(any(), any());
        discovery.addDiscoveryListener(listener);
        discovery.activate(Map.of());
        quiet();
    }

    /** As the inbox of openHAB: what it has keeps its parent and whether it is ignored. */
    private void discovered(DiscoveryResult result) {
        String uid = result.getThingUID().getAsString();
        if (things.containsKey(uid)) {
            return;
        }
        Entry before = inbox.get(uid);
        if (before == null) {
            inbox.put(uid, new Entry(result, false));
        } else if (!parent(before.result()).equals(parent(result))) {
            throw new AssertionError("the inbox keeps the parent of " + uid);
        } else {
            inbox.put(uid, new Entry(result, before.ignored()));
        }
    }

    /** As the inbox of openHAB: with what it drops goes what would be a part of it, unless there is a thing. */
    private void dropped(String uid) {
        if (inbox.containsKey(uid) && !things.containsKey(uid)) {
            partsDropped(uid);
        }
        inbox.remove(uid);
    }

    private void partsDropped(String uid) {
        inbox.values().removeIf(each -> parent(each.result()).equals(uid));
    }

    private static String parent(DiscoveryResult result) {
        ThingUID bridge = result.getBridgeUID();
        return bridge == null ? "" : bridge.getAsString();
    }

    private static DiscoveryResult flagged(Entry entry) {
        DiscoveryResult result = mock(DiscoveryResult.class, withSettings().stubOnly());
        DiscoveryResult kept = entry.result();
        when(result.getThingUID()).thenReturn(kept.getThingUID());
        when(result.getThingTypeUID()).thenReturn(kept.getThingTypeUID());
        when(result.getBridgeUID()).thenReturn(kept.getBridgeUID());
        when(result.getLabel()).thenReturn(kept.getLabel());
        when(result.getProperties()).thenReturn(kept.getProperties());
        when(result.getFlag()).thenReturn(entry.ignored() ? DiscoveryResultFlag.IGNORED : DiscoveryResultFlag.NEW);
        return result;
    }

    private List<Item> items() {
        Map<String, Item> items = new LinkedHashMap<>();
        groups.values().forEach(group -> {
            GroupItem item = new GroupItem(group.name);
            item.setLabel(group.label);
            if (!group.tag.isEmpty()) {
                item.addTag(group.tag);
            }
            items.put(group.name, item);
        });
        groups.values().forEach(group -> {
            GroupItem item = (GroupItem) items.get(group.name);
            for (String parent : group.parents) {
                item.addGroupName(parent);
                if (items.get(parent) instanceof GroupItem above) {
                    above.addMember(item);
                }
            }
            group.points.values().forEach(point -> {
                GroupItem around = item;
                if (!point.equipment().isEmpty()) {
                    around = new GroupItem(point.name() + "_Equipment");
                    around.addTag(point.equipment());
                    around.addGroupName(group.name);
                    item.addMember(around);
                    items.put(around.getName(), around);
                }
                GenericItem plain = mock(GenericItem.class,
                        withSettings().useConstructor(point.kind().get(0), point.name())
                                .defaultAnswer(CALLS_REAL_METHODS).stubOnly());
                point.kind().stream().skip(1).forEach(plain::addTag);
                plain.addGroupName(around.getName());
                around.addMember(plain);
                items.put(point.name(), plain);
            });
        });
        return List.copyOf(items.values());
    }

    private Thing thing(String uid) {
        Thing thing = mock(Thing.class, withSettings().stubOnly());
        String item = things.getOrDefault(uid, "");
        when(thing.getUID()).thenReturn(new ThingUID(uid));
        when(thing.getThingTypeUID()).thenReturn(new ThingTypeUID("occupancy", uid.split(":")[1]));
        when(thing.getConfiguration()).thenReturn(new Configuration(item.isEmpty() ? Map.of() : Map.of("item", item)));
        return thing;
    }

    /** The model has been quiet for a while: the discovery looks. */
    private void quiet() {
        while (!scheduled.isEmpty()) {
            List.copyOf(scheduled).forEach(task -> {
                scheduled.remove(task);
                task.run();
            });
        }
    }

    @SuppressWarnings("unchecked")
    private void itemsChanged() {
        Item any = new GroupItem("any");
        List.copyOf(itemListeners).forEach(each -> ((RegistryChangeListener<Item>) each).updated(any, any));
    }

    @SuppressWarnings("unchecked")
    private void thingAdded(String uid, String item) {
        things.put(uid, item);
        dropped(uid);
        List.copyOf(thingListeners).forEach(each -> ((RegistryChangeListener<Thing>) each).added(thing(uid)));
    }

    @SuppressWarnings("unchecked")
    private void thingRemoved(String uid) {
        Thing thing = thing(uid);
        things.remove(uid);
        partsDropped(uid);
        List.copyOf(thingListeners).forEach(each -> ((RegistryChangeListener<Thing>) each).removed(thing));
    }

    // ---------------------------------------------------------------------------------------------------- steps

    /** Does a step, and checks the inbox once the model is quiet; now and then it is not before the next step. */
    void run(Step step) {
        Random random = new Random(step.seed());
        String did = act(step.kind(), random);
        log.add(step.kind() + " " + did);
        if (step.kind() == Kind.RESTART || random.nextInt(4) > 0) {
            quiet();
            check();
        }
    }

    private String act(Kind kind, Random random) {
        Group group = pick(List.copyOf(groups.values()), random);
        switch (kind) {
            case ADD_GROUP -> {
                Group added = new Group("g" + (char) ('A' + random.nextInt(8)), label(random), tag(random));
                String parent = group == null || random.nextInt(3) == 0 ? "" : group.name;
                if (!groups.containsKey(added.name)) {
                    if (!parent.isEmpty()) {
                        added.parents.add(parent);
                    }
                    groups.put(added.name, added);
                    itemsChanged();
                }
                return added.name + " " + added.tag + " in " + parent;
            }
            case REMOVE_GROUP -> {
                return changed(group, each -> {
                    groups.remove(each.name);
                    return "";
                });
            }
            case TAG -> {
                return changed(group, each -> each.tag = tag(random));
            }
            case LABEL -> {
                return changed(group, each -> each.label = label(random));
            }
            case NEST -> {
                Group other = pick(List.copyOf(groups.values()), random);
                return changed(group, each -> {
                    if (random.nextInt(4) > 0) {
                        each.parents.clear();
                    }
                    if (random.nextInt(4) > 0 && !each.parents.contains(other.name)) {
                        each.parents.add(other.name);
                    }
                    return each.parents.toString();
                });
            }
            case ADD_POINT -> {
                Point point = new Point("p" + number++, POINTS.get(random.nextInt(POINTS.size())),
                        EQUIPMENT.get(random.nextInt(EQUIPMENT.size())));
                return changed(group, each -> {
                    each.points.put(point.name(), point);
                    return point.toString();
                });
            }
            case REMOVE_POINT -> {
                Point point = group == null ? null : pick(List.copyOf(group.points.values()), random);
                return point == null ? "" : changed(group, each -> each.points.remove(point.name()).toString());
            }
            case EQUIP -> {
                Point point = group == null ? null : pick(List.copyOf(group.points.values()), random);
                String equipment = EQUIPMENT.get(random.nextInt(EQUIPMENT.size()));
                return point == null ? "" : changed(group, each -> {
                    each.points.put(point.name(), new Point(point.name(), point.kind(), equipment));
                    return point.name() + " in " + equipment;
                });
            }
            case APPROVE -> {
                String uid = pick(List.copyOf(inbox.keySet()), random);
                if (uid != null) {
                    approve(uid);
                }
                return String.valueOf(uid);
            }
            case APPROVE_ALL -> {
                List.copyOf(inbox.keySet()).forEach(this::approve);
                return "";
            }
            case ADD_THING -> {
                String type = random.nextInt(3) == 0 ? "home" : "location";
                String uid = "occupancy:" + type + ":own" + random.nextInt(3);
                String item = group == null || random.nextInt(3) == 0 ? "" : group.name;
                if (!things.containsKey(uid)) {
                    thingAdded(uid, item);
                }
                return uid + " for " + item;
            }
            case REMOVE_THING -> {
                String uid = pick(List.copyOf(things.keySet()), random);
                if (uid != null) {
                    thingRemoved(uid);
                }
                return String.valueOf(uid);
            }
            case IGNORE -> {
                String uid = pick(List.copyOf(inbox.keySet()), random);
                if (uid != null) {
                    inbox.computeIfPresent(uid, (key, entry) -> new Entry(entry.result(), !entry.ignored()));
                    // what nobody ignores any more may long be gone: that is noticed with the next change
                    itemsChanged();
                }
                return String.valueOf(uid);
            }
            case CLEAR_AND_SCAN -> {
                quiet();
                inbox.clear();
                discovery.startScan(null);
                return "";
            }
            case SCAN -> {
                discovery.startScan(null);
                return "";
            }
            case RESTART -> {
                quiet();
                discovery.deactivate();
                if (!scheduled.isEmpty() || !itemListeners.isEmpty() || !thingListeners.isEmpty()) {
                    throw new AssertionError("something is left behind");
                }
                StringBuilder meanwhile = new StringBuilder();
                for (Kind change : List.of(Kind.TAG, Kind.NEST, Kind.REMOVE_GROUP, Kind.ADD_POINT, Kind.REMOVE_THING)) {
                    if (random.nextInt(3) == 0) {
                        meanwhile.append(change).append(' ').append(act(change, random)).append("; ");
                    }
                }
                start();
                return meanwhile.toString();
            }
        }
        throw new IllegalStateException(kind.toString());
    }

    private void approve(String uid) {
        Entry entry = inbox.get(uid);
        if (entry != null) {
            thingAdded(uid, String.valueOf(entry.result().getProperties().getOrDefault("item", "")));
        }
    }

    private interface Change {
        String of(Group group);
    }

    private String changed(Group group, Change change) {
        if (group == null) {
            return "";
        }
        String what = change.of(group);
        itemsChanged();
        return group.name + " " + what;
    }

    private static String tag(Random random) {
        return TAGS.get(random.nextInt(TAGS.size()));
    }

    private static String label(Random random) {
        return List.of("Kitchen", "Kid's {room}", "", "Küche <1>").get(random.nextInt(4));
    }

    private static <T> T pick(List<T> list, Random random) {
        return list.isEmpty() ? null : list.get(random.nextInt(list.size()));
    }

    // --------------------------------------------------------------------------------------------------- checks

    private void check() {
        Map<String, Shown> expected = expected();
        Map<String, Shown> actual = new TreeMap<>();
        Set<String> ignored = new TreeSet<>();
        inbox.forEach((uid, entry) -> {
            if (entry.ignored()) {
                ignored.add(uid);
            } else {
                actual.put(uid, new Shown(parent(entry.result()), plain(entry.result().getLabel()),
                        new TreeMap<>(entry.result().getProperties())));
            }
        });
        // what somebody ignores stays where it is; nobody is bothered with it again
        expected.keySet().removeAll(ignored);
        if (!expected.equals(actual)) {
            Map<String, Shown> more = new TreeMap<>(actual);
            more.entrySet().removeAll(expected.entrySet());
            Map<String, Shown> less = new TreeMap<>(expected);
            less.entrySet().removeAll(actual.entrySet());
            throw new AssertionError("the inbox has " + more + "\nand should have " + less);
        }
    }

    /** openHAB formats the label of every result, the declarations of the normal build do not. */
    private static String plain(String label) {
        return label.replace("''", "'").replace("'{'", "{");
    }

    private Map<String, Shown> expected() {
        Map<String, String> served = new TreeMap<>();
        things.forEach((uid, item) -> {
            if (!item.isEmpty()) {
                served.putIfAbsent(item, uid);
            }
        });
        List<Group> tops = groups.values().stream().filter(each -> isLocation(each) && top(each) == each)
                .sorted(Comparator.comparing(this::firstName)).toList();
        List<String> homes = new ArrayList<>(
                things.keySet().stream().filter(uid -> uid.startsWith("occupancy:home:")).toList());
        List<String> free = new ArrayList<>(homes.stream().filter(uid -> things.get(uid).isEmpty()).toList());
        Map<String, Shown> expected = new TreeMap<>();
        // a house is the home that somebody made without saying of which group, else one to be proposed
        for (Group house : tops) {
            if (HOUSES.contains(house.tag) && !served.containsKey(house.name)) {
                if (!free.isEmpty()) {
                    served.put(house.name, free.remove(0));
                } else {
                    String uid = unused("occupancy:home:" + house.name);
                    served.put(house.name, uid);
                    homes.add(uid);
                    expected.put(uid, shown(house, "", true));
                }
            }
        }
        Set<Group> open = groups.values().stream()
                .filter(each -> isLocation(each) && top(each) != null && !served.containsKey(each.name))
                .collect(Collectors.toCollection(HashSet::new));
        while (!open.isEmpty()) {
            for (Group group : List.copyOf(open)) {
                Group parent = above(group);
                if (parent != null && open.contains(parent)) {
                    continue;
                }
                if (parent == null && homes.isEmpty()) {
                    String uid = unused("occupancy:home:home");
                    homes.add(uid);
                    expected.put(uid, new Shown("", "@text/discovery.home.label", Map.of()));
                }
                String bridge = parent == null ? homes.get(0) : served.get(parent.name);
                String ids = bridge.substring(bridge.indexOf(':', "occupancy:".length()) + 1);
                String uid = unused("occupancy:location:" + ids + ":" + group.name);
                served.put(group.name, uid);
                expected.put(uid, shown(group, bridge, false));
                open.remove(group);
            }
        }
        return expected;
    }

    private boolean isLocation(Group group) {
        return group != null && !group.tag.isEmpty();
    }

    /** {@return the first group with a location's tag that it lies in, or {@code null}} */
    private Group above(Group group) {
        return group.parents.stream().map(groups::get).filter(this::isLocation).findFirst().orElse(null);
    }

    /** {@return the outermost location that a group lies in, or {@code null} if it goes round in a circle} */
    private Group top(Group group) {
        Set<Group> seen = new HashSet<>();
        Group each = group;
        while (above(each) != null) {
            if (!seen.add(each)) {
                return null;
            }
            each = above(each);
        }
        return each;
    }

    /** {@return the name by which the tree of an outermost location is found in the list of all} */
    private String firstName(Group top) {
        return groups.values().stream().filter(each -> isLocation(each) && top(each) == top).map(each -> each.name)
                .min(String::compareTo).orElse(top.name);
    }

    private String unused(String uid) {
        String unused = uid;
        for (int i = 2; things.containsKey(unused); i++) {
            unused = uid + "-" + i;
        }
        return unused;
    }

    private Shown shown(Group group, String parent, boolean home) {
        String name = group.label.isEmpty() ? group.name : group.label;
        Map<String, Object> properties = new TreeMap<>();
        properties.put("item", group.name);
        properties.put("autoSources", true);
        properties.put("proposedName", name);
        properties.put("proposedLabel", name + " Occupancy");
        if (!home && Set.of("Garden", "Outdoor").contains(group.tag)) {
            properties.put("contributesToParent", false);
        }
        if (!home && Set.of("Corridor", "Entry").contains(group.tag)) {
            properties.put("passage", true);
        }
        Map<String, Point> points = new TreeMap<>();
        addPoints(group, points, new HashSet<>());
        String sources = points.values().stream().map(SemanticWorld::source).filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
        if (!sources.isEmpty()) {
            properties.put("proposedSources", sources);
        }
        return new Shown(parent, name + " Occupancy", properties);
    }

    /** Adds the points of a group and of those in it that are no locations. */
    private void addPoints(Group group, Map<String, Point> points, Set<Group> seen) {
        if (seen.add(group)) {
            points.putAll(group.points);
            groups.values().stream().filter(each -> each.tag.isEmpty() && each.parents.contains(group.name))
                    .forEach(each -> addPoints(each, points, seen));
        }
    }

    private static String source(Point point) {
        String tag = point.kind().get(2);
        return switch (tag) {
            case "Motion" -> point.name() + " (motion)";
            case "Presence" ->
                point.name() + (point.equipment().equals("MotionDetector") ? " (motion)" : " (presence)");
            case "Opening" -> point.name() + switch (point.equipment()) {
                case "Door" -> " (door)";
                case "FrontDoor" -> " (door, leads outside)";
                default -> " (door, no way out)";
            };
            default -> null;
        };
    }
}
