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
package org.openhab.binding.occupancy.internal.ui;

import static org.openhab.binding.occupancy.internal.OccupancyBindingConstants.CHANNEL_LOCKED;
import static org.openhab.binding.occupancy.internal.OccupancyBindingConstants.CHANNEL_OCCUPANCY;
import static org.openhab.binding.occupancy.internal.OccupancyBindingConstants.CHANNEL_OCCUPANTS;
import static org.openhab.binding.occupancy.internal.ui.Expressions.*;
import static org.openhab.binding.occupancy.internal.ui.Parts.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.openhab.core.ui.components.RootUIComponent;
import org.openhab.core.ui.components.UIComponent;

/**
 * A widget of one location, small enough for a floor plan: its name, whether it is occupied and who is there. It leads
 * to the page.
 */
@NonNullByDefault
final class LocationMarker {

    private static final String STYLE = String.join("\n",
            ".occ-marker { display: inline-flex; flex-direction: column; align-items: flex-start; gap: 3px; padding: 6px 10px; border-radius: 10px; border-inline-start: 5px solid rgb(128 128 128 / 60%); background: var(--f7-card-bg-color); color: var(--f7-text-color); box-shadow: 0 1px 4px rgb(0 0 0 / 45%); text-decoration: none }",
            ".occ-marker[data-state=ON] { border-inline-start-color: " + LocationCard.OCCUPIED_COLOR + " }",
            ".occ-marker .occ-name { font-size: 14px; font-weight: 600; line-height: 1.2; white-space: nowrap }",
            ".occ-marker .occ-line { font-size: 12px; line-height: 1.2; white-space: nowrap }", LocationCard.CHIP_STYLE,
            ".occ-marker:focus-visible { outline: 3px solid currentcolor; outline-offset: 2px }");

    private final PageTexts words;
    private final LocationCard card;

    LocationMarker(PageTexts words) {
        this.words = words;
        card = new LocationCard(words);
    }

    /** {@return a marker for each location that has an item to show} @param homes the homes, and those in no home */
    List<RootUIComponent> of(List<LocationNode> homes) {
        return homes.stream().flatMap(LocationNode::all).flatMap(this::marker).toList();
    }

    private Stream<RootUIComponent> marker(LocationNode location) {
        String occupancy = location.item(CHANNEL_OCCUPANCY);
        if (occupancy == null) {
            return Stream.empty();
        }
        List<UIComponent> inside = new ArrayList<>();
        inside.add(label("span", "occ-name", location.label()));
        inside.add(card.chip(occupancy));
        String locked = location.item(CHANNEL_LOCKED);
        if (locked != null) {
            inside.add(part("span", Map.of("class", "occ-line", "content", words.text("page.locked"), "visible",
                    evaluated(is(locked, "ON")))));
        }
        String occupants = location.item(CHANNEL_OCCUPANTS);
        if (occupants != null) {
            inside.add(part("span", Map.of("class", "occ-line", "dir", "auto", "content", evaluated(state(occupants)),
                    "visible", evaluated(isText(occupants)))));
        }
        RootUIComponent marker = new RootUIComponent(id(location), "div");
        marker.addConfig("stylesheet", STYLE);
        marker.addComponent("default", part("a", Map.of("class", "occ-marker", "data-state",
                evaluated(state(occupancy)), "href", "/page/" + OccupancyPage.UID), inside));
        return Stream.of(marker);
    }

    /**
     * {@return the id of the widget, which the list of widgets shows: made of the UID of the thing, without its type}
     */
    private static String id(LocationNode location) {
        String[] parts = location.thing().split(":", 3);
        return OccupancyPage.UID + "_" + parts[parts.length - 1].replace(':', '_');
    }
}
