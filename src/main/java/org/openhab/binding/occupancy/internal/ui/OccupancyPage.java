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

import static org.openhab.binding.occupancy.internal.OccupancyBindingConstants.CHANNEL_OCCUPANCY;
import static org.openhab.binding.occupancy.internal.ui.Parts.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.core.ui.components.RootUIComponent;
import org.openhab.core.ui.components.UIComponent;

/**
 * The page: each home with its floors, each floor with its rooms.
 */
@NonNullByDefault
final class OccupancyPage {

    /** The id of the page, which is also part of its address in the UI. */
    static final String UID = "occupancy";

    private static final String STYLE = String.join("\n", //
            ".occ-home { margin: 0 0 28px }", //
            ".occ-floor { margin-top: 18px }",
            ".occ-grid { display: grid; gap: 12px; margin-top: 12px; grid-template-columns: repeat(auto-fill, minmax(min(100%, 270px), 1fr)) }",
            ".occ-grid:has(details[open]) { align-items: start }",
            ".occ-grid:has(details[open]) .occ-card { height: auto }",
            ".occ-timeline { height: auto; margin-top: 18px }", ".occ-empty { font-size: 16px; line-height: 1.5 }",
            ".occ-ways { display: flex; flex-wrap: wrap; gap: 8px 24px }", LocationCard.STYLE);

    private final PageTexts words;
    private final LocationCard card;
    private final @Nullable DayChart timeline;

    /**
     * @param words the texts
     * @param hasTimelines whether the UI has charts of states
     */
    OccupancyPage(PageTexts words, boolean hasTimelines) {
        this.words = words;
        card = new LocationCard(words);
        timeline = hasTimelines ? new DayChart(words) : null;
    }

    /** {@return the page} @param homes the homes, and the locations in no home */
    RootUIComponent of(List<LocationNode> homes) {
        List<UIComponent> inside = new ArrayList<>();
        if (homes.isEmpty()) {
            inside.add(text("p", "occ-empty", words.text("page.no-locations")));
            inside.add(part("p", Map.of("class", "occ-empty occ-ways", "visibleTo", List.of("role:administrator")),
                    link("/settings/things/inbox", words.text("page.to-inbox")),
                    link("/settings/things/add/occupancy/occupancy:home", words.text("page.add-home"))));
        }
        homes.forEach(home -> inside.add(home(home)));
        RootUIComponent page = new RootUIComponent(UID, "oh-layout-page");
        page.addConfig("label", words.text("page.title"));
        page.addConfig("icon", "f7:person_2_fill");
        page.addConfig("sidebar", true);
        page.addComponent("default", part("oh-block", Map.of(), part("oh-grid-row", Map.of(), part("oh-grid-col",
                Map.of("width", "100"), part("div", Map.of("class", "occ-page", "stylesheet", STYLE), inside)))));
        return page;
    }

    private UIComponent home(LocationNode home) {
        List<UIComponent> inside = new ArrayList<>();
        String first = missing(home, null);
        inside.add(card.of(home, "h2", first));
        List<LocationNode> rooms = home.inside().stream().filter(each -> each.inside().isEmpty()).toList();
        if (!rooms.isEmpty()) {
            inside.add(grid(rooms, first));
        }
        home.inside().stream().filter(each -> !each.inside().isEmpty()).forEach(floor -> {
            List<LocationNode> below = floor.all().skip(1).toList();
            String ofFloor = missing(floor, first);
            inside.add(div("occ-floor", card.of(floor, "h3", ofFloor), grid(below, ofFloor)));
        });
        DayChart today = timeline;
        UIComponent chart = today == null ? null : today.of(home.all().toList());
        if (chart != null) {
            inside.add(chart);
        }
        return div("occ-home", inside);
    }

    /**
     * {@return the item that is made before those of all locations inside: whoever has items made for a location has
     * them made for all in it, but for none beside it}
     *
     * @param location the location
     * @param above that of the location around it, or {@code null} if that has its item
     */
    private static @Nullable String missing(LocationNode location, @Nullable String above) {
        return above != null || location.item(CHANNEL_OCCUPANCY) != null ? above
                : location.itemOrExpected(CHANNEL_OCCUPANCY);
    }

    private UIComponent grid(List<LocationNode> locations, @Nullable String first) {
        return div("occ-grid", locations.stream().map(each -> card.of(each, "h4", first)).toList());
    }
}
