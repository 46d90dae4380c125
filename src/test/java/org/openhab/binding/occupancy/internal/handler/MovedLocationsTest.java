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
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.jdt.annotation.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openhab.core.events.Event;
import org.openhab.core.thing.Bridge;
import org.openhab.core.thing.ManagedThingProvider;
import org.openhab.core.thing.Thing;
import org.openhab.core.thing.ThingRegistry;
import org.openhab.core.thing.ThingUID;

@DisplayName("When a location is moved to another parent")
class MovedLocationsTest {

    private static final String HOUSE = "occupancy:home:house";
    private static final String FLOOR = "occupancy:location:house:floor";
    private static final String ROOM = "occupancy:location:floor:room";

    private final Map<ThingUID, Thing> known = new HashMap<>();
    private final List<String> updated = new ArrayList<>();
    private final ThingRegistry things = mock(ThingRegistry.class);
    private final ManagedThingProvider editable = mock(ManagedThingProvider.class);
    private @Nullable MovedLocations moved;

    @BeforeEach
    void watch() {
        when(things.get(any(ThingUID.class))).thenAnswer(call -> known.get(call.<ThingUID> getArgument(0)));
        when(editable.get(any(ThingUID.class))).thenAnswer(call -> known.get(call.<ThingUID> getArgument(0)));
        when(editable.update(any(Thing.class))).thenAnswer(call -> {
            updated.add(call.<Thing> getArgument(0).getUID().getAsString());
            return call.getArgument(0);
        });
        moved = new MovedLocations(things, editable, bridge -> bridge, Runnable::run);
    }

    private Bridge thing(String uid, @Nullable String parent, Thing... listed) {
        Bridge thing = mock(Bridge.class, withSettings().stubOnly());
        ThingUID thingUID = new ThingUID(uid);
        when(thing.getUID()).thenReturn(thingUID);
        when(thing.getBridgeUID()).thenReturn(parent == null ? null : new ThingUID(parent));
        when(thing.getThings()).thenReturn(List.of(listed));
        known.put(thingUID, thing);
        return thing;
    }

    @Test
    void theOldParentForgetsIt() {
        Bridge before = thing(ROOM, FLOOR);
        thing(FLOOR, HOUSE, before);
        Bridge now = thing(ROOM, HOUSE);

        updated(before, now);

        assertThat(updated).containsExactly(FLOOR);
    }

    @Test
    void nothingIsDoneWhereNothingWasMoved() {
        Bridge before = thing(ROOM, FLOOR);
        thing(FLOOR, HOUSE, before);
        Bridge now = thing(ROOM, FLOOR);

        updated(before, now);

        assertThat(updated).isEmpty();
    }

    @Test
    void nothingIsDoneIfOpenHabForgotItItself() {
        Bridge before = thing(ROOM, FLOOR);
        thing(FLOOR, HOUSE);
        Bridge now = thing(ROOM, null);

        updated(before, now);

        assertThat(updated).isEmpty();
    }

    @Test
    void anOldParentThatIsGoneOrNotOursIsLeftAlone() {
        Bridge before = thing(ROOM, FLOOR);
        Bridge now = thing(ROOM, HOUSE);
        updated(before, now);

        Bridge others = thing("other:thing:x", "other:bridge:a");
        thing("other:bridge:a", null, others);
        updated(others, thing("other:thing:x", "other:bridge:b"));

        assertThat(updated).isEmpty();
    }

    @Test
    void anOldParentFromAFileIsLeftToTheFile() {
        Bridge before = thing(ROOM, FLOOR);
        thing(FLOOR, HOUSE, before);
        when(editable.get(any(ThingUID.class))).thenReturn(null);

        updated(before, thing(ROOM, HOUSE));

        assertThat(updated).isEmpty();
    }

    @Test
    void nothingIsDoneTwice() {
        Bridge before = thing(ROOM, FLOOR);
        thing(FLOOR, HOUSE, before);
        Bridge now = thing(ROOM, HOUSE);
        thing(HOUSE, null, now);

        updated(now, now);

        assertThat(updated).as("the update of the old parent is one more update").isEmpty();
    }

    @Test
    void whatCannotBeReadIsLeftAlone() {
        Event event = mock(Event.class);
        when(event.getTopic()).thenReturn("openhab/things/" + ROOM + "/updated");
        when(event.getPayload()).thenReturn("[{},", "{}", "[{},{\"bridgeUID\":\"no UID\"}]");

        moved.receive(event);
        moved.receive(event);
        moved.receive(event);

        assertThat(moved.getSubscribedEventTypes()).containsExactly("ThingUpdatedEvent");
        assertThat(updated).isEmpty();
    }

    private void updated(Bridge before, Bridge now) {
        Event event = mock(Event.class);
        String topic = "openhab/things/" + now.getUID() + "/updated";
        when(event.getTopic()).thenReturn(topic);
        String payload = "[" + json(now) + "," + json(before) + "]";
        when(event.getPayload()).thenReturn(payload);
        moved.receive(event);
    }

    private static String json(Bridge thing) {
        ThingUID parent = thing.getBridgeUID();
        return "{\"UID\":\"" + thing.getUID() + "\"" + (parent == null ? "" : ",\"bridgeUID\":\"" + parent + "\"")
                + "}";
    }
}
