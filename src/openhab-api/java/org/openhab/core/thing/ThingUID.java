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
package org.openhab.core.thing;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * The id of a thing.
 */
@NonNullByDefault
public class ThingUID extends UID {

    public ThingUID(String thingUID) {
        super(thingUID);
    }

    public ThingUID(String... segments) {
        super(segments);
    }

    public ThingUID(ThingTypeUID thingTypeUID, String id) {
        super(thingTypeUID.getBindingId(), thingTypeUID.getId(), id);
    }

    public ThingUID(ThingTypeUID thingTypeUID, ThingUID bridgeUID, String id) {
        super(below(thingTypeUID, bridgeUID, id));
    }

    private static String[] below(ThingTypeUID thingTypeUID, ThingUID bridgeUID, String id) {
        List<String> segments = new ArrayList<>(List.of(thingTypeUID.getBindingId(), thingTypeUID.getId()));
        segments.addAll(bridgeUID.getAllSegments().stream().skip(2).toList());
        segments.add(id);
        return segments.toArray(String[]::new);
    }

    @Override
    protected int getMinimalNumberOfSegments() {
        return 3;
    }

    public String getId() {
        List<String> segments = getAllSegments();
        return segments.get(segments.size() - 1);
    }
}
