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

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openhab.core.thing.Bridge;
import org.openhab.core.thing.Thing;
import org.openhab.core.thing.ThingManager;
import org.openhab.core.thing.ThingRegistry;
import org.openhab.core.thing.ThingStatus;
import org.openhab.core.thing.ThingStatusDetail;
import org.openhab.core.thing.ThingStatusInfo;
import org.openhab.core.thing.ThingUID;
import org.openhab.core.thing.binding.BridgeHandler;
import org.openhab.core.thing.events.ThingStatusInfoEvent;

@DisplayName("Things that were stored as lying in each other")
class CircleStarterTest {

    private static final String HALL = "occupancy:location:h:hall";
    private static final String KITCHEN = "occupancy:location:h:kitchen";
    private static final String LARDER = "occupancy:location:h:larder";

    private final Manager openHab = new Manager();

    @Test
    void areSetUpWhereOpenHabSetsUpNone() {
        openHab.add(HALL, KITCHEN);
        openHab.add(KITCHEN, HALL);
        openHab.start();
        assertThat(openHab.initialized).as("openHAB alone").isEmpty();

        openHab.watch();

        assertThat(openHab.initialized).containsExactlyInAnyOrder(HALL, KITCHEN);
        assertThat(openHab.isStarted()).as("nothing is left to wait for").isTrue();
    }

    @Test
    void areSetUpWhenOpenHabTriesAfterTheWatch() {
        openHab.watch();
        openHab.add(HALL, KITCHEN);
        openHab.add(KITCHEN, HALL);

        openHab.start();

        assertThat(openHab.initialized).containsExactlyInAnyOrder(HALL, KITCHEN);
    }

    @Test
    void bringWhatLiesInThem() {
        openHab.add(LARDER, KITCHEN);
        openHab.add(HALL, KITCHEN);
        openHab.add(KITCHEN, HALL);
        openHab.watch();

        openHab.start();

        assertThat(openHab.initialized).containsExactlyInAnyOrder(HALL, KITCHEN, LARDER);
    }

    @Test
    void mayBeThreeOrOne() {
        openHab.add(LARDER, KITCHEN);
        openHab.add(KITCHEN, HALL);
        openHab.add(HALL, LARDER);
        openHab.add("occupancy:location:h:attic", "occupancy:location:h:attic");
        openHab.watch();

        openHab.start();

        assertThat(openHab.initialized).hasSize(4);
        assertThat(openHab.isStarted()).isTrue();
    }

    @Test
    void areSetUpOnce() {
        openHab.add(HALL, KITCHEN);
        openHab.add(KITCHEN, HALL);
        openHab.watch();
        openHab.start();

        openHab.tell(HALL, ThingStatusDetail.BRIDGE_UNINITIALIZED);
        openHab.tell(KITCHEN, ThingStatusDetail.BRIDGE_UNINITIALIZED);

        assertThat(openHab.times).containsOnly(Map.entry(HALL, 1), Map.entry(KITCHEN, 1));
    }

    @Test
    void stayAsTheyAreWhileOneIsDisabled() {
        openHab.add(HALL, KITCHEN);
        openHab.add(KITCHEN, HALL);
        openHab.disabled.add(HALL);
        openHab.watch();

        openHab.start();

        assertThat(openHab.initialized).isEmpty();
        assertThat(openHab.statusOf(HALL).getStatusDetail()).isEqualTo(ThingStatusDetail.DISABLED);
        assertThat(openHab.disabled).containsExactly(HALL);
    }

    @Test
    void areNotMistakenForThoseThatWait() {
        openHab.add(LARDER, KITCHEN);
        openHab.add(KITCHEN, HALL);
        openHab.watch();

        openHab.start();

        assertThat(openHab.initialized).as("the hall is still to come").isEmpty();
        assertThat(openHab.statusOf(LARDER).getStatusDetail()).isEqualTo(ThingStatusDetail.BRIDGE_UNINITIALIZED);
    }

    @Test
    void areLeftAloneIfTheyBelongToOthers() {
        openHab.add("other:bridge:a", "other:bridge:b");
        openHab.add("other:bridge:b", "other:bridge:a");
        openHab.watch();

        openHab.start();

        assertThat(openHab.initialized).isEmpty();
        assertThat(openHab.statusOf("other:bridge:a").getStatusDetail())
                .isEqualTo(ThingStatusDetail.BRIDGE_UNINITIALIZED);
    }

    /** What openHAB's manager of things does, as far as it matters here; other threads' work is done by and by. */
    private static final class Manager implements ThingManager {

        final Set<String> initialized = new LinkedHashSet<>();
        final Map<String, Integer> times = new LinkedHashMap<>();
        final Set<String> disabled = new LinkedHashSet<>();
        private final Map<ThingUID, Bridge> things = new LinkedHashMap<>();
        private final Map<ThingUID, ThingStatusInfo> statuses = new LinkedHashMap<>();
        private final Set<ThingUID> registered = new LinkedHashSet<>();
        private final ThingRegistry registry = mock(ThingRegistry.class, withSettings().stubOnly());
        private final Queue<Runnable> tasks = new ArrayDeque<>();
        private @Nullable CircleStarter starter;

        Manager() {
            when(registry.getAll()).thenAnswer(call -> new ArrayList<Thing>(things.values()));
            when(registry.get(any(ThingUID.class))).thenAnswer(call -> things.get(call.<ThingUID> getArgument(0)));
        }

        void watch() {
            starter = new CircleStarter(registry, this, tasks::add);
            run();
        }

        void add(String uid, String parent) {
            ThingUID thingUID = new ThingUID(uid);
            Bridge thing = mock(Bridge.class, withSettings().stubOnly());
            statuses.put(thingUID, new ThingStatusInfo(ThingStatus.UNINITIALIZED, ThingStatusDetail.NONE, null));
            when(thing.getUID()).thenReturn(thingUID);
            when(thing.getBridgeUID()).thenReturn(new ThingUID(parent));
            when(thing.getStatus()).thenAnswer(call -> info(thingUID).getStatus());
            when(thing.getStatusInfo()).thenAnswer(call -> info(thingUID));
            when(thing.isEnabled()).thenAnswer(call -> isEnabled(thingUID));
            when(thing.getHandler()).thenAnswer(
                    call -> registered.contains(thingUID) ? mock(BridgeHandler.class, withSettings().stubOnly())
                            : null);
            doAnswer(call -> statuses.put(thingUID, call.getArgument(0))).when(thing).setStatusInfo(any());
            things.put(thingUID, thing);
        }

        void start() {
            List.copyOf(things.keySet()).forEach(this::setUp);
            run();
        }

        boolean isStarted() {
            return things.keySet().stream().allMatch(this::isInitialized);
        }

        ThingStatusInfo statusOf(String uid) {
            return info(new ThingUID(uid));
        }

        void tell(String uid, ThingStatusDetail detail) {
            tell(new ThingUID(uid), new ThingStatusInfo(ThingStatus.UNINITIALIZED, detail, null));
            run();
        }

        @Override
        public boolean isEnabled(ThingUID uid) {
            return info(uid).getStatusDetail() != ThingStatusDetail.DISABLED;
        }

        @Override
        public void setEnabled(ThingUID uid, boolean isEnabled) {
            if (isEnabled) {
                disabled.remove(uid.getAsString());
            }
            if (isEnabled && !isEnabled(uid)) {
                if (registered.contains(uid)) {
                    initialize(uid);
                } else {
                    setUp(uid);
                }
            }
        }

        private void run() {
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
        }

        private ThingStatusInfo info(ThingUID uid) {
            return statuses.getOrDefault(uid, new ThingStatusInfo(ThingStatus.REMOVED, ThingStatusDetail.NONE, null));
        }

        private void setUp(ThingUID uid) {
            if (disabled.contains(uid.getAsString())) {
                set(uid, ThingStatus.UNINITIALIZED, ThingStatusDetail.DISABLED);
                return;
            }
            if (!registered.contains(uid)) {
                ThingUID parent = things.get(uid).getBridgeUID();
                if (!things.containsKey(parent) || !isInitialized(parent)) {
                    set(uid, ThingStatus.UNINITIALIZED, ThingStatusDetail.BRIDGE_UNINITIALIZED);
                    return;
                }
                registered.add(uid);
            }
            initialize(uid);
        }

        private void initialize(ThingUID uid) {
            if (isInitialized(uid)) {
                return;
            }
            set(uid, ThingStatus.ONLINE, ThingStatusDetail.NONE);
            initialized.add(uid.getAsString());
            times.merge(uid.getAsString(), 1, Integer::sum);
            things.forEach((child, thing) -> {
                if (uid.equals(thing.getBridgeUID())) {
                    tasks.add(() -> setUp(child));
                }
            });
        }

        private boolean isInitialized(ThingUID uid) {
            ThingStatus status = info(uid).getStatus();
            return status == ThingStatus.ONLINE || status == ThingStatus.OFFLINE || status == ThingStatus.UNKNOWN;
        }

        private void set(ThingUID uid, ThingStatus status, ThingStatusDetail detail) {
            ThingStatusInfo info = new ThingStatusInfo(status, detail, null);
            statuses.put(uid, info);
            tell(uid, info);
        }

        private void tell(ThingUID uid, ThingStatusInfo info) {
            CircleStarter known = starter;
            if (known != null) {
                ThingStatusInfoEvent event = mock(ThingStatusInfoEvent.class, withSettings().stubOnly());
                when(event.getThingUID()).thenReturn(uid);
                when(event.getStatusInfo()).thenReturn(info);
                known.receive(event);
            }
        }
    }
}
