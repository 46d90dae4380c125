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

import static org.openhab.binding.occupancy.internal.OccupancyBindingConstants.*;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.action.OccupancyActions;
import org.openhab.binding.occupancy.internal.action.OccupancyServiceProvider;
import org.openhab.binding.occupancy.internal.engine.model.LocationState;
import org.openhab.binding.occupancy.internal.engine.model.LockMode;
import org.openhab.binding.occupancy.internal.engine.model.OccupancyEvent;
import org.openhab.binding.occupancy.internal.engine.model.Printable;
import org.openhab.binding.occupancy.internal.engine.model.RejectedException;
import org.openhab.binding.occupancy.internal.service.api.ItemCreator;
import org.openhab.binding.occupancy.internal.service.api.LocationDisplay;
import org.openhab.binding.occupancy.internal.service.api.LocationListener;
import org.openhab.binding.occupancy.internal.service.api.LocationProblem;
import org.openhab.binding.occupancy.internal.service.api.LocationRegistry;
import org.openhab.binding.occupancy.internal.service.api.LocationSetup;
import org.openhab.binding.occupancy.internal.service.api.LocationView;
import org.openhab.binding.occupancy.internal.service.api.OccupancyService;
import org.openhab.binding.occupancy.internal.service.item.LocationThing;
import org.openhab.core.library.types.DateTimeType;
import org.openhab.core.library.types.DecimalType;
import org.openhab.core.library.types.OnOffType;
import org.openhab.core.library.types.StringType;
import org.openhab.core.thing.Bridge;
import org.openhab.core.thing.Channel;
import org.openhab.core.thing.ChannelUID;
import org.openhab.core.thing.Thing;
import org.openhab.core.thing.ThingStatus;
import org.openhab.core.thing.ThingStatusDetail;
import org.openhab.core.thing.binding.BridgeHandler;
import org.openhab.core.thing.binding.ThingHandler;
import org.openhab.core.thing.binding.ThingHandlerService;
import org.openhab.core.types.Command;
import org.openhab.core.types.RefreshType;
import org.openhab.core.types.State;
import org.openhab.core.types.UnDefType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handler of the things home and location: shows the location on the channels, and passes commands on to the service.
 */
@NonNullByDefault
public class LocationHandler extends OccupancyThingHandler<LocationListener>
        implements BridgeHandler, OccupancyServiceProvider {

    /** How many problems a status tells when there are more than four; nobody reads more. */
    private static final int MOST_PROBLEMS = 3;

    private final Logger logger = LoggerFactory.getLogger(LocationHandler.class);
    private final OccupancyService service;
    private final ItemCreator items;
    /** After which time a lock that is set by a channel ends, or {@code null} for never. */
    private volatile @Nullable Duration lockTimeout;

    /**
     * @param bridge the thing
     * @param registry where the location is announced
     * @param service where commands go
     * @param items makes items that show the location
     */
    public LocationHandler(Bridge bridge, LocationRegistry registry, OccupancyService service, ItemCreator items) {
        super(bridge, registry);
        this.service = service;
        this.items = items;
    }

    @Override
    public OccupancyService occupancyService() {
        return service;
    }

    @Override
    public ItemCreator itemCreator() {
        return items;
    }

    @Override
    public Collection<Class<? extends ThingHandlerService>> getServices() {
        return List.of(OccupancyActions.class);
    }

    @Override
    public Bridge getThing() {
        return (Bridge) super.getThing();
    }

    @Override
    public void childHandlerInitialized(ThingHandler childHandler, Thing childThing) {
        // the service knows the tree from the settings
    }

    @Override
    public void childHandlerDisposed(ThingHandler childHandler, Thing childThing) {
        // the service knows the tree from the settings
    }

    // -------------------------------------------------------------------------------------------------- life cycle

    @Override
    protected LocationListener newListener() {
        return new Listener();
    }

    @Override
    protected void announce(LocationListener current) {
        // the property lists the sensors for the decision in the inbox; from now on the model may change, and it
        // would be outdated
        if (getThing().getProperties().containsKey(PROPERTY_SOURCES)) {
            updateProperty(PROPERTY_SOURCES, null);
        }
        LocationSetup setup = LocationSettings.read(getThing(), getBridge() != null);
        lockTimeout = setup.lockTimeout();
        registry.put(setup, current);
    }

    @Override
    protected void release(LocationListener last) {
        registry.release(id(), last);
    }

    @Override
    protected void askAgain() {
        registry.refresh(id());
    }

    @Override
    public void handleRemoval() {
        stopListening();
        registry.remove(id());
        updateStatus(ThingStatus.REMOVED);
    }

    // ---------------------------------------------------------------------------------------------------- commands

    @Override
    public void handleCommand(ChannelUID channelUID, Command command) {
        String channel = channelUID.getId();
        if (command instanceof RefreshType) {
            repeat(channel, null);
            return;
        }
        String id = id();
        switch (channel) {
            case CHANNEL_OCCUPANCY -> {
                if (command == OnOffType.ON) {
                    send(channel, command, now -> OccupancyEvent.manual(id, SOURCE_USER, now));
                } else if (command == OnOffType.OFF) {
                    send(channel, command, now -> OccupancyEvent.vacate(id, SOURCE_USER, now));
                }
            }
            case CHANNEL_LOCKED -> {
                if (command == OnOffType.ON) {
                    lock(channel, command, LockMode.FREEZE);
                } else if (command == OnOffType.OFF) {
                    unlock(channel, command);
                }
            }
            case CHANNEL_LOCK_MODE -> lockMode(command);
            default -> logger.debug("{}: the channel {} takes no commands.", id, channel);
        }
    }

    private void lockMode(Command command) {
        String text = Printable.brief(command.toString());
        String name = text.trim().toUpperCase(Locale.ROOT);
        if (LOCK_MODE_UNLOCKED.equals(name)) {
            unlock(CHANNEL_LOCK_MODE, command);
            return;
        }
        for (LockMode mode : LockMode.values()) {
            if (mode.name().equals(name)) {
                lock(CHANNEL_LOCK_MODE, command, mode);
                return;
            }
        }
        logger.warn("{}: the channel {} does not take the command {}; it takes {}, FREEZE, KEEP_VACANT, KEEP_OCCUPIED.",
                id(), CHANNEL_LOCK_MODE, text, LOCK_MODE_UNLOCKED);
        putRight(CHANNEL_LOCK_MODE, command);
    }

    private void lock(String channel, Command command, LockMode mode) {
        String id = id();
        send(channel, command, now -> OccupancyEvent.lock(id, LOCK_OWNER_USER, mode, now).withDuration(lockTimeout));
    }

    private void unlock(String channel, Command command) {
        String id = id();
        send(channel, command, now -> OccupancyEvent.unlock(id, LOCK_OWNER_USER, now));
    }

    /**
     * Nobody waits for the outcome of a command, so that a refusal goes to the log. Afterwards the item shows the
     * actual state, whatever was commanded.
     */
    private void send(String channel, Command command, Function<Instant, OccupancyEvent> event) {
        service.handle(event).exceptionally(refusal -> {
            logger.warn("{}: the command to the channel {} did nothing: {}", id(), channel, Printable
                    .brief(String.valueOf(refusal instanceof RejectedException ? refusal.getMessage() : refusal)));
            return null;
        }).thenRun(() -> putRight(channel, command));
    }

    @Override
    protected void repeat(@Nullable String channel, @Nullable State before) {
        // a channel without an item is not computed, so it has to be asked for now
        if (channel == null) {
            CHANNELS_ON_REQUEST.forEach(this::forget);
            askAgain();
        } else if (CHANNELS_ON_REQUEST.contains(channel)) {
            forget(channel);
        }
        super.repeat(channel, before);
    }

    // ---------------------------------------------------------------------------------------------------- channels

    private void show(LocationDisplay display) {
        LocationView view = display.view();
        LocationState state = view.state();
        Set<String> occupants = state.occupants();
        LockMode lockMode = view.lockMode();
        show(CHANNEL_OCCUPANCY, OnOffType.from(state.occupied()));
        show(CHANNEL_OCCUPIED_UNTIL, time(display.occupiedUntil()));
        showIfKnown(CHANNEL_LAST_CHANGE, view.lastChange());
        showIfKnown(CHANNEL_LAST_ACTIVITY, view.lastActivity());
        show(CHANNEL_OCCUPANTS, new StringType(String.join(", ", occupants)));
        show(CHANNEL_OCCUPANT_COUNT,
                new DecimalType(state.occupied() ? Math.max(occupants.size(), display.counted()) : 0));
        show(CHANNEL_VACANT_SOON, OnOffType.from(view.vacantSoon()));
        show(CHANNEL_LOCKED, OnOffType.from(lockMode != null));
        show(CHANNEL_LOCK_MODE, new StringType(lockMode == null ? LOCK_MODE_UNLOCKED : lockMode.name()));
        display.onRequest().forEach(this::show);
        for (Channel channel : getThing().getChannels()) {
            if (LocationThing.sourceType(channel) != null) {
                String id = channel.getUID().getId();
                show(id, OnOffType.from(display.contributing().contains(id)));
            }
        }
    }

    /** Shows a time if it is known; otherwise the item keeps the one that it may have from before the start. */
    private void showIfKnown(String channel, @Nullable Instant instant) {
        if (instant != null) {
            show(channel, new DateTimeType(instant));
        }
    }

    private static State time(@Nullable Instant instant) {
        return instant == null ? UnDefType.UNDEF : new DateTimeType(instant);
    }

    /** {@return all that is wrong, or {@code null} if nothing is} */
    private @Nullable String statusDescription(List<LocationProblem> problems) {
        if (problems.size() < 2) {
            // openHAB translates a single sentence for each reader; several are sent in the language of the system
            return problems.isEmpty() ? null
                    : problems.get(0).canBeTranslated() ? problems.get(0).statusDescription()
                            : service.describe(problems.get(0));
        }
        Stream<LocationProblem> said = problems.stream();
        int more = problems.size() - MOST_PROBLEMS;
        if (more > 1) {
            said = Stream.concat(said.limit(MOST_PROBLEMS),
                    Stream.of(LocationProblem.of(LocationProblem.Kind.MORE, Integer.toString(more))));
        }
        return said.map(service::describe).collect(Collectors.joining(" "));
    }

    private final class Listener implements LocationListener {

        @Override
        public boolean isRead(String channel) {
            return isShownBy(this) && isShown(channel);
        }

        @Override
        public void show(LocationDisplay display) {
            if (isShownBy(this)) {
                LocationHandler.this.show(display);
            }
        }

        @Override
        public void repeat(@Nullable String channel, @Nullable State before) {
            if (isShownBy(this)) {
                LocationHandler.this.repeat(channel, before);
            }
        }

        @Override
        public void leadsTo(String locations) {
            String known = getThing().getProperties().get(PROPERTY_LEADS_TO);
            if (isServedBy(this) && !locations.equals(known == null ? "" : known)) {
                updateProperty(PROPERTY_LEADS_TO, locations.isEmpty() ? null : locations);
            }
        }

        @Override
        public void orphaned() {
            goOnFor(this);
        }

        @Override
        public void happened(String event) {
            if (isShownBy(this)) {
                fire(CHANNEL_EVENT, event);
            }
        }

        @Override
        public void ready(List<LocationProblem> problems) {
            if (!isServedBy(this)) {
                return;
            }
            String description = statusDescription(problems);
            if (problems.stream().anyMatch(LocationProblem::isWrongSetting)) {
                updateStatus(ThingStatus.OFFLINE, ThingStatusDetail.CONFIGURATION_ERROR, description);
            } else {
                updateStatus(ThingStatus.ONLINE, ThingStatusDetail.NONE, description);
            }
        }
    }
}
