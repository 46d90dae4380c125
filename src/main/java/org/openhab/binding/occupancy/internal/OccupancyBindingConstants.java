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
package org.openhab.binding.occupancy.internal;

import java.util.Set;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.core.thing.ThingTypeUID;
import org.openhab.core.thing.type.ChannelTypeUID;

/**
 * The ids that users' files and rules depend on, and names that more than one of the openHAB-facing packages needs.
 */
@NonNullByDefault
public final class OccupancyBindingConstants {

    public static final String BINDING_ID = "occupancy";

    // Things
    public static final ThingTypeUID THING_TYPE_HOME = new ThingTypeUID(BINDING_ID, "home");
    public static final ThingTypeUID THING_TYPE_LOCATION = new ThingTypeUID(BINDING_ID, "location");
    public static final ThingTypeUID THING_TYPE_PERSON = new ThingTypeUID(BINDING_ID, "person");

    public static final Set<ThingTypeUID> LOCATION_THING_TYPES = Set.of(THING_TYPE_HOME, THING_TYPE_LOCATION);
    public static final Set<ThingTypeUID> SUPPORTED_THING_TYPES = Set.of(THING_TYPE_HOME, THING_TYPE_LOCATION,
            THING_TYPE_PERSON);

    // Channels of home and location
    public static final String CHANNEL_OCCUPANCY = "occupancy";
    public static final String CHANNEL_OCCUPIED_UNTIL = "occupied-until";
    public static final String CHANNEL_LAST_CHANGE = "last-change";
    public static final String CHANNEL_LAST_ACTIVITY = "last-activity";
    public static final String CHANNEL_OCCUPANTS = "occupants";
    public static final String CHANNEL_OCCUPANT_COUNT = "occupant-count";
    public static final String CHANNEL_OCCUPIED_PLACES = "occupied-places";
    public static final String CHANNEL_VACANT_SOON = "vacant-soon";
    public static final String CHANNEL_PROBABILITY = "probability";
    public static final String CHANNEL_LOCKED = "locked";
    public static final String CHANNEL_LOCK_MODE = "lock-mode";
    public static final String CHANNEL_REASON = "reason";
    public static final String CHANNEL_EVENT = "event";

    /** What these channels show is only worked out while an item is linked to them. */
    public static final Set<String> CHANNELS_ON_REQUEST = Set.of(CHANNEL_OCCUPIED_PLACES, CHANNEL_PROBABILITY,
            CHANNEL_REASON);

    // Channels of person
    public static final String CHANNEL_PERSON_LOCATION = "location";
    public static final String CHANNEL_PERSON_HOME = "home";
    public static final String CHANNEL_PERSON_LAST_SEEN = "last-seen";

    // Source channels, added by the user to home and location: those that the semantic model proposes. All types of
    // sources are in SourceType.
    public static final ChannelTypeUID CHANNEL_TYPE_MOTION = new ChannelTypeUID(BINDING_ID, "motion");
    public static final ChannelTypeUID CHANNEL_TYPE_PRESENCE = new ChannelTypeUID(BINDING_ID, "presence");
    public static final ChannelTypeUID CHANNEL_TYPE_DOOR = new ChannelTypeUID(BINDING_ID, "door");

    // Payloads of the trigger channel; those of a person are followed by a space and the name
    public static final String EVENT_OCCUPIED = "OCCUPIED";
    public static final String EVENT_VACANT = "VACANT";
    public static final String EVENT_ARRIVED = "ARRIVED";
    public static final String EVENT_LEFT = "LEFT";
    public static final String EVENT_LOCKED = "LOCKED";
    public static final String EVENT_UNLOCKED = "UNLOCKED";
    public static final String EVENT_WARNING = "WARNING";

    /** What the channel lock-mode shows, and takes as a command, for a location that no lock applies to. */
    public static final String LOCK_MODE_UNLOCKED = "UNLOCKED";

    /** The owner of the lock that the channels locked and lock-mode set and clear. */
    public static final String LOCK_OWNER_USER = "user";

    /** The source of what a person says by a command to a channel. */
    public static final String SOURCE_USER = "user";
    /** The source of what rules say that give none. */
    public static final String SOURCE_RULE = "rule";

    // Settings of home and location
    public static final String CONFIG_KIND = "kind";
    public static final String CONFIG_STRATEGY = "strategy";
    public static final String CONFIG_CONTRIBUTES_TO_PARENT = "contributesToParent";
    public static final String CONFIG_TIMEOUT = "timeout";
    public static final String CONFIG_MOTION_TIMEOUT = "motionTimeout";
    public static final String CONFIG_PRESENCE_TIMEOUT = "presenceTimeout";
    public static final String CONFIG_TIMEOUTS = "timeouts";
    public static final String CONFIG_VACANCY = "vacancy";
    public static final String CONFIG_STAY_TIMEOUT = "stayTimeout";
    public static final String CONFIG_LEAVE_TIMEOUT = "leaveTimeout";
    public static final String CONFIG_PASSAGE = "passage";
    public static final String CONFIG_WARNING = "warning";
    public static final String CONFIG_MANUAL_TIMEOUT = "manualTimeout";
    public static final String CONFIG_LOCK_TIMEOUT = "lockTimeout";
    public static final String CONFIG_HEAD_COUNT = "headCount";
    public static final String CONFIG_ADJACENT = "adjacent";
    public static final String CONFIG_ITEM = "item";
    public static final String CONFIG_AUTO_SOURCES = "autoSources";

    /** The value of CONFIG_HEAD_COUNT for as many people as are known to be there. */
    public static final String HEAD_COUNT_PERSONS = "persons";

    // Settings of person
    /** The name by which sources and rules know the person; the label of the thing if it is not given. */
    public static final String CONFIG_NAME = "name";

    // Settings of the source channels; each has CONFIG_ITEM and CONFIG_TIMEOUT too
    public static final String CONFIG_OCCUPANT = "occupant";
    public static final String CONFIG_SUSTAIN_ONLY = "sustainOnly";
    public static final String CONFIG_ACTIVE_STATES = "activeStates";
    public static final String CONFIG_INVERT = "invert";
    public static final String CONFIG_PULSE_ONLY = "pulseOnly";
    public static final String CONFIG_MAX_ACTIVE = "maxActive";
    public static final String CONFIG_LOST_TIMEOUT = "lostTimeout";
    public static final String CONFIG_BOUNDARY = "boundary";
    public static final String CONFIG_EXIT = "exit";
    public static final String CONFIG_IGNORE_STATES = "ignoreStates";
    public static final String CONFIG_ON = "on";
    public static final String CONFIG_OFF = "off";
    public static final String CONFIG_MIN_DURATION = "minDuration";
    public static final String CONFIG_CONFIRM = "confirm";
    public static final String CONFIG_MAP = "map";

    // Properties of things that were proposed from the semantic model
    /** The points inside, for the user to see what the sources would be. */
    public static final String PROPERTY_SOURCES = "proposedSources";
    /** The label of the proposal, and the name of the location in it: Garage Occupancy, Garage. */
    public static final String PROPERTY_LABEL = "proposedLabel";
    public static final String PROPERTY_NAME = "proposedName";

    /** Where people were seen walking from a location, for the user to compare with what is set. */
    public static final String PROPERTY_LEADS_TO = "leadsTo";

    /** The name of the storage. */
    public static final String STORAGE_NAME = "org.openhab.binding.occupancy";

    private OccupancyBindingConstants() {
    }
}
