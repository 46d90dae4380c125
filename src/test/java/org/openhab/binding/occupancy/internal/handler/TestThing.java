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
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.mockito.Mockito.withSettings;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.service.TestOpenHab;
import org.openhab.binding.occupancy.internal.service.api.ItemCreator;
import org.openhab.core.config.core.Configuration;
import org.openhab.core.library.types.DateTimeType;
import org.openhab.core.thing.Bridge;
import org.openhab.core.thing.Channel;
import org.openhab.core.thing.ChannelUID;
import org.openhab.core.thing.ThingStatus;
import org.openhab.core.thing.ThingStatusDetail;
import org.openhab.core.thing.ThingStatusInfo;
import org.openhab.core.thing.ThingTypeUID;
import org.openhab.core.thing.ThingUID;
import org.openhab.core.thing.binding.BaseThingHandler;
import org.openhab.core.thing.binding.ThingHandlerCallback;
import org.openhab.core.thing.type.ChannelTypeUID;
import org.openhab.core.types.Command;
import org.openhab.core.types.State;

/** A thing with its handler, and all that the handler told openHAB. */
final class TestThing {

    final TestOpenHab openHab;
    final Bridge thing = mock(Bridge.class, withSettings().stubOnly());
    final ThingHandlerCallback callback = mock(ThingHandlerCallback.class, withSettings().stubOnly());
    /** Every update of a channel, in order: {@code channel=state}. */
    final List<String> updates = Collections.synchronizedList(new ArrayList<>());
    final Map<String, State> states = Collections.synchronizedMap(new LinkedHashMap<>());
    final List<String> events = Collections.synchronizedList(new ArrayList<>());
    final List<ThingStatusInfo> statuses = Collections.synchronizedList(new ArrayList<>());
    final Configuration configuration = new Configuration();
    final Map<String, String> properties = new LinkedHashMap<>();
    private final List<Channel> channels = new CopyOnWriteArrayList<>();
    private final ThingUID uid;
    private BaseThingHandler handler;
    private volatile ThingStatusInfo status = new ThingStatusInfo(ThingStatus.UNINITIALIZED, ThingStatusDetail.NONE,
            null);

    TestThing(TestOpenHab openHab, String uid, String parent) {
        this.openHab = openHab;
        this.uid = new ThingUID(uid);
        String[] parts = uid.split(":");
        when(thing.getUID()).thenReturn(this.uid);
        when(thing.getThingTypeUID()).thenReturn(new ThingTypeUID(parts[0], parts[1]));
        when(thing.getLabel()).thenReturn(parts[parts.length - 1].toUpperCase());
        when(thing.getConfiguration()).thenReturn(configuration);
        when(thing.isEnabled()).thenReturn(true);
        when(thing.getChannels()).thenAnswer(call -> List.copyOf(channels));
        when(thing.getStatus()).thenAnswer(call -> status.getStatus());
        when(thing.getStatusInfo()).thenAnswer(call -> status);
        when(thing.getProperties()).thenAnswer(call -> Map.copyOf(properties));
        when(thing.setProperty(any(), any())).thenAnswer(call -> {
            String value = call.getArgument(1);
            return value == null ? properties.remove(call.getArgument(0)) : properties.put(call.getArgument(0), value);
        });
        parent(parent);
        doAnswer(call -> {
            String channel = call.<ChannelUID> getArgument(0).getId();
            State state = call.getArgument(1);
            updates.add(channel + "=" + text(state));
            states.put(channel, state);
            return null;
        }).when(callback).stateUpdated(any(), any());
        doAnswer(call -> events.add(call.getArgument(2))).when(callback).channelTriggered(any(), any(), any());
        doAnswer(call -> {
            status = call.getArgument(1);
            return statuses.add(status);
        }).when(callback).statusUpdated(any(), any());
        when(callback.isChannelLinked(any())).thenReturn(true);
        lenient().when(callback.getBridge(any())).thenReturn(mock(Bridge.class, withSettings().stubOnly()));
    }

    void parent(String parent) {
        when(thing.getBridgeUID()).thenReturn(parent == null ? null : new ThingUID(parent));
    }

    TestThing set(String setting, Object value) {
        configuration.put(setting, value);
        return this;
    }

    /** Adds a source channel. */
    TestThing source(String id, String type, Object... settings) {
        Channel channel = mock(Channel.class, withSettings().stubOnly());
        Configuration own = new Configuration();
        for (int i = 0; i < settings.length; i += 2) {
            own.put((String) settings[i], settings[i + 1]);
        }
        when(channel.getUID()).thenReturn(new ChannelUID(uid, id));
        when(channel.getChannelTypeUID()).thenReturn(new ChannelTypeUID("occupancy", type));
        when(channel.getConfiguration()).thenReturn(own);
        channels.add(channel);
        return this;
    }

    /** Gives a source a name. */
    TestThing label(String id, String label) {
        channels.stream().filter(channel -> channel.getUID().getId().equals(id))
                .forEach(channel -> when(channel.getLabel()).thenReturn(label));
        return this;
    }

    TestThing removeSource(String id) {
        channels.removeIf(channel -> channel.getUID().getId().equals(id));
        return this;
    }

    /** openHAB knows the thing, and its handler is still to come. */
    TestThing announced() {
        openHab.addThing(thing);
        return this;
    }

    /** openHAB gives the thing no handler, and says why. */
    void refused(ThingStatusDetail why) {
        status = new ThingStatusInfo(ThingStatus.UNINITIALIZED, why, null);
    }

    /** The user disables the thing: openHAB stops its handler, and then says so. */
    void disable() {
        stop();
        disabled();
    }

    /** The user removes the thing. */
    void remove() {
        handler().handleRemoval();
        openHab.run();
        openHab.removeThing(id());
    }

    /** The thing is disabled, and its handler was stopped. */
    void disabled() {
        when(thing.isEnabled()).thenReturn(false);
    }

    /** The user enables the thing: its handler is still to come. */
    void enable() {
        when(thing.isEnabled()).thenReturn(true);
    }

    /** Has a handler made and started, as openHAB does. */
    TestThing start() {
        begin();
        openHab.addThing(thing);
        openHab.run();
        return this;
    }

    /** Has a handler made and started, and the worker is not given any time for it. */
    TestThing begin() {
        OccupancyHandlerFactory factory = new OccupancyHandlerFactory(openHab.registry(), openHab.service(),
                mock(ItemCreator.class));
        handler = (BaseThingHandler) factory.createHandler(thing);
        handler.setCallback(callback);
        handler.initialize();
        return this;
    }

    /** Stops the handler, as openHAB does. */
    void stop() {
        handler.dispose();
        handler.setCallback(null);
        openHab.run();
    }

    /** The thing was edited: its handler is told. */
    void edited() {
        handler.thingUpdated(thing);
        openHab.run();
    }

    BaseThingHandler handler() {
        return handler;
    }

    String id() {
        return uid.getAsString();
    }

    void command(String channel, Command command) {
        handler.handleCommand(new ChannelUID(uid, channel), command);
        openHab.run();
    }

    String state(String channel) {
        return text(states.get(channel));
    }

    /** Times as instants: how openHAB writes them differs from version to version. */
    private static String text(@Nullable State state) {
        return state instanceof DateTimeType time ? time.getInstant().toString() : String.valueOf(state);
    }

    boolean occupied() {
        return "ON".equals(state("occupancy"));
    }

    ThingStatus status() {
        return status.getStatus();
    }

    /** {@return the sentence of the status, or nothing} */
    String sentence() {
        return status.getDescription() == null ? "" : openHab.translate(status.getDescription());
    }
}
